"""The heads of the queue: which buckets are asked now, in which order, and who stands first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, cast, func, or_, select, text

from qualdesk.domain import calling_hours, campaign, queue_order
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_order import Level, Warmth
from qualdesk.settings import calling_rules
from qualdesk.store import tables
from qualdesk.store.queue_index import micros
from qualdesk.store.session import Session
from qualdesk.store.tables import Bucket, Lead, Person, QueueEntry

SUBSTITUTE_AFTER = timedelta(minutes=15)
"""How late a promise is when it becomes anyone's."""

PER_HEAD = 8
"""How many candidates a bucket gives: the first may be taken by another caller."""

_LANES = (Lane.PROMISED, Lane.RETURNED, Lane.FRESH, Lane.RETRY, Lane.CHECK_IN)
_BY_DUE = {Lane.PROMISED, Lane.RETURNED, Lane.CHECK_IN}


class Head(NamedTuple):
    """Leads of one campaign, warmth, clock and lane: their buckets, each in order of rank.

    A tuple, for there are many each time somebody asks who is next.
    """

    order: tuple[object, ...]
    """Heads with an equal order are merged by rank."""
    place: queue_order.Place
    lane: Lane
    bucket_ids: tuple[int, ...]
    clock: calling_hours.Clock
    is_open: bool
    """Whether calling hours allow it now."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lead that stands at a head, with its rank there."""

    lead_id: int
    rank: int
    head: Head


def heads(session: Session, now: datetime) -> list[Head]:
    """Return every head that is called today, best first; closed hours included.

    Buckets are many and clocks, campaigns and days few: each of those is asked once.
    """
    clocks = _clocks(session, now)
    campaigns = {row.id: campaign_facts(row) for row in session.scalars(select(tables.Campaign))}
    places_of = cache(_places)
    found = [
        Head(order, place, lane, tuple(map(int, ids.split(","))), clock, is_open)
        for campaign_id, warmth, clock_id, ids in session.execute(_BUCKETS)
        for clock, is_open, today in [clocks[clock_id]]
        for order, place, lane in places_of(campaigns[campaign_id], Warmth(warmth), today)
    ]
    return sorted(found, key=itemgetter(0))


def groups(ordered: Sequence[Head]) -> Iterator[list[Head]]:
    """Return heads whose leads are merged by rank, group after group."""
    for _order, members in groupby(ordered, key=itemgetter(0)):
        yield list(members)


def candidates(
    session: Session, members: Sequence[Head], *, now: datetime, per_head: int = PER_HEAD
) -> list[Candidate]:
    """Return the first leads of these heads, merged by rank."""
    by_bucket = heads_by_bucket(members)
    found: list[Candidate] = []
    for lane in dict.fromkeys(head.lane for head in members):
        ids = [bucket_id for bucket_id, of_lane in by_bucket if of_lane is lane]
        until = micros(now) if lane in _BY_DUE else _LATEST
        rows = session.execute(
            _FIRST_OF_EACH[session.get_bind().dialect.name],
            {"buckets": _as_list(session, ids), "lane": lane.value, "n": per_head, "until": until},
        )
        found += [Candidate(lead, rank, by_bucket[bucket, lane]) for lead, rank, bucket in rows]
    return sorted(found, key=lambda one: (one.rank, one.lead_id))


def heads_by_bucket(members: Iterable[Head]) -> dict[tuple[int, Lane], Head]:
    """Return the heads by (bucket id, lane)."""
    return {(bucket_id, head.lane): head for head in members for bucket_id in head.bucket_ids}


def promises_due(session: Session, *, caller_id: int, now: datetime, until: datetime) -> list[int]:
    """Return the leads promised until then that this caller may keep, by the time promised."""
    return list(
        session.scalars(
            select(QueueEntry.lead_id)
            .join(Lead, Lead.id == QueueEntry.lead_id)
            .where(QueueEntry.lane == Lane.PROMISED, ~QueueEntry.is_waiting)
            .where(QueueEntry.rank <= micros(until), may_keep(caller_id, now))
            .order_by(QueueEntry.rank, QueueEntry.lead_id)
        )
    )


