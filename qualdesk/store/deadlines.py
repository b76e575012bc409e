"""Deadlines as they are set and ended; a press that is taken back sets them as they were before."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, insert, or_, update

from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Deadline


def set_deadline(
    session: Session,
    kind: DeadlineKind,
    subject_id: int,
    *,
    due_at: datetime,
    lead_id: int | None = None,
) -> None:
    """Have something happen at a time, once for each kind and subject."""
    session.execute(
        insert(Deadline).values(
            kind=kind,
            subject_id=subject_id,
            lead_id=lead_id,
            due_at=due_at,
            made_by=command_id(session),
        )
    )


def lead_of(deadline: Deadline) -> int:
    """Return the lead that a deadline is about."""
    if deadline.lead_id is None:
        raise AssertionError("only absences and territories are about no lead")
    return deadline.lead_id


def end_deadlines(session: Session, ending: Ending, *which: ColumnElement[bool]) -> int:
    """End those of these that still wait; return how many."""
    ended = session.execute(
        update(Deadline)
        .where(Deadline.ended_as.is_(None), *which)
        .values(ended_as=ending, ended_by=command_id(session))
        .execution_options(synchronize_session=False)
    )
    return int(ended.rowcount)  # type: ignore[attr-defined]


def take_back_deadlines(session: Session, commands: Sequence[str]) -> None:
    """Cancel what these presses set, and let wait again what they had paused or cancelled."""
    end_deadlines(session, Ending.CANCELLED, Deadline.made_by.in_(commands))
    session.execute(
        update(Deadline)
        .where(
            Deadline.ended_by.in_(commands),
            or_(Deadline.ended_as == Ending.PAUSED, Deadline.ended_as == Ending.CANCELLED),
        )
        .values(ended_as=None, ended_by=None)
        .execution_options(synchronize_session=False)
    )
