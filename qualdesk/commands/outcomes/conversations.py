"""Outcomes of a conversation: pushed to sales, promised, registered, kept warm, turned down kindly."""

from dataclasses import replace
from datetime import datetime

from qualdesk.commands.close_outs import answer_by_letter, check_reopening, keep_close_out
from qualdesk.commands.hand_offs import offer, receiver_of
from qualdesk.commands.nurture import keep_plan, nurture_plan
from qualdesk.commands.outcomes.endings import finish, has_moved_on, heard_case, informed_case
from qualdesk.commands.promises import keep_promise, next_call_at
from qualdesk.commands.registering import event_to_come, joining_to_outbox
from qualdesk.commands.requests import calls
from qualdesk.commands.touches import verdict_of
from qualdesk.commands.wrong_numbers import (
    open_colleague,
)
from qualdesk.domain import next_step
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.lead import Resolution
from qualdesk.domain.lead_definition import still_open
from qualdesk.domain.outcome import CloseOutReason, Outcome
from qualdesk.errors import InputError
from qualdesk.events.calls import (
    ClosedOut,
    PromisedCallback,
    PushedToSales,
    Registered,
    SentToNurture,
)
from qualdesk.store.session import Session


def push_to_sales(session: Session, request: calls.PushToSales, now: datetime) -> PushedToSales:
    """Offer a lead to sales with its brief, and the appointment if a time was agreed.

    Raises:
        InputError: if the agreed definition is not met and no reason is given, the meeting lies
            in the past, or nobody is there to receive it.
    """
    case = informed_case(session, request.call, now)
    verdict = verdict_of(session, case, request.call.answers)
    if not verdict.is_lead and not request.unmet_because.strip():
        raise InputError(f"{still_open(verdict.missing)} Ask now, or push with a reason.")
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
    after = finish(session, case, request.call, Outcome.PUSH_TO_SALES, image)
    if has_moved_on(case, request.call):
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
    case = heard_case(session, request.call, now)
    caller_id = request.call.caller_id if request.who is WhoCalls.ME else None
    at = next_call_at(case, request)
    image = next_step.after_promise(case.image, case.seen, at=at, caller_id=caller_id)
    if not has_moved_on(case, request.call):
        keep_promise(session, case, request)
    after = finish(
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
    case = heard_case(session, request.call, now)
    event = event_to_come(session, case)
    image = next_step.after_registration(case.image, case.seen, event_on=event.on)
    moved_on = has_moved_on(case, request.call)
    goes_at = None if moved_on else joining_to_outbox(session, case, request, event)
    words = f"Registered for {event.offer}."
    after = finish(session, case, request.call, Outcome.CALL_BACK_LATER, image, words=words)
    return Registered(replace(after, mail_goes_at=goes_at), event.on)


def send_to_nurture(session: Session, request: calls.SendToNurture, now: datetime) -> SentToNurture:
    """Keep the conversation going, on a track or with a check-in call on the chosen day.

    Raises:
        InputError: if neither is chosen, or the day lies in the past.
    """
    case = heard_case(session, request.call, now)
    plan = nurture_plan(session, case, request)
    image = next_step.after_nurture(case.image, case.seen, check_in_at=plan.check_in_at)
    if not has_moved_on(case, request.call):
        keep_plan(session, case, plan, image.due_at or plan.check_in_at)
    about = f"Wants to hear about {request.about}." if request.about else ""
    after = finish(session, case, request.call, Outcome.NURTURE, image, words=about)
    if not plan.steps:
        return SentToNurture(after)
    return SentToNurture(after, plan.steps[0].on, plan.steps[0].step.kind)


def close_out(session: Session, request: calls.CloseOut, now: datetime) -> ClosedOut:
    """Turn a prospect down kindly; the e-mail waits in the outbox until undo is over.

    Raises:
        InputError: if a letter has no address or no text, or the day to ask again is none.
        Forbidden: if mail to the prospect is barred.
    """
    case = heard_case(session, request.call, now)
    check_reopening(case, request)
    is_misfit = request.reason is CloseOutReason.NOT_THE_RIGHT_COMPANY
    resolution = Resolution.DOES_NOT_FIT if is_misfit else Resolution.CLOSED_OUT
    image = next_step.closed(case.image, case.seen, resolution)
    moved_on = has_moved_on(case, request.call)
    goes_at = None if moved_on else answer_by_letter(session, case, request)
    reopens_on = None if moved_on else keep_close_out(session, case, request)
    words = f"{request.reason.label}. {request.words}".strip()
    after = finish(session, case, request.call, Outcome.CLOSE_OUT, image, words=words)
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
