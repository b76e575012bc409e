"""What a caller does with a hand-off that needs somebody: the keyed next steps of the page."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from qualdesk.commands.close_outs import Farewell, say_farewell
from qualdesk.commands.hand_off_case import HandedCase, call_for, load_handed, note_deed
from qualdesk.commands.hand_off_effects import offer_to
from qualdesk.commands.held_mail import hold_mail, mail_goes_at
from qualdesk.commands.meetings import cancel_meeting, meeting_to_come
from qualdesk.commands.nurture import Plan, Terms, keep_plan
from qualdesk.commands.receivers import receiver
from qualdesk.commands.requests.hand_offs import (
    CallInstead,
    CloseReturned,
    RemindRep,
    SendAgain,
    TakeToNurture,
)
from qualdesk.commands.wrong_numbers import open_right_person
from qualdesk.domain import next_step
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import LeadState, Resolution
from qualdesk.domain.mail import Letter, MailKind
from qualdesk.domain.moments import moment_words
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.errors import Conflict, InputError
from qualdesk.events.hand_offs import SteppedOn
from qualdesk.store.session import Session, command_id

_HOW_TOLD: Final = {
    ToldBy.LETTER: ", by a letter to print",
    ToldBy.NOBODY: ", without a letter: neither e-mail nor post may go there",
}
_TAKEN: Final = (HandOffState.ACCEPTED, HandOffState.RESCHEDULED, HandOffState.MET)


def call_instead(session: Session, request: CallInstead, now: datetime) -> SteppedOn:
    """Open the right person's own lead at the top of the caller's queue, with the same brief.

    Raises:
        InputError: if no name is given.
        Conflict: if it is with sales, or was decided already.
    """
    name = " ".join(request.name.split())
    if not name:
        raise InputError("Who is it, then? Type the name, for example Lucía Marco.")
    handed = _back_from_sales(session, request.hand_off_id, now)
    brief = "\n".join(
        one for one in (f"Instead of {handed.case.name}.", handed.hand_off.brief) if one
    )
    open_right_person(session, handed.case, name, caller_id=request.caller_id, words=brief)
    image = next_step.closed(handed.case.image, handed.case.seen, Resolution.DOES_NOT_FIT)
    _cancel_meeting(session, handed, request.caller_id, request.undo_seconds)
    note_deed(
        session, handed, image, person_id=request.caller_id, words=f"{name} is called instead."
    )
    return _stepped(session, handed, (f"{name} is called instead of ", ""))


def take_to_nurture(session: Session, request: TakeToNurture, now: datetime) -> SteppedOn:
    """Keep the conversation going; a meeting to come is cancelled courteously.

    Raises:
        InputError: if the check-in lies in the past.
        Conflict: if it is with sales, or was decided already.
    """
    if request.check_in_at <= now:
        raise InputError("The check-in lies in the past. Choose a later day.")
    handed = _back_from_sales(session, request.hand_off_id, now)
    case = handed.case
    image = next_step.after_nurture(case.image, case.seen, check_in_at=request.check_in_at)
    plan = Plan(Terms(request.about, request.caller_id), request.check_in_at)
    keep_plan(session, case, plan, image.due_at or plan.check_in_at)
    _cancel_meeting(session, handed, request.caller_id, request.undo_seconds)
    note_deed(session, handed, image, person_id=request.caller_id, words="Taken back to nurture.")
    on = moment_words(request.check_in_at, now, case.seen.clock.zone).partition(",")[0]
    return _stepped(session, handed, ("Nurturing ", f", check-in on {on}"))


def send_again(session: Session, request: SendAgain, now: datetime) -> SteppedOn:
    """Offer it again with an answer, to the same rep or another; the meeting to come goes along.

    Raises:
        InputError: if the rep no longer works here.
        Conflict: if it was decided already, or its rep has taken it meanwhile.
    """
    handed = load_handed(session, request.hand_off_id, now)
    _refuse_decided(handed)
    if handed.state in _TAKEN:
        raise Conflict(f"{handed.rep.name} has taken it meanwhile. Type their answer first.")
    rep = receiver(session, request.rep_id)
    if handed.state is HandOffState.OFFERED:
        handed.hand_off.state = HandOffState.TAKEN_BACK
    image, _goes_at = offer_to(
        session,
        handed,
        rep,
        by=request.caller_id,
        words=request.words,
        undo_seconds=request.undo_seconds,
    )
    words = f"Sent again to {rep.name}. {request.words}".strip()
    note_deed(session, handed, image, person_id=request.caller_id, words=words)
    return _stepped(session, handed, ("Sent ", f" to {rep.name} again"))


def close_returned(session: Session, request: CloseReturned, now: datetime) -> SteppedOn:
    """Turn them down kindly, by e-mail or else on paper; a meeting to come is cancelled.

    Raises:
        Conflict: if it is with sales, or was decided already.
    """
    handed = _back_from_sales(session, request.hand_off_id, now)
    case = handed.case
    leaves_at = now + timedelta(seconds=request.undo_seconds)
    farewell = Farewell(request.reason, request.caller_id, request.firm, leaves_at)
    told_by = say_farewell(session, case, farewell)
    is_misfit = request.reason is CloseOutReason.NOT_THE_RIGHT_COMPANY
    resolution = Resolution.DOES_NOT_FIT if is_misfit else Resolution.CLOSED_OUT
    image = next_step.closed(case.image, case.seen, resolution)
    _cancel_meeting(session, handed, request.caller_id, request.undo_seconds)
    words = f"Closed out: {request.reason.label.lower()}."
    note_deed(session, handed, image, person_id=request.caller_id, words=words)
    return _stepped(session, handed, ("Closed out ", _HOW_TOLD.get(told_by, "")))


def remind_rep(session: Session, request: RemindRep, now: datetime) -> SteppedOn:
    """Send the offer once more to a rep who has not answered.

    Raises:
        InputError: if the rep has no address.
        Conflict: if it was answered already.
    """
    handed = load_handed(session, request.hand_off_id, now)
    if handed.state is not HandOffState.OFFERED:
        raise Conflict(f"{handed.rep.name} has answered already. Open the hand-offs again.")
    if not handed.rep.email:
        raise InputError(
            f"{handed.rep.name} has no e-mail address. Ring them, and type the answer."
        )
    hold_mail(
        session,
        kind=MailKind.OFFER,
        call=call_for(handed, request.caller_id, request.undo_seconds),
        to=(handed.rep.name, handed.rep.email),
        letter=_reminder(session, handed),
        now=now,
    )
    note_deed(
        session,
        handed,
        handed.case.image,
        person_id=request.caller_id,
        words=f"{handed.rep.name} was reminded.",
    )
    return _stepped(session, handed, (f"Reminded {handed.rep.name} of ", ""))


def _reminder(session: Session, handed: HandedCase) -> Letter:
    from qualdesk.mail.letters import offer_letter  # noqa: PLC0415 - brings Jinja

    case, rep = handed.case, handed.rep
    meeting = meeting_to_come(session, handed.hand_off.id, case.seen.now)
    offered = offer_letter(
        prospect=case.name,
        company=case.company,
        rep=rep.name,
        brief=handed.hand_off.brief,
        when=moment_words(meeting.starts_at, case.seen.now, rep.hours.zone) if meeting else "",
    )
    return replace(offered, subject=f"Still waiting for you: {offered.subject}")


def _back_from_sales(session: Session, hand_off_id: int, now: datetime) -> HandedCase:
    handed = load_handed(session, hand_off_id, now)
    if handed.case.image.state is LeadState.WITH_SALES:
        raise Conflict(f"{handed.rep.name} still has {handed.case.name}. Type their answer first.")
    _refuse_decided(handed)
    return handed


def _refuse_decided(handed: HandedCase) -> None:
    if handed.case.image.state is LeadState.NURTURE:
        raise Conflict(f"{handed.case.name} is being nurtured already. Open the hand-offs again.")


def _cancel_meeting(
    session: Session, handed: HandedCase, person_id: int, undo_seconds: int
) -> None:
    meeting = meeting_to_come(session, handed.hand_off.id, handed.case.seen.now)
    if meeting is not None:
        call = call_for(handed, person_id, undo_seconds)
        cancel_meeting(session, handed.case, meeting, call)


def _stepped(session: Session, handed: HandedCase, words: tuple[str, str]) -> SteppedOn:
    return SteppedOn(
        deed=command_id(session),
        hand_off_id=handed.hand_off.id,
        lead_id=handed.case.lead_id,
        prospect_name=handed.case.name,
        words=words,
        mail_goes_at=mail_goes_at(session),
    )
