"""What callers said of single leads: put first, given to one of them, or passed over today."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from qualdesk.domain.seat import Seat
from qualdesk.domain.working_days import day_start
from qualdesk.store.session import Session
from qualdesk.store.tables import CalledFirst, QueueEntry, Skip


class SetAside(NamedTuple):
    """Leads before the order, as (lead, bucket), and leads that this caller is not offered today."""

    first: list[tuple[int, int]]
    passed: set[int]


def set_aside(session: Session, seat: Seat, now: datetime) -> SetAside:
    """Return what stands before a caller's order, and what is left out of it until tomorrow."""
    today = day_start(now, seat.zone)
    skips = session.scalars(_SKIPPED, {"person_id": seat.person_id, "today": today})
    found = SetAside([], set(skips))
    for row in session.execute(_FIRST):
        if row.caller_id in {None, seat.person_id}:
            if not row.is_waiting:
                found.first.append((row.lead_id, row.bucket_id))
        elif row.since >= today:
            found.passed.add(row.lead_id)
    return found


_SKIPPED = select(Skip.lead_id).where(
    Skip.person_id == bindparam("person_id"), Skip.skipped_at >= bindparam("today")
)
_FIRST = (
    select(
        CalledFirst.lead_id,
        CalledFirst.caller_id,
        CalledFirst.since,
        QueueEntry.bucket_id,
        QueueEntry.is_waiting,
    )
    .join(QueueEntry, QueueEntry.lead_id == CalledFirst.lead_id)
    .order_by(CalledFirst.since, CalledFirst.lead_id)
)
