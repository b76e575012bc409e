"""Why a lead stands where it stands: the facts behind a QueueReason, read for many leads at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, func, select

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.campaign import Campaign
from qualdesk.domain.lead import Lane
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.queue_order import Place, QueueReason, ResponseKind, Turn
from qualdesk.store import tables
from qualdesk.store.campaign_facts import campaign_facts
from qualdesk.store.numbers import next_number, numbers_in_time
from qualdesk.store.queue_index import SiteFacts, clock_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Lead, Prospect, Response, Site, Touch

_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What a row of the queue is made of."""

    lead_id: int
    version: int
    lane: Lane
    due_at: datetime | None
    attempts: int
    attempts_cap: int
    name: str
    first_name: str
    company: str
    campaign: Campaign
    clock: Clock
    number_id: int | None
    """The number that is dialled next."""
    response: ResponseKind | None
    responded_at: datetime | None
    last_touch_at: datetime | None


def lead_facts(
    session: Session, lead_ids: Sequence[int], now: datetime = _BEFORE_ALL
) -> dict[int, LeadFacts]:
    """Return the facts of these leads by id.

    The number to dial next gives the clock; at which moment counts only while one is suppressed
    for a time.
    """
    rows = session.execute(_FACTS.where(Lead.id.in_(lead_ids))).all()
    prospect_ids = [row.Prospect.id for row in rows]
    numbers = numbers_in_time(session, prospect_ids)
    responses = _newest_responses(session, prospect_ids)
    touched = _last_touches(session, lead_ids)
    found: dict[int, LeadFacts] = {}
    for row in rows:
        number = next_number(numbers.get(row.Prospect.id, ()), now)
        audience = Audience(row.audience)
        site = SiteFacts(row.Site.country, row.Site.region, row.Site.zone, audience)
        clock = clock_of(site, number.phone if number else None)
        response = responses.get(row.Prospect.id)
        number_id = number.id if number else None
        found[row.Lead.id] = _facts(row, clock, number_id, response, touched.get(row.Lead.id))
    return found


def reason_of(facts: LeadFacts, place: Place, turn: Turn | None = None) -> QueueReason:
    """Return why a lead stands at this place, or comes before it in turn."""
    return QueueReason(
        place=place,
        turn=turn,
        lane=facts.lane,
        campaign=facts.campaign.name,
        kind=facts.campaign.kind,
        first_name=facts.first_name,
        zone=facts.clock.zone,
        response=facts.response,
        responded_at=facts.responded_at,
        due_at=facts.due_at,
        attempts=facts.attempts,
        attempts_cap=facts.attempts_cap,
    )


_FACTS = (
    select(Lead, Prospect, Site, tables.Campaign, Account.name.label("company"), Account.audience)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Account, Account.id == Lead.account_id)
    .join(Site, Site.id == Prospect.site_id)
    .join(tables.Campaign, tables.Campaign.id == Lead.campaign_id)
)


def _facts(
    row: Row[*tuple[Any, ...]],
    clock: Clock,
    number_id: int | None,
    response: tuple[ResponseKind, datetime] | None,
    last_touch_at: datetime | None,
) -> LeadFacts:
    lead, prospect = row.Lead, row.Prospect
    return LeadFacts(
        lead_id=lead.id,
        version=lead.version,
        lane=Lane(lead.lane) if lead.lane else Lane.RESEARCH,
        due_at=lead.due_at,
        attempts=lead.attempts,
        attempts_cap=row.Campaign.cadence.attempts,
        name=prospect_name(prospect.first_name, prospect.last_name, row.company),
        first_name=prospect.first_name,
        company=row.company,
        campaign=campaign_facts(row.Campaign),
        clock=clock,
        number_id=number_id,
        response=response[0] if response else None,
        responded_at=response[1] if response else None,
        last_touch_at=last_touch_at,
    )


def _newest_responses(
    session: Session, prospect_ids: Sequence[int]
) -> dict[int, tuple[ResponseKind, datetime]]:
    rows = session.execute(
        select(Response.prospect_id, Response.kind, Response.happened_at)
        .where(Response.prospect_id.in_(prospect_ids))
        .order_by(Response.happened_at)
    )
    return {prospect_id: (ResponseKind(kind), at) for prospect_id, kind, at in rows}


def _last_touches(session: Session, lead_ids: Sequence[int]) -> dict[int, datetime]:
    rows = session.execute(
        select(Touch.lead_id, func.max(Touch.happened_at))
        .where(Touch.lead_id.in_(lead_ids))
        .group_by(Touch.lead_id)
    )
    return {key: value for key, value in rows}  # noqa: C416 - rows are no pairs yet
