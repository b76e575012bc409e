"""What was tried so far, read from a lead's touches; what was taken back does not count."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.domain.tries import PastTouch, Tries, tries_of
from qualdesk.domain.working_days import at_local
from qualdesk.store.session import Session
from qualdesk.store.tables import Lead, Response, Touch


def tries_so_far(session: Session, lead: Lead, clock: Clock, now: datetime) -> Tries:
    """Count what was done to reach a lead since its last conversation or response."""
    today = now.astimezone(ZoneInfo(clock.zone)).date()
    return tries_of(
        _past(session, lead.id),
        heard_at=_heard_at(session, lead.prospect_id),
        midnight=at_local(today, now.min.time(), clock.zone),
    )


def _past(session: Session, lead_id: int) -> list[PastTouch]:
    taken_back = select(Touch.takes_back_id).where(
        Touch.lead_id == lead_id, Touch.takes_back_id.is_not(None)
    )
    rows = session.execute(
        select(Touch.kind, Touch.outcome, Touch.happened_at)
        .where(Touch.lead_id == lead_id, Touch.direction == Direction.OUT)
        .where(Touch.id.not_in(taken_back))
        .order_by(Touch.happened_at, Touch.id)
    )
    return [
        PastTouch(TouchKind(kind), Outcome(outcome) if outcome else None, happened_at)
        for kind, outcome, happened_at in rows
    ]


def _heard_at(session: Session, prospect_id: int) -> datetime | None:
    """Return when a response last reached us: one that came in late is news all the same."""
    return session.scalar(
        select(func.max(Response.recorded_at)).where(Response.prospect_id == prospect_id)
    )
