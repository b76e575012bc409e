"""What was tried so far, read from a lead's touches; what was taken back does not count."""

from datetime import datetime

from sqlalchemy import bindparam, select

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.domain.tries import PastTouch, Tries, tries_of
from qualdesk.domain.working_days import at_local
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import Touch


def tries_so_far(
    session: Session, *, lead_id: int, heard_at: datetime | None, clock: Clock, now: datetime
) -> Tries:
    """Count what was done to reach a lead since its last conversation or response.

    `heard_at` is when a response last told us of their interest.
    """
    today = now.astimezone(clock.tz).date()
    return tries_of(
        _past(session, lead_id),
        heard_at=heard_at,
        midnight=at_local(today, now.min.time(), clock.zone),
    )


def _past(session: Session, lead_id: int) -> list[PastTouch]:
    return [
        PastTouch(TouchKind(kind), Outcome(outcome) if outcome else None, happened_at)
        for kind, outcome, happened_at in _PAST.rows(session, {"lead_id": lead_id})
    ]


_TOUCHES = table_of(Touch)
_TAKEN_BACK = select(_TOUCHES.c.takes_back_id).where(
    _TOUCHES.c.lead_id == bindparam("lead_id"), _TOUCHES.c.takes_back_id.is_not(None)
)
_PAST = Prepared(
    select(_TOUCHES.c.kind, _TOUCHES.c.outcome, _TOUCHES.c.happened_at)
    .where(_TOUCHES.c.lead_id == bindparam("lead_id"), _TOUCHES.c.direction == Direction.OUT)
    .where(_TOUCHES.c.id.not_in(_TAKEN_BACK))
    .order_by(_TOUCHES.c.happened_at, _TOUCHES.c.id)
)
