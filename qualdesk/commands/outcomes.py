"""The ten outcomes: each leaves its lead in the right state, with a next step and an owner."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from qualdesk.commands.cap_choices import cap_of
from qualdesk.commands.case import Case, load_case, seen_again
from qualdesk.commands.claims import end_call
from qualdesk.commands.close_outs import answer_by_letter, check_reopening, keep_close_out
from qualdesk.commands.do_not_call import bar, follow, image_after
from qualdesk.commands.hand_offs import offer, receiver_of
from qualdesk.commands.learning import keep_decision_maker, learn
from qualdesk.commands.nurture import follow_outcome, keep_plan, nurture_plan
from qualdesk.commands.promises import keep_promise, next_call_at
from qualdesk.commands.registering import event_to_come, joining_to_outbox
from qualdesk.commands.requests import calls
from qualdesk.commands.sales_calls import drop_sales_call
from qualdesk.commands.touches import verdict_of, write_call
from qualdesk.commands.wrong_numbers import (
    apply_wrong_number,
    follow_closed_company,
    open_colleague,
    open_successor,
)
from qualdesk.domain import next_step
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.caps import may_write_short_email
from qualdesk.domain.lead import LeadImage, Resolution
from qualdesk.domain.outcome import CloseOutReason, Outcome, WrongBecause
from qualdesk.errors import InputError
from qualdesk.events.calls import (
    After,
    BarredCalls,
    ClosedOut,
    FoundBusy,
    FoundWrongNumber,
    LeftVoicemail,
    PromisedCallback,
    PushedToSales,
    ReachedGatekeeper,
    RecordedNoAnswer,
    Registered,
    SentToNurture,
)
from qualdesk.store.leads import write_image
from qualdesk.store.owners import owner_name
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session


def push_to_sales(session: Session, request: calls.PushToSales, now: datetime) -> PushedToSales:
    """Offer a lead to sales with its brief, and the appointment if a time was agreed.

    Raises:
        InputError: if the agreed definition is not met and no reason is given, the meeting lies
            in the past, or nobody is there to receive it.
    """
    case = _informed_case(session, request.call, now)
    verdict = verdict_of(session, case, request.call.answers)
    if not verdict.is_lead and not request.unmet_because.strip():
        missing = " and ".join(one.title for one in verdict.missing)
        raise InputError(
            f"{missing}: still open. Ask now, or push with a reason: sales agreed not to take"
            " leads without it."
        )
    if request.meeting_at is not None and request.meeting_at <= now:
        raise InputError("The meeting lies in the past. Choose another time.")
    rep = receiver_of(session, case, request.rep_id)
    image = next_step.after_push(
        replace(case.image, grade=verdict.grade),
        case.seen,
        rep_id=rep.id,
        rep_hours=rep.hours,
        meeting_at=request.meeting_at,
    )
    after = _finish(session, case, request.call, Outcome.PUSH_TO_SALES, image)
    if _has_moved_on(case, request.call):
        return PushedToSales(after, None, rep.name, request.meeting_at)
    hand_off_id, mail_goes_at = offer(session, case, request, rep, image)
    return PushedToSales(
        replace(after, mail_goes_at=mail_goes_at), hand_off_id, rep.name, request.meeting_at
    )


def promise_callback(
    session: Session, request: calls.PromiseCallback, now: datetime
) -> PromisedCallback:
    """Promise a call for a time: mine, anyone's, or one that sales makes once it is confirmed.

    Raises:
        InputError: if the time lies in the past, or there is no such track.
    """
    if request.at <= now:
        raise InputError("That time is past. Choose a later one.")
    case = _heard_case(session, request.call, now)
    caller_id = request.call.caller_id if request.who is WhoCalls.ME else None
    at = next_call_at(case, request)
    image = next_step.after_promise(case.image, case.seen, at=at, caller_id=caller_id)
    if not _has_moved_on(case, request.call):
        keep_promise(session, case, request)
    after = _finish(
        session,
        case,
        request.call,
        Outcome.CALL_BACK_LATER,
        image,
        words=_to_start_with(request),
    )
    return PromisedCallback(after, request.at, request.who)


def _to_start_with(request: calls.PromiseCallback) -> str:
    start_with = request.start_with.strip()
    return f"Next time start with: {start_with}." if start_with else ""


def register(session: Session, request: calls.Register, now: datetime) -> Registered:
    """Keep somebody a place at the event, mail them how to join, call them when it is over.

    Raises:
        InputError: if no event is to come, or there is no address to write to.
        Forbidden: if mail to the prospect is barred.
    """
    case = _heard_case(session, request.call, now)
    event = event_to_come(session, case)
    image = next_step.after_registration(case.image, case.seen, event_on=event.on)
    moved_on = _has_moved_on(case, request.call)
    goes_at = None if moved_on else joining_to_outbox(session, case, request, event)
    words = f"Registered for {event.offer}."
    after = _finish(session, case, request.call, Outcome.CALL_BACK_LATER, image, words=words)
    return Registered(replace(after, mail_goes_at=goes_at), event.on)


def send_to_nurture(session: Session, request: calls.SendToNurture, now: datetime) -> SentToNurture:
    """Keep the conversation going, on a track or with a check-in call on the chosen day.

    Raises:
        InputError: if neither is chosen, or the day lies in the past.
    """
    case = _heard_case(session, request.call, now)
    plan = nurture_plan(session, case, request)
    image = next_step.after_nurture(case.image, case.seen, check_in_at=plan.check_in_at)
    if not _has_moved_on(case, request.call):
        keep_plan(session, case, plan, image.due_at or plan.check_in_at)
    about = f"Wants to hear about {request.about}." if request.about else ""
    after = _finish(session, case, request.call, Outcome.NURTURE, image, words=about)
    if not plan.steps:
        return SentToNurture(after)
    return SentToNurture(after, plan.steps[0].on, plan.steps[0].step.kind)


def close_out(session: Session, request: calls.CloseOut, now: datetime) -> ClosedOut:
    """Turn a prospect down kindly; the e-mail waits in the outbox until undo is over.

    Raises:
        InputError: if a letter has no address or no text, or the day to ask again is none.
        Forbidden: if mail to the prospect is barred.
    """
    case = _heard_case(session, request.call, now)
    check_reopening(case, request)
    is_misfit = request.reason is CloseOutReason.NOT_THE_RIGHT_COMPANY
    resolution = Resolution.DOES_NOT_FIT if is_misfit else Resolution.CLOSED_OUT
    image = next_step.closed(case.image, case.seen, resolution)
    moved_on = _has_moved_on(case, request.call)
    goes_at = None if moved_on else answer_by_letter(session, case, request)
    reopens_on = None if moved_on else keep_close_out(session, case, request)
    words = f"{request.reason.label}. {request.words}".strip()
    after = _finish(session, case, request.call, Outcome.CLOSE_OUT, image, words=words)
    referred = None
    if request.referral.strip() and not moved_on:
        referred = open_colleague(session, case, request.referral.strip())
    return ClosedOut(
        replace(after, mail_goes_at=goes_at),
        request.reason,
        request.told_by,
        reopens_on,
        referred,
    )


def record_no_answer(
    session: Session, request: calls.RecordNoAnswer, now: datetime
) -> RecordedNoAnswer:
    """Record that nobody answered: try again on another day, in another part of the day."""
    after = _retry(session, request.call, Outcome.NO_ANSWER, now, next_step.after_no_answer)
    return RecordedNoAnswer(after)


def leave_voicemail(
    session: Session, request: calls.LeaveVoicemail, now: datetime
) -> LeftVoicemail:
    """Record a voicemail: give them two working days to call back."""
    after = _retry(session, request.call, Outcome.VOICEMAIL, now, next_step.after_voicemail)
    return LeftVoicemail(after)


def find_busy(session: Session, request: calls.FindBusy, now: datetime) -> FoundBusy:
    """Record a busy line: try again in half an hour."""
    return FoundBusy(_retry(session, request.call, Outcome.BUSY, now, next_step.after_busy))


def reach_gatekeeper(
    session: Session, request: calls.ReachGatekeeper, now: datetime
) -> ReachedGatekeeper:
    """Record who answered instead: try again at the time they named, else tomorrow.

    Raises:
        InputError: if the time they named lies in the past.
    """
    if request.best_at is not None and request.best_at <= now:
        raise InputError("The best time lies in the past. Choose a later one.")
    said = (
        ("Spoke to", request.gatekeeper),
        ("Decision maker:", request.decision_maker),
    )
    words = " ".join(f"{label} {name}." for label, name in said if name)
    keep_decision_maker(session, request)
    rule = partial(next_step.after_gatekeeper, best_at=request.best_at)
    after = _retry(session, request.call, Outcome.GATEKEEPER, now, rule, words=words)
    return ReachedGatekeeper(after)


def find_wrong_number(
    session: Session, request: calls.FindWrongNumber, now: datetime
) -> FoundWrongNumber:
    """Record a wrong number or person: the next number, the right person, or find out."""
    case = _informed_case(session, request.call, now)
    apply_wrong_number(session, case, request)
    successor_lead_id = open_successor(session, case, request)
    image = _after_wrong(case, seen_again(session, case), request)
    after = _finish(
        session, case, request.call, Outcome.WRONG_NUMBER, image, words=f"{request.because.label}."
    )
    also_closed = follow_closed_company(session, case, request)
    return FoundWrongNumber(after, successor_lead_id, also_closed)


def bar_calls(session: Session, request: calls.BarCalls, now: datetime) -> BarredCalls:
    """Suppress at once; close the lead only if no allowed medium is left."""
    case = _informed_case(session, request.call, now)
    target = bar(session, case, request)
    image = image_after(session, case, request)
    words = f"{request.scope.label}, {request.medium}."
    after = _finish(session, case, request.call, Outcome.DO_NOT_CALL, image, words=words)
    decided = None if _has_moved_on(case, request.call) else case.lead_id
    also_closed = follow(session, case, request, target, but=decided)
    return BarredCalls(after, request.scope, also_closed)


def _informed_case(session: Session, call: calls.Call, now: datetime) -> Case:
    """Load the case once the answers have corrected what is known of prospect and account."""
    case = _begun_case(session, call, now)
    return _begun_case(session, call, now) if learn(session, case, call) else case


def _begun_case(session: Session, call: calls.Call, now: datetime) -> Case:
    """Load the case with the script and definition its call began with, whatever is new since."""
    case = load_case(session, call.lead_id, now)
    return replace(
        case,
        script_id=call.script_id or case.script_id,
        definition_id=call.definition_id or case.definition_id,
    )


def _heard_case(session: Session, call: calls.Call, now: datetime) -> Case:
    """Load the case with the grade that the answers give it."""
    case = _informed_case(session, call, now)
    grade = verdict_of(session, case, call.answers).grade or case.image.grade
    return replace(case, image=replace(case.image, grade=grade))


def _retry(
    session: Session,
    call: calls.Call,
    outcome: Outcome,
    now: datetime,
    rule: Callable[[LeadImage, next_step.Circumstances], LeadImage],
    *,
    words: str = "",
) -> After:
    case = _informed_case(session, call, now)
    image = rule(case.image, case.seen)
    after = _finish(session, case, call, outcome, image, words=words)
    if _has_moved_on(case, call):
        return after
    tried = replace(case.seen, tries=case.seen.tries.with_call(outcome, now))
    return replace(
        after,
        cap=cap_of(session, case.lead_id, outcome, image, tried),
        offers_short_email=outcome is Outcome.VOICEMAIL and may_write_short_email(tried),
    )


def _after_wrong(
    case: Case, seen: next_step.Circumstances, request: calls.FindWrongNumber
) -> LeadImage:
    if request.because is WrongBecause.COMPANY_CLOSED:
        return next_step.closed(case.image, seen, Resolution.COMPANY_CLOSED)
    if request.because is WrongBecause.OTHER_LANGUAGE:
        return next_step.after_other_language(case.image, seen)
    if request.successor.strip() and request.because is WrongBecause.LEFT_COMPANY:
        return next_step.closed(case.image, seen, Resolution.LEFT_COMPANY)
    if request.successor.strip() and request.because is WrongBecause.WRONG_PERSON:
        return next_step.closed(case.image, seen, Resolution.DOES_NOT_FIT)
    if request.because in {WrongBecause.LEFT_COMPANY, WrongBecause.WRONG_PERSON}:
        return next_step.to_find_out(case.image, seen)
    return next_step.after_wrong_number(case.image, seen)


def _has_moved_on(case: Case, call: calls.Call) -> bool:
    """Whether somebody changed the lead since the caller saw it: then only the touch counts."""
    return case.version != call.lead_version or not case.image.state.is_open


def _finish(
    session: Session,
    case: Case,
    call: calls.Call,
    outcome: Outcome,
    image: LeadImage,
    *,
    words: str = "",
) -> After:
    """Write touch and image, give the claim back; a lead that has moved on keeps its state."""
    moved_on = _has_moved_on(case, call)
    version = case.version if moved_on else case.version + 1
    touch_id = write_call(session, case, call, outcome, lead_version=version, words=words)
    end_call(session, case.lead_id, call.caller_id, case.seen.now)
    if moved_on:
        image = case.image
        index_leads(session, [case.lead_id], case.seen.now)
    else:
        write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)
        follow_outcome(session, case, outcome, image)
        drop_sales_call(session, case, outcome, image)
    return After(
        lead_id=case.lead_id,
        lead_version=version,
        prospect_name=case.name,
        outcome=outcome,
        touch_id=touch_id,
        state=image.state,
        lane=image.lane,
        due_at=image.due_at,
        owner=owner_name(session, image),
        zone=case.seen.clock.zone,
        attempts=image.attempts,
    )
