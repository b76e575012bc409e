"""Deadlines as a worker reads them: what is due, and under which id it is done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from qualdesk.domain.deadline import DeadlineKind, press_id
from qualdesk.store.session import Session
from qualdesk.store.tables import Deadline


@dataclass(frozen=True, slots=True)
class DueDeadline:
    """What is due, and the press under which any worker does it."""

    id: int
    press_id: UUID


def due_deadlines(session: Session, *, now: datetime, limit: int = 200) -> list[DueDeadline]:
    """Return what is due and still waits, the longest due first."""
    rows = session.execute(
        select(Deadline.id, Deadline.kind, Deadline.subject_id)
        .where(Deadline.ended_as.is_(None), Deadline.due_at <= now)
        .order_by(Deadline.due_at, Deadline.id)
        .limit(limit)
    )
    return [DueDeadline(row.id, press_id(DeadlineKind(row.kind), row.subject_id)) for row in rows]
