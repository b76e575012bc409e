"""Why a lead stands where it stands: the facts behind a QueueReason, read for many leads at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.campaign import Campaign
from qualdesk.domain.giving_back import GivenBack
from qualdesk.domain.lead import Lane
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.queue_order import Place, ResponseKind, Turn
from qualdesk.domain.queue_reason import QueueReason
from qualdesk.queries.given_back import given_back_of
from qualdesk.store import tables
from qualdesk.store.agreements import Agreed, agreed_of
from qualdesk.store.by_ids import ByIds
from qualdesk.store.campaign_facts import all_campaigns
from qualdesk.store.columns import table_of
from qualdesk.store.numbers import DialableNumber, next_number, numbers_in_time
from qualdesk.store.queue_index import SiteFacts, clock_of
from qualdesk.store.session import Session, ground_of
from qualdesk.store.tables import Account, Bucket, Lead, Person, Prospect, QueueEntry, Site, Touch

_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What a row of the queue is made of."""

    lead_id: int
    version: int
    prospect_id: int
    lane: Lane
    due_at: datetime | None
    attempts: int
    attempts_cap: int
    name: str
    first_name: str
    company: str
    city: str
    campaign: Campaign
    clock: Clock
    number_id: int | None
    """The number that is dialled next."""
    response: ResponseKind | None
    responded_at: datetime | None
    last_touch_at: datetime | None
    owner_id: int | None
    owner_name: str
    agreed: Agreed
    """What was agreed of a promised call."""
    given_back: GivenBack | None
    """How it came back from sales."""


class _Before(NamedTuple):
    """What was before this call: what was agreed, or how the lead came back."""

    agreed: Agreed
    given_back: GivenBack | None


def lead_facts(
    session: Session, lead_ids: Sequence[int], now: datetime = _BEFORE_ALL
) -> dict[int, LeadFacts]:
    """Return the facts of these leads by id.

    A lead's bucket gives its clock. Without one the number to dial next does; at which moment
    counts only while one is suppressed for a time.
    """
    rows = _FACTS.read(session, lead_ids)
    campaigns = {one.id: one for one in all_campaigns(session)}
    worked = {row.campaign_id for row in rows}
    cadences: dict[int, Cadence] = dict(_CADENCES.read(session, worked))
    prospect_ids = [row.prospect_id for row in rows]
    numbers = numbers_in_time(session, prospect_ids)
    responses = newest_responses(session, prospect_ids)
    clocks = ground_of(session).clocks
    touched = {row.lead_id: row.newest_at for row in _LAST_TOUCHES.read(session, lead_ids)}
    promised = [row.id for row in rows if row.lane == Lane.PROMISED]
    agreed = agreed_of(session, promised)
    given_back = given_back_of(session, [row.id for row in rows if row.lane == Lane.RETURNED])
    found: dict[int, LeadFacts] = {}
    for row in rows:
        number = next_number(numbers.get(row.prospect_id, ()), now)
        found[row.id] = _facts(
            row,
            campaigns[row.campaign_id],
            cadences[row.campaign_id].attempts,
            clocks.get(row.clock_id) or _clock(row, number),
            number.id if number else None,
            responses.get(row.prospect_id),
            touched.get(row.id),
            _Before(agreed.get(row.id, Agreed()), given_back.get(row.id)),
        )
    return found


def reason_of(
    facts: LeadFacts, place: Place, turn: Turn | None = None, *, caller_id: int | None = None
) -> QueueReason:
    """Return why a lead stands at this place, or comes before it in turn, as told to a caller."""
    is_mine = caller_id is None or facts.owner_id == caller_id
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
        promised_by=None if is_mine else facts.owner_name,
        start_with=facts.agreed.start_with,
        sales_call=facts.agreed.sales_call,
        given_back=facts.given_back,
    )


