"""The heads of the queue: the first leads of many small ordered lines, merged when somebody asks."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush, merge
from typing import NamedTuple

from sqlalchemy import text

from qualdesk.domain.queue_order import Line, Place
from qualdesk.domain.working_days import add_working_days
from qualdesk.store.prepared import Prepared
from qualdesk.store.queue_index import instant, micros
from qualdesk.store.queue_plan import Group, Plan
from qualdesk.store.session import Session

_LATEST = 2**62
_REST = 64
"""How many leads of a bucket are read when those read with all others are used up."""


class ReadyLead(NamedTuple):
    """A lead that stands at a head, by its rank."""

    rank: int
    lead_id: int
    bucket_id: int


class Overdue(NamedTuple):
    """A lead that waits longer than its campaign's first call may, in its usual place."""

    lead_id: int
    bucket_id: int
    place: Place


Woken = Mapping[tuple[int, Line], Sequence[ReadyLead]]
"""Leads whose wait is over but which nobody has moved yet, by bucket and line."""


class Ready(NamedTuple):
    """The ready rows of one line in some buckets, `until` a rank or a due time."""

    line: Line
    bucket_ids: Sequence[int]
    until: int


def standing(
    session: Session, group: Group, now: datetime, *, at_once: int, woken: Woken
) -> Iterator[ReadyLead]:
    """Return the ready leads of a group by rank; `at_once` of each bucket are read together."""
    wanted = [
        Ready(line, _filled(session, line, ids), micros(now) if line.is_by_due else _LATEST)
        for line, ids in group.lines.items()
    ]
    extra = [
        one
        for ready in wanted
        for bucket_id in (ready.bucket_ids if woken else ())
        for one in woken.get((bucket_id, ready.line), ())
        if one.rank <= ready.until
    ]
    return merge(sorted(extra), *(_head(session, "rank", ready, at_once) for ready in wanted))


def _filled(session: Session, line: Line, bucket_ids: Sequence[int]) -> Sequence[int]:
    """Leave out the buckets of returned leads that hold none: they are many, returned leads are few."""
    if line is not Line.RETURNED:
        return bucket_ids
    filled = {row.bucket_id for row in _RETURNED.rows(session, {})}
    return [one for one in bucket_ids if one in filled] if filled else ()


def woken_at(session: Session, now: datetime) -> Woken:
    """Return who waits no longer, for a reader: the next claim will move them."""
    found: dict[tuple[int, Line], list[ReadyLead]] = defaultdict(list)
    for row in session.execute(_WOKEN, {"now": micros(now)}):
        found[row.bucket_id, Line(row.line)].append(
            ReadyLead(row.ready_rank, row.lead_id, row.bucket_id)
        )
    return found


def oldest(
    session: Session, groups: Sequence[Group], plan: Plan, now: datetime
) -> Iterator[Overdue]:
    """Return the ready leads that are due longer than their campaign's `first_call_within`."""
    places = {
        bucket_id: (line, group.place)
        for group in groups
        for line, bucket_ids in group.lines.items()
        for bucket_id in bucket_ids
    }
    for one in _longest_due(session, places, plan, now):
        due_on = instant(one.rank).astimezone(plan.clocks[one.bucket_id].tz).date()
        today = now.astimezone(plan.clocks[one.bucket_id].tz).date()
        within = plan.campaigns[one.bucket_id].first_call_within
        if add_working_days(due_on, within, plan.clocks[one.bucket_id].country) < today:
            yield Overdue(one.lead_id, one.bucket_id, places[one.bucket_id][1])


def _longest_due(
    session: Session, places: dict[int, tuple[Line, Place]], plan: Plan, now: datetime
) -> Iterator[ReadyLead]:
    by_limit: dict[tuple[Line, int], list[int]] = defaultdict(list)
    for bucket_id, (line, _place) in places.items():
        by_limit[line, plan.campaigns[bucket_id].first_call_within].append(bucket_id)
    # So many working days are at least so many days; the exact ones are counted after.
    wanted = [
        Ready(line, bucket_ids, micros(now - timedelta(days=days)))
        for (line, days), bucket_ids in by_limit.items()
    ]
    return merge(*(_head(session, "due", ready, 1) for ready in wanted))


