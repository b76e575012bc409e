"""A caller's day in three counts."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select

from qualdesk.domain.outcome import CONVERSATIONS, Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.domain.working_days import at_local
from qualdesk.store.session import Session
from qualdesk.store.tables import Person, Touch


@dataclass(frozen=True, slots=True)
class TodayCounts:
    """Calls made today, conversations among them, and leads pushed to sales."""

    calls: int
    reached: int
    pushed: int


def today_counts(session: Session, *, person_id: int, now: datetime) -> TodayCounts:
    """Return what the person did since midnight in their own zone; what was taken back is left out."""
    zone = session.scalar(select(Person.zone).where(Person.id == person_id)) or "UTC"
    today = now.astimezone(ZoneInfo(zone)).date()
    midnight = at_local(today, now.min.time(), zone)
    taken_back = select(Touch.takes_back_id).where(Touch.takes_back_id.is_not(None))
    reached = case((Touch.outcome.in_([*CONVERSATIONS, Outcome.DO_NOT_CALL]), 1), else_=0)
    pushed = case((Touch.outcome == Outcome.PUSH_TO_SALES, 1), else_=0)
    calls, spoke, offered = session.execute(
        select(
            func.count(), func.coalesce(func.sum(reached), 0), func.coalesce(func.sum(pushed), 0)
        )
        .where(Touch.person_id == person_id, Touch.kind == TouchKind.CALL)
        .where(Touch.happened_at >= midnight, Touch.id.not_in(taken_back))
    ).one()
    return TodayCounts(int(calls), int(spoke), int(offered))
