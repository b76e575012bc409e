"""Campaigns with their scripts, lead definitions and members."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import (
    FIRST_CALL_WITHIN,
    AtEnd,
    CampaignKind,
    CampaignState,
    Priority,
)
from qualdesk.store.columns import CadenceBody, PrimaryKey, Table, one_of


class Version(Table):
    """One version of a text, never edited; nobody saved what ships with the program."""

    __abstract__ = True

    id: Mapped[PrimaryKey]
    key: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    body: Mapped[dict[str, object]] = mapped_column(JSON)
    saved_at: Mapped[datetime | None]
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Script(Version):
    """A script; `body` is the domain's Script as JSON."""

    __tablename__ = "script"
    __table_args__ = (UniqueConstraint("key", "version"),)


class LeadDefinition(Version):
    """What both sides agreed a lead is; `body` is the domain's as JSON."""

    __tablename__ = "lead_definition"
    __table_args__ = (UniqueConstraint("key", "version"),)


class Campaign(Table):
    """A list with a kind, a priority, dates, a script, a lead definition and a cadence."""

    __tablename__ = "campaign"
    __table_args__ = (
        UniqueConstraint("name"),
        one_of("kind", CampaignKind),
        one_of("state", CampaignState),
        one_of("priority", Priority),
        one_of("at_end", AtEnd),
    )

    id: Mapped[PrimaryKey]
    name: Mapped[str]
    kind: Mapped[str]
    offer: Mapped[str] = mapped_column(default="")
    """What it is about, as said aloud: the webinar's title, the paper's."""
    joining: Mapped[str] = mapped_column(default="")
    """How to join its event, as who registers is written: the link, the place, the time."""
    priority: Mapped[int] = mapped_column(default=Priority.NORMAL)
    state: Mapped[str] = mapped_column(default=CampaignState.RUNNING)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    event_on: Mapped[date | None]
    first_call_within: Mapped[int] = mapped_column(default=FIRST_CALL_WITHIN)
    at_end: Mapped[str] = mapped_column(default=AtEnd.NURTURE)
    """What becomes of the leads that still wait for a call when it ends."""
    cadence: Mapped[Cadence] = mapped_column(CadenceBody, default=Cadence())
    script_id: Mapped[int] = mapped_column(ForeignKey("script.id"))
    registration_script_id: Mapped[int | None] = mapped_column(ForeignKey("script.id"))
    """The script of the calls before the event, where there is one."""
    definition_id: Mapped[int] = mapped_column(ForeignKey("lead_definition.id"))


class CampaignChange(Table):
    """What a campaign's rules were from a moment on: one row when it is added, one a change."""

    __tablename__ = "campaign_change"
    __table_args__ = (one_of("state", CampaignState), one_of("at_end", AtEnd))

    id: Mapped[PrimaryKey]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    state: Mapped[str]
    at_end: Mapped[str]
    cadence: Mapped[Cadence] = mapped_column(CadenceBody)
    script_id: Mapped[int] = mapped_column(ForeignKey("script.id"))
    registration_script_id: Mapped[int | None] = mapped_column(ForeignKey("script.id"))
    definition_id: Mapped[int] = mapped_column(ForeignKey("lead_definition.id"))
    happened_at: Mapped[datetime]


class CampaignMember(Table):
    """A prospect counted in a campaign, also when its lead is worked in another."""

    __tablename__ = "campaign_member"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    prospect_id: Mapped[int] = mapped_column(
        ForeignKey("prospect.id"), primary_key=True, index=True
    )
