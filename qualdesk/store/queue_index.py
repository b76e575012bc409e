"""The queue's index: where each lead stands, a pure function of lead, numbers and claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, select, text

from qualdesk.domain.calling_hours import Clock, is_moved_by_audience, laws_of
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead import Lane
from qualdesk.domain.phone import Phone, country_of, place_of, zones_of
from qualdesk.domain.places import candidate_zones, region_code
from qualdesk.domain.queue_order import Line, ResponseKind, Warmth, line_of
from qualdesk.settings import calling_rules
from qualdesk.store.buckets import BucketKey, Buckets
from qualdesk.store.bulk import Bulk, Values
from qualdesk.store.by_ids import ByIds
from qualdesk.store.columns import table_of
from qualdesk.store.legal_caps import Reached, caps_of
from qualdesk.store.numbers import DialableNumber, next_number, numbers_in_time
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Campaign,
    Claim,
    Lead,
    Prospect,
    QueueEntry,
    Response,
    Site,
    Snooze,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHUNK = 400
_REMEMBERED = 4096


def micros(moment: datetime) -> int:
    """Return an instant as whole microseconds since 1970, UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def instant(moment: int) -> datetime:
    """Return the instant of whole microseconds since 1970, UTC."""
    return _EPOCH + timedelta(microseconds=moment)


def index_leads(session: Session, lead_ids: Sequence[int], now: datetime) -> None:
    """Put these leads where they belong in the queue, or take them out of it.

    Call it in the transaction that changed a lead, a number, a response or a suppression.
    """
    for start in range(0, len(lead_ids), _CHUNK):
        _index_chunk(session, lead_ids[start : start + _CHUNK], now)


def rebuild(session: Session, now: datetime) -> None:
    """Make the whole index anew from the leads."""
    session.execute(delete(QueueEntry))
    index_leads(session, list(session.scalars(select(Lead.id).order_by(Lead.id))), now)


def wake_due(session: Session, now: datetime) -> None:
    """Move waiting rows whose time has come to their place: retries, cool-downs, lapsed claims.

    Rows that another desk is moving at this moment are left to it: nobody waits for a wake.
    """
    due = {"now": micros(now), "waits": False, "at_once": _AT_ONCE}
    while len(_WAKE.rows(session, due)) == _AT_ONCE:
        pass


_AT_ONCE = 500
# In the words of the partial index, or the database does not know it again.
_MOVE = (
    "UPDATE queue_entry SET rank = ready_rank, is_waiting = :waits WHERE lead_id IN"
    " (SELECT lead_id FROM queue_entry WHERE is_waiting AND rank <= :now"
    " ORDER BY rank LIMIT :at_once{lock}) RETURNING lead_id"
)
_WAKE = Prepared(
    {
        "sqlite": text(_MOVE.format(lock="")),
        "postgresql": text(_MOVE.format(lock=" FOR UPDATE SKIP LOCKED")),
    }
)


def clock_of(site: "SiteFacts", phone: Phone | None) -> Clock:
    """Return the candidate zones and laws of a number at a site; without a number, the site's.

    An address decides first; without one the number's country does.
    """
    if phone is None:
        return _clock(site, site.country, (), ("", ""))
    return _clock(site, site.country or country_of(phone), zones_of(phone), place_of(phone))


@lru_cache(_REMEMBERED)
def _clock(
    site: "SiteFacts", country: str, phone_zones: tuple[str, ...], phone_place: tuple[str, str]
) -> Clock:
    zones = candidate_zones(country, site.region, phone_zones, site.zone)
    at_address = (country, region_code(country, site.region))
    rules = calling_rules()
    laws = laws_of(at_address, phone_place, rules=rules)
    is_moved = is_moved_by_audience(laws, rules)
    return Clock(zones, laws, site.audience if is_moved else Audience.B2B)


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a site tells of zones and laws; `audience` is its account's."""

    country: str
    region: str
    zone: str
    audience: Audience = Audience.B2B


def _index_chunk(session: Session, lead_ids: Sequence[int], now: datetime) -> None:
    rows = _CALLABLE_LEADS.read(session, lead_ids)
    numbers = numbers_in_time(session, [row.prospect_id for row in rows])
    warmths = _warmths(session, rows)
    buckets = Buckets(session)
    rung = {
        row.id: number
        for row in rows
        if (number := next_number(numbers.get(row.prospect_id, ()), now))
    }
    reached = {
        row.id: Reached(row.prospect_id, number.id, _clock_at(row, number))
        for row in rows
        if (number := rung.get(row.id))
    }
    caps = caps_of(session, reached.values(), now)
    entries = [
        _entry(
            row,
            buckets.id_of(_bucket_key(row, at.clock, buckets, warmths)),
            (rung[row.id].barred_until, caps[at].rest.until if at in caps else None),
            now,
        )
        for row in rows
        if (at := reached.get(row.id))
    ]
    _STAND.add(session, entries)
    if gone := set(lead_ids) - reached.keys():
        session.execute(_LEAVE, {"lead_ids": list(gone)})


