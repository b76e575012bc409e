"""Single leads out of the order: put first, given to or known by one caller, or passed over today."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from qualdesk.domain.seat import Seat
from qualdesk.domain.working_days import day_start
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.returned import returned_to_others
from qualdesk.store.session import Session
from qualdesk.store.tables import CalledFirst, QueueEntry, Skip


class SetAside(NamedTuple):
    """Leads before the order, as (lead, bucket), and leads that this caller is not offered today."""

    first: list[tuple[int, int]]
    passed: set[int]


def set_aside(session: Session, seat: Seat, now: datetime) -> SetAside:
    """Return what stands before a caller's order, and what is left out of it until tomorrow."""
    today = day_start(now, seat.zone)
    skips = _SKIPPED.rows(session, {"person_id": seat.person_id, "today": today})
    found = SetAside([], {row.lead_id for row in skips})
    others = returned_to_others(session, seat, now)
    for row in _FIRST.rows(session, {}):
        if row.caller_id in {None, seat.person_id}:
            others.discard(row.lead_id)
            if not row.is_waiting:
                found.first.append((row.lead_id, row.bucket_id))
        elif row.since >= today:
            found.passed.add(row.lead_id)
    found.passed.update(others)
    return found


_SKIPS, _FIRSTS, _ENTRIES = table_of(Skip), table_of(CalledFirst), table_of(QueueEntry)
_SKIPPED = Prepared(
    select(_SKIPS.c.lead_id).where(
        _SKIPS.c.person_id == bindparam("person_id"), _SKIPS.c.skipped_at >= bindparam("today")
    )
)
_FIRST = Prepared(
    select(
        _FIRSTS.c.lead_id,
        _FIRSTS.c.caller_id,
        _FIRSTS.c.since,
        _ENTRIES.c.bucket_id,
        _ENTRIES.c.is_waiting,
    )
    .join(_ENTRIES, _ENTRIES.c.lead_id == _FIRSTS.c.lead_id)
    .order_by(_FIRSTS.c.since, _FIRSTS.c.lead_id)
)
