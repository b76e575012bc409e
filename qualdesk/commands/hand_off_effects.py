"""What an answer does: the lead's new image, the rep's clocks, and the meeting that was agreed."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.commands.hand_off_case import HandedCase, call_for
from qualdesk.commands.hand_offs import offer
from qualdesk.commands.handing_on import Change, tell_former_rep
from qualdesk.commands.meetings import (
    cancel_meeting,
    invite_again,
    meeting_of,
    meeting_to_come,
    move_meeting,
    release_meeting,
)
from qualdesk.commands.receivers import Receiver, receiver
from qualdesk.commands.requests.calls import PushToSales
from qualdesk.commands.requests.hand_offs import AnswerHandOff
from qualdesk.domain import hand_off_life
from qualdesk.domain.hand_off_answers import RepAnswer, ReturnReason
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.lead import Lane, LeadImage
from qualdesk.domain.next_step import after_push
from qualdesk.errors import InputError
from qualdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Effects:
    """How lead, clocks and meeting stand after an answer."""

    image: LeadImage
    fate: MeetingFate | None = None
    """What becomes of a meeting to come; None leaves it as it is."""
    runs_over_at: datetime | None = None
    first_touch_by: datetime | None = None


def effects_of(session: Session, handed: HandedCase, request: AnswerHandOff) -> Effects:
    """Return what follows from an answer."""
    match request.answer:
        case RepAnswer.RETURNED | RepAnswer.LOST:
            return _given_up(session, handed, request)
        case RepAnswer.WON:
            return Effects(hand_off_life.after_won(handed.case.image, handed.case.seen))
        case RepAnswer.NO_SHOW:
            image = hand_off_life.after_no_show(
                handed.case.image, handed.case.seen, handed.caller_id
            )
            return Effects(image, first_touch_by=handed.hand_off.first_touch_by)
        case _:
            return _kept_on(session, handed, request)


def settle_meeting(
    session: Session, handed: HandedCase, request: AnswerHandOff, fate: MeetingFate | None
) -> None:
    """Move the meeting to its new time, cancel it courteously, or take it off the rep's calendar."""
    by = request.entered_by_id or request.said_by_id
    call = call_for(handed, by, request.undo_seconds)
    if request.answer is RepAnswer.RESCHEDULED and request.meeting_at is not None:
        meeting = meeting_of(session, handed.hand_off.id)
        if meeting is None:
            raise InputError("No meeting was agreed that could be moved. Push it with a time.")
        move_meeting(session, handed.case, meeting, request.meeting_at, call)
    elif fate is MeetingFate.RING:
        release_meeting(session, handed.hand_off.id, handed.case.seen.now)
    elif fate is MeetingFate.CANCEL:
        meeting = meeting_to_come(session, handed.hand_off.id, handed.case.seen.now)
        if meeting is not None:
            cancel_meeting(session, handed.case, meeting, call)


def to_other_rep(session: Session, handed: HandedCase, request: AnswerHandOff) -> Effects:
    """Offer it at once to the rep who takes the meeting instead."""
    if request.other_rep_id is None:
        raise InputError("Who takes the meeting instead? Name another rep.")
    rep = receiver(session, request.other_rep_id)
    by = handed.hand_off.caller_id
    image, _mail_goes_at = offer_to(
        session, handed, rep, by=by, words=request.words, undo_seconds=request.undo_seconds
    )
    return Effects(image)


def offer_to(
    session: Session,
    handed: HandedCase,
    rep: Receiver,
    *,
    by: int,
    words: str,
    undo_seconds: int,
) -> tuple[LeadImage, datetime | None]:
    """Offer a lead anew with its brief and an answer; the meeting to come goes along.

    Whoever knows of that meeting is told when another rep comes.
    """
    case = handed.case
    meeting = meeting_to_come(session, handed.hand_off.id, case.seen.now)
    meeting_at = meeting.starts_at if meeting else None
    image = after_push(
        case.image, case.seen, rep_id=rep.id, rep_hours=rep.hours, meeting_at=meeting_at
    )
    brief = "\n\n".join(one for one in (words.strip(), handed.hand_off.brief) if one)
    request = PushToSales(
        call_for(handed, by, undo_seconds),
        meeting_at=meeting_at,
        brief=brief,
        rep_id=rep.id,
        unmet_because=handed.hand_off.unmet_because,
    )
    _id, goes_at = offer(session, case, request, rep, image, follows_id=handed.hand_off.id)
    if meeting is not None and rep.id != handed.rep.id:
        invite_again(session, case, meeting, request.call)
        change = Change(handed.rep, rep, by, undo_seconds)
        tell_former_rep(session, case, meeting, change, request.call)
    return image, goes_at


def _given_up(session: Session, handed: HandedCase, request: AnswerHandOff) -> Effects:
    case = handed.case
    if request.answer is RepAnswer.LOST:
        image = hand_off_life.after_lost(
            case.image,
            case.seen,
            ask_again_at=request.ask_again_at,
            is_for_good=request.is_for_good,
        )
        if request.meeting not in {None, MeetingFate.CANCEL}:
            raise InputError("A lost lead keeps no meeting. Cancel it courteously.")
        return Effects(image, MeetingFate.CANCEL)
    reason = request.reason or ReturnReason.INCOMPLETE
    image = hand_off_life.after_return(
        case.image,
        case.seen,
        reason,
        caller_id=handed.caller_id,
        ask_again_at=request.ask_again_at,
    )
    fate = request.meeting or hand_off_life.meeting_fate(reason)
    has_meeting = meeting_to_come(session, handed.hand_off.id, case.seen.now) is not None
    if has_meeting and fate is MeetingFate.RING and image.lane is not Lane.RETURNED:
        raise InputError(
            "Nobody would be there for the meeting, and nobody rings about it. Name another rep for"
            " it, or cancel it courteously."
        )
    return Effects(image, fate if has_meeting else None)


def _kept_on(session: Session, handed: HandedCase, request: AnswerHandOff) -> Effects:
    """Leave it with the rep and set the clock of what comes next."""
    case, hours = handed.case, handed.rep.hours
    now = case.seen.now
    meeting = _meeting_then(session, handed, request)
    touch_by = hand_off_life.first_touch_by(now, hours, meeting)
    runs_over_at = None
    due_at = touch_by
    if request.answer is RepAnswer.ACCEPTED:
        runs_over_at = hand_off_life.touch_runs_over_at(touch_by, hours, meeting)
    elif request.answer is not RepAnswer.RESCHEDULED:
        due_at = request.ask_again_at or hand_off_life.next_step_by(now, hours)
        touch_by = handed.hand_off.first_touch_by or touch_by
    spoke_at = now if request.answer is RepAnswer.MET else None
    image = hand_off_life.with_rep(case.image, handed.rep.id, due_at, interest_at=spoke_at)
    return Effects(image, None, runs_over_at, touch_by)


def _meeting_then(session: Session, handed: HandedCase, request: AnswerHandOff) -> datetime | None:
    if request.meeting_at is not None:
        return request.meeting_at
    meeting = meeting_to_come(session, handed.hand_off.id, handed.case.seen.now)
    return meeting.starts_at if meeting else None