_LEADS, _PROSPECTS, _SITES = table_of(Lead), table_of(Prospect), table_of(Site)
_ACCOUNTS, _CAMPAIGNS = table_of(Account), table_of(Campaign)
_CLAIMS, _SNOOZES, _HEARD = table_of(Claim), table_of(Snooze), table_of(Response)
_CALLABLE_LEADS = ByIds(
    select(*(_LEADS.c[name] for name in ("id", "prospect_id", "campaign_id", "territory_id")))
    .add_columns(*(_LEADS.c[name] for name in ("lane", "due_at", "interest_at")))
    .add_columns(_LEADS.c.owner_person_id, _CAMPAIGNS.c.kind, _PROSPECTS.c.language)
    .add_columns(_SITES.c.country, _SITES.c.region, _SITES.c.zone, _ACCOUNTS.c.audience)
    .add_columns(_CLAIMS.c.until, _SNOOZES.c.until.label("snoozed_until"))
    .join_from(_LEADS, _PROSPECTS, _PROSPECTS.c.id == _LEADS.c.prospect_id)
    .join(_SITES, _SITES.c.id == _PROSPECTS.c.site_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _LEADS.c.account_id)
    .join(_CAMPAIGNS, _CAMPAIGNS.c.id == _LEADS.c.campaign_id)
    .outerjoin(_CLAIMS, _CLAIMS.c.lead_id == _LEADS.c.id)
    .outerjoin(_SNOOZES, _SNOOZES.c.lead_id == _LEADS.c.id)
    .where(_LEADS.c.lane != Lane.RESEARCH)
    .order_by(_LEADS.c.id),
    _LEADS.c.id,
)
"""The leads whose next step is a call, with their claims: those that have a lane."""

_RESPONSES = ByIds(
    select(_HEARD.c.prospect_id, _HEARD.c.campaign_id, _HEARD.c.kind), _HEARD.c.prospect_id
)
_ENTRIES = table_of(QueueEntry)
_LEAVE = delete(_ENTRIES).where(_ENTRIES.c.lead_id.in_(bindparam("lead_ids", expanding=True)))
_STAND = Bulk(
    QueueEntry,
    *("lead_id", "bucket_id", "line", "rank", "ready_rank", "due", "is_waiting"),
    "owner_person_id",
    replaces="lead_id",
)


def _warmths(session: Session, rows: Sequence[Any]) -> dict[tuple[int, int], Warmth]:
    """Return the strongest sign of interest by (prospect, campaign)."""
    found: dict[tuple[int, int], Warmth] = {}
    prospect_ids = [row.prospect_id for row in rows]
    for prospect_id, campaign_id, kind in _RESPONSES.read(session, prospect_ids):
        key = (prospect_id, campaign_id)
        found[key] = min(found.get(key, Warmth.LISTED), ResponseKind(kind).warmth)
    return found


def _clock_at(row: Any, number: DialableNumber) -> Clock:
    site = SiteFacts(row.country, row.region, row.zone, Audience(row.audience))
    return clock_of(site, number.phone)


def _bucket_key(
    row: Any,
    clock: Clock,
    buckets: Buckets,
    warmths: dict[tuple[int, int], Warmth],
) -> BucketKey:
    return BucketKey(
        territory_id=row.territory_id,
        language=row.language,
        clock_id=buckets.clock_id(clock),
        campaign_id=row.campaign_id,
        warmth=warmths.get((row.prospect_id, row.campaign_id), Warmth.LISTED),
    )


def _entry(
    row: Any,
    bucket_id: int,
    rests: tuple[datetime | None, ...],
    now: datetime,
) -> Values:
    """Return the entry of a lead; `rests` is until when its number must not be dialled."""
    line = line_of(Lane(row.lane), CampaignKind(row.kind)) or Line.INTEREST
    ready_rank = _ready_rank(line, row.due_at, row.interest_at, row.id)
    due_at = None if line.is_by_due else row.due_at
    waits = (row.until, row.snoozed_until, *rests, due_at)
    waits_until = max((one for one in waits if one is not None and one > now), default=None)
    return (
        row.id,
        bucket_id,
        int(line),
        ready_rank if waits_until is None else micros(waits_until),
        ready_rank,
        micros(row.due_at),
        waits_until is not None,
        row.owner_person_id if line in _OF_PERSONS else None,
    )


_OF_PERSONS = frozenset({Line.PROMISED, Line.RETURNED})


def _ready_rank(line: Line, due_at: datetime, interest_at: datetime | None, lead_id: int) -> int:
    """Newest interest first; those without any after them, as they came; the rest by due time."""
    if line.is_by_due:
        return micros(due_at)
    return lead_id if interest_at is None else -micros(interest_at)