_LEADS, _PROSPECTS, _SITES = table_of(Lead), table_of(Prospect), table_of(Site)
_CAMPAIGNS, _ACCOUNTS, _PEOPLE = table_of(tables.Campaign), table_of(Account), table_of(Person)
_ENTRIES, _BUCKETS = table_of(QueueEntry), table_of(Bucket)
_TOUCHES, _RESPONSES = table_of(Touch), table_of(tables.Response)
_FACTS = ByIds(
    select(*(_LEADS.c[name] for name in ("id", "version", "prospect_id", "campaign_id")))
    .add_columns(*(_LEADS.c[name] for name in ("lane", "due_at", "attempts", "owner_person_id")))
    .add_columns(_PROSPECTS.c.first_name, _PROSPECTS.c.last_name)
    .add_columns(*(_SITES.c[name] for name in ("city", "country", "region", "zone")))
    .add_columns(_ACCOUNTS.c.name.label("company"), _PEOPLE.c.name.label("owner_name"))
    .add_columns(_ACCOUNTS.c.audience, _BUCKETS.c.clock_id)
    .join(_PROSPECTS, _PROSPECTS.c.id == _LEADS.c.prospect_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _LEADS.c.account_id)
    .join(_SITES, _SITES.c.id == _PROSPECTS.c.site_id)
    .outerjoin(_PEOPLE, _PEOPLE.c.id == _LEADS.c.owner_person_id)
    .outerjoin(_ENTRIES, _ENTRIES.c.lead_id == _LEADS.c.id)
    .outerjoin(_BUCKETS, _BUCKETS.c.id == _ENTRIES.c.bucket_id),
    _LEADS.c.id,
)
_CADENCES = ByIds(select(_CAMPAIGNS.c.id, _CAMPAIGNS.c.cadence), _CAMPAIGNS.c.id)
_LAST_TOUCHES = ByIds(
    select(_TOUCHES.c.lead_id, func.max(_TOUCHES.c.happened_at).label("newest_at")).group_by(
        _TOUCHES.c.lead_id
    ),
    _TOUCHES.c.lead_id,
)
_NEWEST_RESPONSES = ByIds(
    select(_RESPONSES.c.prospect_id, _RESPONSES.c.kind, _RESPONSES.c.happened_at).order_by(
        _RESPONSES.c.happened_at
    ),
    _RESPONSES.c.prospect_id,
)


def newest_responses(
    session: Session, prospect_ids: Sequence[int]
) -> dict[int, tuple[ResponseKind, datetime]]:
    """Return the newest sign of interest of these prospects."""
    rows = _NEWEST_RESPONSES.read(session, prospect_ids)
    return {prospect_id: (ResponseKind(kind), at) for prospect_id, kind, at in rows}


def _facts(
    row: Any,
    campaign: Campaign,
    cap: int,
    clock: Clock,
    number_id: int | None,
    response: tuple[ResponseKind, datetime] | None,
    last_touch_at: datetime | None,
    before: _Before,
) -> LeadFacts:
    return LeadFacts(
        lead_id=row.id,
        version=row.version,
        prospect_id=row.prospect_id,
        lane=Lane(row.lane) if row.lane else Lane.RESEARCH,
        due_at=row.due_at,
        attempts=row.attempts,
        attempts_cap=cap,
        name=prospect_name(row.first_name, row.last_name, row.company),
        first_name=row.first_name,
        company=row.company,
        city=row.city,
        campaign=campaign,
        clock=clock,
        number_id=number_id,
        response=response[0] if response else None,
        responded_at=response[1] if response else None,
        last_touch_at=last_touch_at,
        owner_id=row.owner_person_id,
        owner_name=row.owner_name or "",
        agreed=before.agreed,
        given_back=before.given_back,
    )


def _clock(row: Any, number: DialableNumber | None) -> Clock:
    site = SiteFacts(row.country, row.region, row.zone, Audience(row.audience))
    return clock_of(site, number.phone if number else None)
