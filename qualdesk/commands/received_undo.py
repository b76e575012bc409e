"""A mail that was given to the wrong prospect waits again, and what had followed from it is undone."""

from datetime import datetime

from sqlalchemy import delete, select

from qualdesk.commands.case import load_case
from qualdesk.commands.freeing import free_again, lift_barred
from qualdesk.commands.held_mail import cancel_mail, hold_again
from qualdesk.commands.lead_undo import changed_leads, restore
from qualdesk.commands.requests.receiving import TakeBackGiven
from qualdesk.commands.touches import correct_touches
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.received import ReceivedKind
from qualdesk.errors import Conflict, Forbidden
from qualdesk.events.receiving import TookBackGiven
from qualdesk.store.deadlines import take_back_deadlines
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session
from qualdesk.store.tables import Received, Response, Touch, TouchText


def take_back_given(session: Session, request: TakeBackGiven, now: datetime) -> TookBackGiven:
    """Let a mail wait again as nobody's; lead, track, queued mail and bars are as before.

    Its response goes for good: the prospect never gave it, and its words stand in the mail itself.
    That the sender's address works was shown whoever they are.

    Raises:
        Conflict: if there is nothing to take back, or the lead has moved on since.
        Forbidden: if somebody else gave it, or it barred somebody and the undo window is over.
    """
    received, lead_id = _given(session, request)
    deed = request.deed
    leads = changed_leads(session, [deed])
    wrote = session.scalars(select(Touch).where(Touch.command_id == deed)).all()
    correct_touches(session, wrote, request.person_id, now)
    freed = lift_barred(session, deed, request.person_id, now)
    is_sent = cancel_mail(session, [deed])
    hold_again(session, deed)
    take_back_deadlines(session, [deed])
    case = load_case(session, lead_id, now)
    _take_response(session, received, case.prospect_id)
    for lead in leads:
        restore(session, lead, now)
    index_leads(session, [lead_id], now)
    free_again(session, freed, now)
    _let_wait(received)
    session.flush()
    return TookBackGiven(deed, received.id, lead_id, case.name, is_mail_already_sent=is_sent)


def _given(session: Session, request: TakeBackGiven) -> tuple[Received, int]:
    received = session.scalars(
        select(Received).where(Received.settled_command_id == request.deed).with_for_update()
    ).one_or_none()
    if received is None or received.lead_id is None:
        raise Conflict("There is nothing to take back any more.")
    if received.settled_by_id != request.person_id:
        raise Forbidden("Somebody else gave this mail away. Ask them.")
    return received, received.lead_id


def _take_response(session: Session, received: Received, prospect_id: int) -> None:
    """Take away the response that the mail was for whom it was given to, with its words."""
    ours = (
        Response.prospect_id == prospect_id,
        Response.kind == ResponseKind.REPLIED,
        Response.recorded_at == received.settled_at,
    )
    gone = session.scalars(delete(Response).where(*ours).returning(Response.text_id)).all()
    session.execute(delete(TouchText).where(TouchText.id.in_(one for one in gone if one)))


def _let_wait(received: Received) -> None:
    is_unreadable = received.by_itself == ReceivedKind.UNREADABLE
    received.kind = ReceivedKind.UNREADABLE if is_unreadable else ReceivedKind.UNRELATED
    received.lead_id = received.settled_at = None
    received.settled_by_id = received.settled_command_id = None
