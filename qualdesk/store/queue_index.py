"""The queue's index: where each lead stands, a pure function of lead, numbers and claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update

from qualdesk.domain.calling_hours import Clock, is_moved_by_audience, laws_of
from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.phone import Phone, country_of, place_of, zones_of
from qualdesk.domain.places import candidate_zones, region_code
from qualdesk.domain.queue_order import ResponseKind, Warmth
from qualdesk.settings import calling_rules
from qualdesk.store import tables
from qualdesk.store.legal_caps import Reached, caps_of
from qualdesk.store.numbers import DialableNumber, dialable_numbers
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Bucket,
    Claim,
    Lead,
    Prospect,
    QueueEntry,
    Response,
    Site,
)
from qualdesk.store.upsert import upsert

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BY_RECENCY = {Lane.FRESH, Lane.RETRY}
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class BucketKey:
    """What leads of one bucket share."""

    territory_id: int
    language: str
    clock_id: int
    campaign_id: int
    warmth: Warmth


def micros(moment: datetime) -> int:
    """Return an instant as whole microseconds since 1970, UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


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
    """Move waiting rows whose time has come to their place: retries, cool-downs, lapsed claims."""
    session.execute(
        update(QueueEntry)
        .where(QueueEntry.is_waiting, QueueEntry.rank <= micros(now))
        .values(is_waiting=False, rank=QueueEntry.ready_rank)
        .execution_options(synchronize_session=False)
    )


def clock_of(site: "SiteFacts", phone: Phone | None) -> Clock:
    """Return the candidate zones and laws of a number at a site; without a number, the site's.

    An address decides first; without one the number's country does.
    """
    country = site.country or (country_of(phone) if phone else "")
    phone_zones = zones_of(phone) if phone else ()
    zones = candidate_zones(country, site.region, phone_zones, site.zone)
    at_address = (country, region_code(country, site.region))
    rules = calling_rules()
    laws = laws_of(at_address, place_of(phone) if phone else ("", ""), rules=rules)
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
    rows = session.execute(_callable_leads(lead_ids)).all()
    numbers = dialable_numbers(session, [row.prospect_id for row in rows])
    warmths = _warmths(session, rows)
    buckets = Buckets(session)
    reached = {
        row.id: Reached(row.prospect_id, first[0].id, _clock_at(row, first[0]))
        for row in rows
        if (first := numbers.get(row.prospect_id))
    }
    caps = caps_of(session, reached.values(), now)
    entries = [
        _entry(
            row,
            buckets.id_of(_bucket_key(row, at.clock, buckets, warmths)),
            now,
            capped_until=caps[at].rest.until if at in caps else None,
        )
        for row in rows
        if (at := reached.get(row.id))
    ]
    session.execute(
        delete(QueueEntry)
        .where(QueueEntry.lead_id.in_(lead_ids))
        .execution_options(synchronize_session=False)
    )
    if entries:
        session.execute(insert(QueueEntry), entries)


def _callable_leads(lead_ids: Iterable[int]) -> Select[*tuple[Any, ...]]:
    """Select the leads whose next step is a call, with their claims."""
    return (
        select(
            Lead.id,
            Lead.prospect_id,
            Lead.campaign_id,
            Lead.territory_id,
            Lead.lane,
            Lead.due_at,
            Lead.interest_at,
            Prospect.language,
            Site.country,
            Site.region,
            Site.zone,
            Account.audience,
            Claim.until,
        )
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Site, Site.id == Prospect.site_id)
        .join(Account, Account.id == Lead.account_id)
        .outerjoin(Claim, Claim.lead_id == Lead.id)
        .where(Lead.id.in_(lead_ids))
        .where(Lead.state.in_([LeadState.QUEUED, LeadState.NURTURE]), Lead.lane != Lane.RESEARCH)
        .order_by(Lead.id)
    )


def _warmths(
    session: Session, rows: Sequence[Row[*tuple[Any, ...]]]
) -> dict[tuple[int, int], Warmth]:
    """Return the strongest sign of interest by (prospect, campaign)."""
    found: dict[tuple[int, int], Warmth] = {}
    for prospect_id, campaign_id, kind in session.execute(
        select(Response.prospect_id, Response.campaign_id, Response.kind).where(
            Response.prospect_id.in_([row.prospect_id for row in rows])
        )
    ):
        key = (prospect_id, campaign_id)
        found[key] = min(found.get(key, Warmth.LISTED), ResponseKind(kind).warmth)
    return found


def _clock_at(row: Row[*tuple[Any, ...]], number: DialableNumber) -> Clock:
    site = SiteFacts(row.country, row.region, row.zone, Audience(row.audience))
    return clock_of(site, number.phone)


def _bucket_key(
    row: Row[*tuple[Any, ...]],
    clock: Clock,
    buckets: "Buckets",
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
    row: Row[*tuple[Any, ...]], bucket_id: int, now: datetime, *, capped_until: datetime | None
) -> dict[str, object]:
    ready_rank = _ready_rank(Lane(row.lane), row.due_at, row.interest_at, row.id)
    due_at = row.due_at if Lane(row.lane) in _BY_RECENCY else None
    waits_until = max((one for one in (row.until, due_at, capped_until) if one), default=None)
    is_waiting = waits_until is not None and waits_until > now
    rank = micros(waits_until) if waits_until is not None and is_waiting else ready_rank
    return {
        "lead_id": row.id,
        "bucket_id": bucket_id,
        "lane": row.lane,
        "rank": rank,
        "ready_rank": ready_rank,
        "is_waiting": is_waiting,
    }


def _ready_rank(lane: Lane, due_at: datetime, interest_at: datetime | None, lead_id: int) -> int:
    """Newest interest first; those without any after them, as they came; promises by due time."""
    if lane not in _BY_RECENCY:
        return micros(due_at)
    return lead_id if interest_at is None else -micros(interest_at)


class Buckets:
    """Finds or makes buckets and clocks; remembers them for the length of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._buckets: dict[BucketKey, int] = {}
        self._clocks: dict[Clock, int] = {}

    def id_of(self, key: BucketKey) -> int:
        """Return the id of a bucket."""
        if key not in self._buckets:
            self._buckets[key] = self._bucket(key)
        return self._buckets[key]

    def clock_id(self, clock: Clock) -> int:
        """Return the id of a clock."""
        if clock not in self._clocks:
            self._clocks[clock] = self._clock(clock)
        return self._clocks[clock]

    def _bucket(self, key: BucketKey) -> int:
        values = {
            "territory_id": key.territory_id,
            "language": key.language,
            "clock_id": key.clock_id,
            "campaign_id": key.campaign_id,
            "warmth": int(key.warmth),
        }
        return _intern(self._session, Bucket, values)

    def _clock(self, clock: Clock) -> int:
        values = {
            "zones": " ".join(clock.zones),
            "laws": " ".join(clock.laws),
            "audience": clock.audience,
        }
        return _intern(self._session, tables.Clock, values)


def _intern(
    session: Session, table: type[Bucket] | type[tables.Clock], values: Mapping[str, object]
) -> int:
    """Return the id of the row with these values; two desks that add it at once get the same one."""
    columns = table.__table__.c
    same = select(columns.id).where(*(columns[name] == value for name, value in values.items()))
    found: int | None = session.scalar(same)
    if found is not None:
        return found
    session.execute(upsert(session, table).values(**values).on_conflict_do_nothing())
    added: int = session.execute(same).scalar_one()
    return added
