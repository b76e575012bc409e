"""What a rep answers: one command for all four doors (DESIGN §8); it stores who said it and how."""

from datetime import datetime

from sqlalchemy import insert

from qualdesk.commands.hand_off_case import HandedCase, load_handed, note_deed
from qualdesk.commands.hand_off_effects import Effects, effects_of, settle_meeting, to_other_rep
from qualdesk.commands.held_mail import mail_goes_at
from qualdesk.commands.meetings import meeting_to_come, wall_time
from qualdesk.commands.nurture import Plan, Terms, keep_plan
from qualdesk.commands.requests.hand_offs import AnswerHandOff
from qualdesk.commands.touches import write_words
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason, state_after
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.lead import LeadState
from qualdesk.domain.person import Role
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.hand_offs import AnsweredHandOff
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Callback, HandOffAnswer, Person


def answer_hand_off(session: Session, request: AnswerHandOff, now: datetime) -> AnsweredHandOff:
    """Store what the rep says; hand-off, lead, clocks and meeting follow it.

    Raises:
        InputError: if that cannot be said now, or a reason, day or name is missing.
        Forbidden: if it is not theirs to say.
        Conflict: if the lead is not with sales any more.
    """
    handed = load_handed(session, request.hand_off_id, now)
    _check_who(session, handed, request)
    state = state_after(handed.state, request.answer, request.reason)
    _check_what(session, handed, request)
    _keep_answer(session, handed, request)
    effects = effects_of(session, handed, request)
    if effects.fate is MeetingFate.OTHER_REP:
        effects = to_other_rep(session, handed, request)
    kind = TouchKind.MEETING if request.answer is RepAnswer.MET else TouchKind.NOTE
    note_deed(
        session,
        handed,
        effects.image,
        person_id=request.said_by_id,
        words=_touch_words(handed, request),
        kind=kind,
        direction=Direction.IN,
    )
    settle_meeting(session, handed, request, effects.fate)
    hand_off = handed.hand_off
    hand_off.state, hand_off.runs_over_at = state, effects.runs_over_at
    hand_off.first_touch_by = effects.first_touch_by
    _keep_promise(session, handed, request, effects)
    session.flush()
    return _answered(session, handed, request, effects)


def _answered(
    session: Session, handed: HandedCase, request: AnswerHandOff, effects: Effects
) -> AnsweredHandOff:
    return AnsweredHandOff(
        deed=command_id(session),
        hand_off_id=handed.hand_off.id,
        lead_id=handed.case.lead_id,
        prospect_name=handed.case.name,
        rep_name=handed.rep.name,
        answer=request.answer,
        door=request.door,
        state=handed.state,
        next_at=effects.image.due_at,
        zone=handed.case.seen.clock.zone,
        mail_goes_at=mail_goes_at(session),
    )


def _check_who(session: Session, handed: HandedCase, request: AnswerHandOff) -> None:
    said_by = session.get(Person, request.said_by_id)
    if said_by is None or not said_by.is_active:
        raise InputError("Whoever said this no longer works here. Name who says it now.")
    is_lead = said_by.role in {Role.TEAM_LEAD, Role.ADMIN}
    if said_by.id != handed.rep.id and not is_lead:
        raise Forbidden(f"{handed.rep.name} has this hand-off; only they answer for it.")
    if request.door is AnswerDoor.LOGIN and request.entered_by_id != said_by.id:
        raise Forbidden(
            f"Only {said_by.name} answers by that login. Say that {said_by.name} told you."
        )


def _check_what(session: Session, handed: HandedCase, request: AnswerHandOff) -> None:
    """Refuse an answer that lacks what its next step needs."""
    now = handed.case.seen.now
    is_back = handed.state is HandOffState.NO_SHOW and handed.case.image.state is LeadState.QUEUED
    if handed.case.image.state is not LeadState.WITH_SALES and not is_back:
        raise Conflict(f"{handed.case.name} is not with sales any more. Look at the newest step.")
    if request.reason is ReturnReason.TIMING and request.ask_again_at is None:
        raise InputError("When is the right time? Say it, for example in 3 months.")
    if request.ask_again_at is not None and request.ask_again_at <= now:
        raise InputError("That time is past. Choose a later one.")
    if request.answer is RepAnswer.RESCHEDULED and request.meeting_at is None:
        raise InputError("When will they meet instead? Say it, for example tomorrow 10.")
    is_early = request.answer in {RepAnswer.NO_SHOW, RepAnswer.MET}
    meeting = meeting_to_come(session, handed.hand_off.id, now) if is_early else None
    if meeting is not None and request.answer is RepAnswer.NO_SHOW:
        raise InputError("The meeting is still to come. Say this once its time is over.")


def _keep_answer(session: Session, handed: HandedCase, request: AnswerHandOff) -> None:
    hand_off, now = handed.hand_off, handed.case.seen.now
    session.execute(
        insert(HandOffAnswer).values(
            hand_off_id=hand_off.id,
            command_id=command_id(session),
            answer=request.answer,
            door=request.door,
            said_by_id=request.said_by_id,
            entered_by_id=request.entered_by_id,
            from_state=hand_off.state,
            from_runs_over_at=hand_off.runs_over_at,
            from_first_touch_by=hand_off.first_touch_by,
            reason=request.reason,
            text_id=write_words(session, request.words),
            stage=request.stage.strip(),
            amount=request.amount.strip(),
            last_activity_on=request.last_activity_on,
            ask_again_at=request.ask_again_at,
            right_person=" ".join(request.right_person.split()),
            happened_at=now,
            recorded_at=now,
        )
    )


def _touch_words(handed: HandedCase, request: AnswerHandOff) -> str:
    """Return what the timeline shows: who said what, by which door."""
    reason = f": {request.reason.label.lower()}" if request.reason else ""
    more = ", ".join(one for one in (request.stage.strip(), request.amount.strip()) if one)
    said = f"{handed.rep.name}, {request.answer.label.lower()}{reason} ({request.door.label})."
    return " ".join(one for one in (said, f"{more}." if more else "", request.words.strip()) if one)


def _keep_promise(
    session: Session, handed: HandedCase, request: AnswerHandOff, effects: Effects
) -> None:
    """Write down the promise or the check-in that the lead waits for now."""
    case, due_at = handed.case, effects.image.due_at
    if effects.image.state is LeadState.NURTURE and due_at is not None:
        keep_plan(session, case, Plan(Terms(caller_id=handed.caller_id), due_at), due_at)
    elif request.reason is ReturnReason.TIMING and request.ask_again_at is not None:
        session.execute(
            insert(Callback).values(
                lead_id=case.lead_id,
                command_id=command_id(session),
                caller_id=None,
                due_at=request.ask_again_at,
                wall_time=wall_time(request.ask_again_at, case.seen.clock.zone),
                zone=case.seen.clock.zone,
            )
        )
