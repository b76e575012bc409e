"""What had left already when its outcome was taken back: whoever got it is asked to disregard it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.held_mail import WrittenMail, mail_goes_at, queue_mail
from qualdesk.commands.meetings import cancellation_to, rep_of
from qualdesk.commands.requests.mail import CorrectMail
from qualdesk.commands.touches import presses_of, write_touch
from qualdesk.domain.mail import LEFT, MailKind
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import Conflict, Forbidden
from qualdesk.events.mail import CorrectedMail
from qualdesk.store.session import Session
from qualdesk.store.tables import Appointment, HandOff, Outbox, Person, Touch
from qualdesk.store.taken_back import is_taken_back


def correct_mail(session: Session, request: CorrectMail, now: datetime) -> CorrectedMail:
    """Write to whoever got a mail of what was taken back, an outcome or a step; once for each mail.

    A meeting is taken out of their calendars (iTIP CANCEL).

    Raises:
        Conflict: if the outcome stands, nothing of it has left, or it was put right already.
        Forbidden: if it is another's outcome.
    """
    touch = session.get(Touch, request.touch_id)
    if touch is None or not is_taken_back(session, touch.command_id):
        raise Conflict("This outcome stands. Take it back before you put its e-mail right.")
    if touch.person_id != request.caller_id:
        raise Forbidden("Somebody else took this down. Ask them to put it right.")
    mails = [one for one in mails_to_correct(session, touch) if request.outbox_id in {None, one.id}]
    if not mails:
        raise Conflict("No e-mail of it has left, or it was put right already.")
    for mail in mails:
        case = load_case(session, mail.lead_id, now)
        _ask_to_disregard(session, case, mail, request)
        words = f"Asked {mail.to_name or mail.to_address} to disregard “{mail.subject}”."
        write_touch(session, case, TouchKind.NOTE, words, person_id=request.caller_id)
    names = tuple(mail.to_name or mail.to_address for mail in mails)
    return CorrectedMail(touch.lead_id, names, mail_goes_at(session))


def mails_to_correct(session: Session, touch: Touch) -> list[Outbox]:
    """Return the mails of an outcome, and of what was chosen at its cap, that have left."""
    of_outcome = Outbox.command_id.in_(presses_of(session, touch))
    corrected = select(Outbox.corrects_id).where(Outbox.corrects_id.is_not(None))
    left = select(Outbox).where(of_outcome, Outbox.state.in_(LEFT), Outbox.id.not_in(corrected))
    return list(session.scalars(left.order_by(Outbox.id)))


def _ask_to_disregard(session: Session, case: Case, mail: Outbox, request: CorrectMail) -> None:
    from qualdesk.mail.letters import correction_letter  # noqa: PLC0415 - brings Jinja, seldom

    is_to_rep = MailKind(mail.kind).is_to_rep
    letter = correction_letter(
        salutation=mail.to_name if is_to_rep else case.salutation,
        about=mail.subject,
        caller=session.get_one(Person, request.caller_id).name,
        is_meeting=bool(mail.calendar),
    )
    queue_mail(
        session,
        WrittenMail(
            MailKind.REP_NEWS if is_to_rep else MailKind.CORRECTION,
            case.lead_id,
            request.caller_id,
            (mail.to_name, mail.to_address),
            letter.subject,
            letter.body,
            case.seen.now + timedelta(seconds=request.undo_seconds),
            _cancellation(session, case, mail) if mail.calendar else "",
            corrects_id=mail.id,
        ),
    )


def _cancellation(session: Session, case: Case, mail: Outbox) -> str:
    meeting = session.scalars(
        select(Appointment)
        .join(HandOff, HandOff.id == Appointment.hand_off_id)
        .where(HandOff.command_id == mail.command_id)
        .order_by(Appointment.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return "" if meeting is None else cancellation_to(case, meeting, rep_of(session, meeting))
