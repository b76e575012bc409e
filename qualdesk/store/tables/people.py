"""Who works here and where: people, territories and the rules that lead to them."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.person import Role
from qualdesk.domain.working_days import WorkingHours
from qualdesk.store.columns import PrimaryKey, Table, one_of


class Person(Table):
    """A caller, team lead, sales person or admin."""

    __tablename__ = "person"
    __table_args__ = (one_of("role", Role), UniqueConstraint("name"))

    id: Mapped[PrimaryKey]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    zone: Mapped[str] = mapped_column(default="UTC")
    country: Mapped[str] = mapped_column(default="")
    """Whose public holidays they have (ISO code); nothing means weekends alone."""
    works_from: Mapped[time] = mapped_column(default=time(9))
    works_until: Mapped[time] = mapped_column(default=time(17))
    """Their working hours, by the clock of their zone."""
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def hours(self) -> WorkingHours:
        """When they are at their desk."""
        return WorkingHours(self.zone, self.country, self.works_from, self.works_until)


class Absence(Table):
    """A person is away, now or from a later day, until a day; two never cover the same time.

    Their promises of that time are a deputy's, or come after it.
    """

    __tablename__ = "absence"
    __table_args__ = (
        Index(
            "ix_absence_open",
            "person_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    begins_at: Mapped[datetime]
    until_on: Mapped[date]
    """The last day of it."""
    ended_at: Mapped[datetime | None]
    """When they said that they are back, or left."""


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