def campaign_facts(row: tables.Campaign) -> campaign.Campaign:
    """Return what the order must know of a campaign."""
    return campaign.Campaign(
        id=row.id,
        name=row.name,
        kind=campaign.CampaignKind(row.kind),
        priority=campaign.Priority(row.priority),
        state=campaign.CampaignState(row.state),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        event_on=row.event_on,
    )


def _places(
    facts: campaign.Campaign, warmth: Warmth, today: date
) -> list[tuple[tuple[object, ...], queue_order.Place, Lane]]:
    """Return the lanes of a campaign that are called today, each with its place in the order."""
    found: list[tuple[tuple[object, ...], queue_order.Place, Lane]] = []
    for lane in _LANES:
        place = queue_order.place_of(facts, lane, today)
        if place is not None:
            in_window = place.level is Level.CLOSING_WINDOW
            within = (facts.id, int(warmth)) if in_window else ()
            found.append(((*place.order, *within), place, lane))
    return found


def _clocks(session: Session, now: datetime) -> dict[int, tuple[calling_hours.Clock, bool, date]]:
    """Return by id each clock, whether it is open now, and the day it is there."""
    rules = calling_rules()
    found: dict[int, tuple[calling_hours.Clock, bool, date]] = {}
    for row in session.scalars(select(tables.Clock)):
        clock = calling_hours.Clock(tuple(row.zones.split()), tuple(row.laws.split()))
        is_open = calling_hours.may_call_at(clock, now, rules)
        found[row.id] = (clock, is_open, now.astimezone(clock.tz).date())
    return found


def may_keep(caller_id: int, now: datetime) -> ColumnElement[bool]:
    """Return whether this caller may keep a promise.

    Mine and anyone's from the start; another's when they are gone or a quarter of an hour late.
    """
    return or_(
        Lead.owner_person_id == caller_id,
        Lead.owner_person_id.is_(None),
        Lead.owner_person_id.in_(select(Person.id).where(Person.is_active.is_(False))),
        QueueEntry.rank <= micros(now - SUBSTITUTE_AFTER),
    )


_LATEST = 2**62

_BUCKETS = select(
    Bucket.campaign_id,
    Bucket.warmth,
    Bucket.clock_id,
    func.aggregate_strings(cast(Bucket.id, String), ","),
).group_by(Bucket.campaign_id, Bucket.warmth, Bucket.clock_id)

# One statement whose text never varies: the buckets come as one parameter (DESIGN §4).
_FIRST_OF_EACH = {
    "sqlite": text(
        "SELECT q.lead_id, q.rank, q.bucket_id FROM json_each(:buckets) AS b"
        " JOIN queue_entry AS q ON q.lead_id IN (SELECT e.lead_id FROM queue_entry AS e"
        " WHERE e.bucket_id = b.value AND e.lane = :lane AND NOT e.is_waiting"
        " AND e.rank <= :until ORDER BY e.rank, e.lead_id LIMIT :n)"
    ),
    "postgresql": text(
        "SELECT q.lead_id, q.rank, q.bucket_id FROM unnest(CAST(:buckets AS bigint[])) AS b(id)"
        " CROSS JOIN LATERAL (SELECT e.lead_id, e.rank, e.bucket_id FROM queue_entry AS e"
        " WHERE e.bucket_id = b.id AND e.lane = :lane AND NOT e.is_waiting"
        " AND e.rank <= :until ORDER BY e.rank, e.lead_id LIMIT :n) AS q"
    ),
}


def _as_list(session: Session, ids: Sequence[int]) -> object:
    if session.get_bind().dialect.name == "sqlite":
        return f"[{','.join(map(str, ids))}]"
    return list(ids)
