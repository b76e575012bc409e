"""Promised calls that are due: mine, anyone's, and those of callers who are not there to keep them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text

from qualdesk.domain.seat import PROMISE_FIRST, Seat, counts_down, is_asked_to_keep, may_keep
from qualdesk.store.prepared import Prepared
from qualdesk.store.queue_index import instant, micros
from qualdesk.store.queue_plan import Plan
from qualdesk.store.seats import absent_of
from qualdesk.store.session import Session


class Promise(NamedTuple):
    """A promised call; `is_asked` marks another's that is late but not yet this caller's to keep."""

    lead_id: int
    bucket_id: int
    due_at: datetime
    owner_id: int | None
    is_asked: bool = False


def promises_to_keep(session: Session, seat: Seat, plan: Plan, now: datetime) -> list[Promise]:
    """Return the promises this caller is offered now or asked to keep, by the time promised.

    Another's must lie within the caller's seat; their own goes wherever it was given.
    """
    due = promised(session, until=now + PROMISE_FIRST)
    within = [one for one in due if one.owner_id == seat.person_id or one.bucket_id in plan.clocks]
    owners = {one.owner_id for one in within if one.owner_id is not None} - {seat.person_id}
    absent = absent_of(session, owners, now) if owners else set[int | None]()
    found: list[Promise] = []
    for one in within:
        late, is_absent = now - one.due_at, one.owner_id in absent
        if may_keep(one.owner_id, seat.person_id, late=late, is_owner_absent=is_absent):
            found.append(one)
        elif is_asked_to_keep(one.owner_id, seat.person_id, late=late):
            found.append(one._replace(is_asked=True))
    return found


def is_counting_down(promises: Sequence[Promise], seat: Seat, now: datetime) -> bool:
    """Whether one of them is the caller's own, less than five minutes before its time."""
    return any(counts_down(one.owner_id, seat.person_id, late=now - one.due_at) for one in promises)


def promised(session: Session, *, until: datetime) -> list[Promise]:
    """Return every promise that is due until then and that nobody is calling, by its time."""
    rows = _PROMISED.rows(session, {"until": micros(until)})
    return [Promise(lead, bucket, instant(rank), owner) for lead, bucket, rank, owner in rows]


_PROMISED = Prepared(
    text(
        "SELECT lead_id, bucket_id, rank, owner_person_id FROM queue_entry"
        " WHERE line = 1 AND NOT is_waiting AND rank <= :until ORDER BY rank, lead_id"
    )
)
