"""Campaigns and how far they have come."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import AtEnd, CampaignKind, CampaignState, Priority
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.store import tables
from qualdesk.store.campaign_facts import facts_of
from qualdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign; `prospects` counts its members, `to_call` the leads that wait for a call."""

    id: int
    name: str
    kind: CampaignKind
    priority: Priority
    state: CampaignState
    offer: str
    starts_on: date | None
    ends_on: date | None
    event_on: date | None
    prospects: int
    to_call: int
    is_running: bool
    """Whether its leads are called today."""
    rest: str
    """Why they are not, such as "campaign paused"; empty while they are."""
    at_end: AtEnd
    cadence: Cadence


_MEMBERS = (
    select(tables.CampaignMember.campaign_id, func.count().label("n"))
    .group_by(tables.CampaignMember.campaign_id)
    .subquery()
)
_TO_CALL = (
    select(tables.Lead.campaign_id, func.count().label("n"))
    .where(tables.Lead.state == LeadState.QUEUED, tables.Lead.lane != Lane.RESEARCH)
    .group_by(tables.Lead.campaign_id)
    .subquery()
)


def campaign_names(session: Session) -> list[tuple[int, str]]:
    """Return id and name of every campaign, by name."""
    rows = session.execute(select(tables.Campaign.id, tables.Campaign.name))
    return sorted(((row.id, row.name) for row in rows), key=lambda one: one[1].casefold())


def campaigns(session: Session, *, now: datetime) -> list[CampaignRow]:
    """Return every campaign, by priority and name."""
    found = (
        select(
            tables.Campaign,
            func.coalesce(_MEMBERS.c.n, 0).label("prospects"),
            func.coalesce(_TO_CALL.c.n, 0).label("to_call"),
        )
        .outerjoin(_MEMBERS, _MEMBERS.c.campaign_id == tables.Campaign.id)
        .outerjoin(_TO_CALL, _TO_CALL.c.campaign_id == tables.Campaign.id)
        .order_by(tables.Campaign.priority, tables.Campaign.name)
    )
    today = now.astimezone(UTC).date()
    return [_row(row.Campaign, row.prospects, row.to_call, today) for row in session.execute(found)]


def _row(row: tables.Campaign, prospects: int, to_call: int, today: date) -> CampaignRow:
    campaign = facts_of(row)
    return CampaignRow(
        id=campaign.id,
        name=campaign.name,
        kind=campaign.kind,
        priority=campaign.priority,
        state=campaign.state,
        offer=row.offer,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        event_on=campaign.event_on,
        prospects=prospects,
        to_call=to_call,
        is_running=campaign.is_running(today),
        rest=campaign.rest(today),
        at_end=AtEnd(row.at_end),
        cadence=row.cadence,
    )
