"""Territories: their rules, who has them, who had them, and who is to have them from a later day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.store.columns import PrimaryKey, Table


class Territory(Table):
    """A part of the market; open when it has no rep, then a covering rep may stand in."""

    __tablename__ = "territory"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("(rep_id IS NULL) OR (covering_rep_id IS NULL)", name="covers_if_open"),
    )

    id: Mapped[PrimaryKey]
    name: Mapped[str]
    rep_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    covering_rep_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    since: Mapped[date]
    is_elsewhere: Mapped[bool] = mapped_column(default=False)
    """The shared ground: where leads go that no rule matches."""


class TerritoryRule(Table):
    """One line of the ordered rules; empty fields match everything."""

    __tablename__ = "territory_rule"

    id: Mapped[PrimaryKey]
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"), index=True)
    position: Mapped[int]
    country: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    postal_prefix: Mapped[str] = mapped_column(default="")
    industry: Mapped[str] = mapped_column(default="")
    size_from: Mapped[int | None]
    size_to: Mapped[int | None]


class TerritoryChange(Table):
    """A reassignment, kept for ever: who had it, who got it, from which day on."""

    __tablename__ = "territory_change"

    id: Mapped[PrimaryKey]
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    from_rep_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    from_covering_rep_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    to_rep_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    to_covering_rep_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")
    happened_at: Mapped[datetime]


class TerritoryPlan(Table):
    """A reassignment from a later day on; its deadline says whether that still stands."""

    __tablename__ = "territory_plan"

    id: Mapped[PrimaryKey]
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    is_covering: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who said so; None on a command line that nobody signed."""
    begins_at: Mapped[datetime]
    """The start of its first day, where the new rep is."""


class MovedOffer(Table):
    """An offer that went to another rep with its territory: how it stood before."""

    __tablename__ = "moved_offer"

    id: Mapped[PrimaryKey]
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    from_rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_accept_by: Mapped[datetime]
    from_runs_over_at: Mapped[datetime | None]
