"""What must happen at a time is done once, under an id that follows from what it is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from qualdesk.commands.absences import begin_absence
from qualdesk.commands.reassigning import begin_reassignment
from qualdesk.commands.reopening import reopen
from qualdesk.commands.requests.deadlines import MeetDeadline, PutOffDeadline
from qualdesk.commands.sales_calls import offer_promised
from qualdesk.commands.track_steps import take_track_step
from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.errors import Conflict
from qualdesk.events.deadlines import MetDeadline, PutDeadlineOff
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Deadline

PAUSE = timedelta(hours=1)
"""After which what could not be done is tried again."""

_DUTIES: dict[DeadlineKind, Callable[[Session, Deadline, datetime], Ending]] = {
    DeadlineKind.TRACK_STEP: take_track_step,
    DeadlineKind.REOPEN: reopen,
    DeadlineKind.SALES_CALL: offer_promised,
    DeadlineKind.ABSENCE: begin_absence,
    DeadlineKind.TERRITORY: begin_reassignment,
}


def meet_deadline(session: Session, request: MeetDeadline, now: datetime) -> MetDeadline:
    """Do what is due.

    Raises:
        Conflict: if it is not to be done any more, or not yet.
    """
    deadline = _waiting(session, request.deadline_id)
    if deadline is None or deadline.due_at > now:
        raise Conflict("This is not to be done now. Look again.")
    ending = _DUTIES[DeadlineKind(deadline.kind)](session, deadline, now)
    deadline.ended_as, deadline.ended_by = ending, command_id(session)
    deadline.last_error = ""
    session.flush()
    return MetDeadline(deadline.id, ending)


def put_off_deadline(session: Session, request: PutOffDeadline, now: datetime) -> PutDeadlineOff:
    """Keep why it could not be done, and try again after a pause."""
    deadline = _waiting(session, request.deadline_id)
    if deadline is not None:
        deadline.due_at, deadline.last_error = now + PAUSE, request.error
        session.flush()
    return PutDeadlineOff(request.deadline_id)


def _waiting(session: Session, deadline_id: int) -> Deadline | None:
    deadline = session.get(Deadline, deadline_id, with_for_update=True)
    return deadline if deadline is not None and deadline.ended_as is None else None