# The words of the partial indexes, or the database does not know them again.
_RETURNED = Prepared(text("SELECT DISTINCT bucket_id FROM queue_entry WHERE line = 2"))
_WOKEN = text(
    "SELECT bucket_id, line, ready_rank, lead_id FROM queue_entry WHERE is_waiting AND rank <= :now"
)


def _head(session: Session, by: str, ready: Ready, at_once: int) -> Iterator[ReadyLead]:
    """Return the rows of all buckets by rank, each bucket read on when what was read is used up."""
    rows = _firsts(session, by, ready, at_once)
    heapify(rows)
    left = Counter(one.bucket_id for one in rows)
    goes_on = {bucket_id for bucket_id, count in left.items() if count == at_once}
    while rows:
        yield (one := heappop(rows))
        left[one.bucket_id] -= 1
        if left[one.bucket_id] == 0 and one.bucket_id in goes_on:
            more = _after(session, by, ready, one)
            left[one.bucket_id] = len(more)
            if len(more) < _REST:
                goes_on.discard(one.bucket_id)
            for following in more:
                heappush(rows, following)


def _firsts(session: Session, by: str, ready: Ready, at_once: int) -> list[ReadyLead]:
    """Return the first rows of every bucket, read in one statement."""
    if not ready.bucket_ids:
        return []
    # As text: both databases read numbers out of it faster than the driver packs them one by one.
    begins, ends = "[]" if session.get_bind().dialect.name == "sqlite" else "{}"
    asked = {
        "buckets": begins + ",".join(map(str, ready.bucket_ids)) + ends,
        "line": int(ready.line),
        "waits": False,
        "until": ready.until,
        "n": at_once,
    }
    return [ReadyLead._make(row) for row in _FIRST[by].rows(session, asked)]


def _after(session: Session, by: str, ready: Ready, last: ReadyLead) -> list[ReadyLead]:
    asked = {
        "bucket": last.bucket_id,
        "line": int(ready.line),
        "waits": False,
        "until": ready.until,
        "rank": last.rank,
        "lead": last.lead_id,
        "n": _REST,
    }
    return [ReadyLead._make(row) for row in _NEXT[by].rows(session, asked)]


# The text never varies, whatever a caller's seat: the buckets come as one parameter (DESIGN §4).
_SQLITE = (
    "SELECT e.{by}, e.lead_id, e.bucket_id FROM json_each(:buckets) AS b"
    " JOIN queue_entry AS e ON e.lead_id IN (SELECT i.lead_id FROM queue_entry AS i"
    " WHERE i.bucket_id = b.value AND i.line = :line AND i.is_waiting = :waits"
    " AND i.{by} <= :until ORDER BY i.{by}, i.lead_id LIMIT :n)"
)
_POSTGRES = (
    "SELECT e.{by}, e.lead_id, e.bucket_id FROM unnest(CAST(:buckets AS bigint[])) AS b(id)"
    " CROSS JOIN LATERAL (SELECT i.{by}, i.lead_id, i.bucket_id FROM queue_entry AS i"
    " WHERE i.bucket_id = b.id AND i.line = :line AND i.is_waiting = :waits"
    " AND i.{by} <= :until ORDER BY i.{by}, i.lead_id LIMIT :n) AS e"
)
_SAME_BUCKET = (
    "SELECT {by}, lead_id, bucket_id FROM queue_entry"
    " WHERE bucket_id = :bucket AND line = :line AND is_waiting = :waits"
    " AND {by} <= :until AND ({by}, lead_id) > (:rank, :lead)"
    " ORDER BY {by}, lead_id LIMIT :n"
)
_FIRST = {
    by: Prepared(
        {
            "sqlite": text(_SQLITE.format(by=by)),
            "postgresql": text(_POSTGRES.format(by=by)),
        }
    )
    for by in ("rank", "due")
}
_NEXT = {by: Prepared(text(_SAME_BUCKET.format(by=by))) for by in ("rank", "due")}
