"""Campaigns with their scripts, lead definitions and members."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.campaign import FIRST_CALL_WITHIN, CampaignKind, CampaignState, Priority
from qualdesk.store.columns import PrimaryKey, Table, one_of


class Script(Table):
    """One version of a script; `body` is the domain's Script as JSON."""

    __tablename__ = "script"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[PrimaryKey]
    key: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    body: Mapped[dict[str, object]] = mapped_column(JSON)


class LeadDefinition(Table):
    """One version of what both sides agreed a lead is; `body` is the domain's as JSON."""

    __tablename__ = "lead_definition"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[PrimaryKey]
    key: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    body: Mapped[dict[str, object]] = mapped_column(JSON)


class Campaign(Table):
    """A list with a kind, a priority, dates, a script and a lead definition."""

    __tablename__ = "campaign"
    __table_args__ = (
        UniqueConstraint("name"),
        one_of("kind", CampaignKind),
        one_of("state", CampaignState),
        one_of("priority", Priority),
    )

    id: Mapped[PrimaryKey]
    name: Mapped[str]
    kind: Mapped[str]
    offer: Mapped[str] = mapped_column(default="")
    """What it is about, as said aloud: the webinar's title, the paper's."""
    priority: Mapped[int] = mapped_column(default=Priority.NORMAL)
    state: Mapped[str] = mapped_column(default=CampaignState.RUNNING)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    event_on: Mapped[date | None]
    attempts: Mapped[int] = mapped_column(default=6)
    first_call_within: Mapped[int] = mapped_column(default=FIRST_CALL_WITHIN)
    script_id: Mapped[int] = mapped_column(ForeignKey("script.id"))
    definition_id: Mapped[int] = mapped_column(ForeignKey("lead_definition.id"))


class CampaignMember(Table):
    """A prospect counted in a campaign, also when its lead is worked in another."""

    __tablename__ = "campaign_member"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    prospect_id: Mapped[int] = mapped_column(
        ForeignKey("prospect.id"), primary_key=True, index=True
    )
