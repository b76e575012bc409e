"""The heads of the queue: the first leads of many small ordered lines, merged when somebody asks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import NamedTuple

from sqlalchemy import text

from qualdesk.domain.queue_order import Line, Place
from qualdesk.domain.working_days import add_working_days
from qualdesk.store.queue_index import instant, micros
from qualdesk.store.queue_plan import Group, Plan
from qualdesk.store.session import Session

FEW = 2
"""How many leads a claim reads at first: the first may be taken by another caller."""

_MORE = 8
_LATEST = 2**62


class Standing(NamedTuple):
    """A lead that stands at a head, by its rank."""

    rank: int
    lead_id: int
    bucket_id: int


class Overdue(NamedTuple):
    """A lead that waits longer than its campaign's first call may, in its usual place."""

    lead_id: int
    bucket_id: int
    place: Place


Woken = Mapping[tuple[int, Line], Sequence[Standing]]
"""Leads whose wait is over but which nobody has moved yet, by bucket and line."""


def standing(
    session: Session, group: Group, now: datetime, *, at_once: int = FEW, woken: Woken
) -> Iterator[Standing]:
    """Return the ready leads of a group by rank: a few at first, then always more."""
    extra = [
        one
        for line, bucket_ids in group.lines.items()
        for bucket_id in bucket_ids
        for one in woken.get((bucket_id, line), ())
        if one.rank <= _until(line, now)
    ]
    given = 0
    while True:
        ready = (
            one
            for line, bucket_ids in group.lines.items()
            for one in _first(session, "rank", line, bucket_ids, _until(line, now), at_once)
        )
        found = sorted(chain(extra, ready))[:at_once]
        yield from found[given:]
        if len(found) < at_once:
            return
        given, at_once = at_once, at_once * _MORE


def woken_at(session: Session, now: datetime) -> Woken:
    """Return who waits no longer, for a reader: the next claim will move them."""
    found: dict[tuple[int, Line], list[Standing]] = defaultdict(list)
    for row in session.execute(_WOKEN, {"now": micros(now)}):
        found[row.bucket_id, Line(row.line)].append(
            Standing(row.ready_rank, row.lead_id, row.bucket_id)
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
) -> Iterator[Standing]:
    by_limit: dict[tuple[Line, int], list[int]] = defaultdict(list)
    for bucket_id, (line, _place) in places.items():
        by_limit[line, plan.campaigns[bucket_id].first_call_within].append(bucket_id)
    given, at_once = 0, FEW
    while True:
        found = sorted(
            one
            for (line, days), bucket_ids in by_limit.items()
            # So many working days are at least so many days; the exact ones are counted after.
            for one in _first(
                session, "due", line, bucket_ids, micros(now - timedelta(days=days)), at_once
            )
        )[:at_once]
        yield from found[given:]
        if len(found) < at_once:
            return
        given, at_once = at_once, at_once * _MORE


# The words of the partial index, or the database does not know it again.
_WOKEN = text(
    "SELECT bucket_id, line, ready_rank, lead_id FROM queue_entry WHERE is_waiting AND rank <= :now"
)


def _until(line: Line, now: datetime) -> int:
    return micros(now) if line.is_by_due else _LATEST


def _first(
    session: Session, by: str, line: Line, bucket_ids: Sequence[int], until: int, limit: int
) -> Iterator[Standing]:
    """Read the first leads of these buckets' lines, by rank or by how long they are due."""
    dialect = session.get_bind().dialect.name
    buckets = str(list(bucket_ids)) if dialect == "sqlite" else list(bucket_ids)
    rows = session.execute(
        _FIRST[dialect, by],
        {"buckets": buckets, "line": int(line), "until": until, "n": limit, "waits": False},
    )
    return (Standing(rank, lead_id, bucket_id) for rank, lead_id, bucket_id in rows)


# The text never varies, whatever a caller's seat: the buckets come as one parameter (DESIGN §4).
_SQLITE = (
    "SELECT e.{by}, e.lead_id, e.bucket_id FROM json_each(:buckets) AS b"
    " JOIN queue_entry AS e ON e.lead_id IN (SELECT i.lead_id FROM queue_entry AS i"
    " WHERE i.bucket_id = b.value AND i.line = :line AND i.is_waiting = :waits"
    " AND i.{by} <= :until ORDER BY i.{by}, i.lead_id LIMIT :n)"
    " ORDER BY e.{by}, e.lead_id LIMIT :n"
)
_POSTGRES = (
    "SELECT e.{by}, e.lead_id, e.bucket_id FROM unnest(CAST(:buckets AS bigint[])) AS b(id)"
    " CROSS JOIN LATERAL (SELECT i.{by}, i.lead_id, i.bucket_id FROM queue_entry AS i"
    " WHERE i.bucket_id = b.id AND i.line = :line AND i.is_waiting = :waits"
    " AND i.{by} <= :until ORDER BY i.{by}, i.lead_id LIMIT :n) AS e"
    " ORDER BY e.{by}, e.lead_id LIMIT :n"
)
_FIRST = {
    (dialect, by): text(statement.format(by=by))
    for dialect, statement in (("sqlite", _SQLITE), ("postgresql", _POSTGRES))
    for by in ("rank", "due")
}
