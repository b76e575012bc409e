"""Calls that prospects want from sales at a later date: handed over when the day has come."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.hand_offs import offer, receiver_of
from qualdesk.commands.requests.calls import Call, PushToSales
from qualdesk.commands.touches import write_touch
from qualdesk.domain import next_step
from qualdesk.domain.callback import handed_over_at
from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.domain.hand_off import MeetingMedium
from qualdesk.domain.lead import CALLED, Lane, LeadImage, LeadState
from qualdesk.domain.moments import moment_words
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import Conflict
from qualdesk.store.deadlines import end_deadlines, lead_of, set_deadline
from qualdesk.store.leads import write_image
from qualdesk.store.numbers import reach_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Callback, Claim, Deadline, Prospect

_OF_SALES = Deadline.kind == DeadlineKind.SALES_CALL


def set_sales_call(
    session: Session, case: Case, callback_id: int, at: datetime, *, not_before: datetime
) -> None:
    """Have a promised call handed over on its day, after the undo window at the earliest."""
    due_at = max(handed_over_at(at, case.seen.clock), not_before)
    set_deadline(session, DeadlineKind.SALES_CALL, callback_id, lead_id=case.lead_id, due_at=due_at)


def drop_sales_call(session: Session, case: Case, outcome: Outcome, image: LeadImage) -> None:
    """Drop an earlier promise that sales calls, once something else was agreed or nobody may call."""
    is_settled = image.state in {LeadState.CLOSED, LeadState.WITH_SALES}
    if is_settled or outcome.is_conversation or outcome is Outcome.DO_NOT_CALL:
        earlier = (Deadline.lead_id == case.lead_id, Deadline.made_by != command_id(session))
        end_deadlines(session, Ending.CANCELLED, _OF_SALES, *earlier)


def offer_promised(session: Session, deadline: Deadline, now: datetime) -> Ending:
    """Hand a lead over on the day agreed, also when nobody was reached to confirm it.

    Raises:
        Conflict: while somebody is calling the prospect; it is tried again a little later.
        InputError: if nobody is there to receive it; it is tried again later.
    """
    case = load_case(session, lead_of(deadline), now)
    if not _is_still_wanted(session, case):
        return Ending.CANCELLED
    if session.scalar(_CLAIMED.where(Claim.lead_id == case.lead_id, Claim.until > now)):
        raise Conflict("Somebody is calling them at this moment.")
    callback = session.get_one(Callback, deadline.subject_id)
    rep = receiver_of(session, case, None)
    request = _request(case, callback)
    image = next_step.after_push(
        case.image, case.seen, rep_id=rep.id, rep_hours=rep.hours, meeting_at=request.meeting_at
    )
    version = write_image(session, case.lead_id, image, version=case.version, now=now)
    offer(session, case, request, rep, image)
    words = f"Offered to {rep.name}. {request.brief}"
    write_touch(session, replace(case, version=version), TouchKind.NOTE, words)
    return Ending.DONE


def _is_still_wanted(session: Session, case: Case) -> bool:
    """Whether the lead is open and with us, and the prospect is there and may be called."""
    image = case.image
    is_by_mail = image.state is LeadState.NURTURE and image.lane is Lane.RESEARCH
    is_with_us = image.state in CALLED and not is_by_mail
    barred_until = reach_of(session, [case.prospect_id])[case.prospect_id].phone_until
    is_barred = barred_until is not None and barred_until > case.seen.now
    left_on = session.get_one(Prospect, case.prospect_id).left_on
    return is_with_us and not is_barred and left_on is None


def _request(case: Case, callback: Callback) -> PushToSales:
    """Return what a caller would ask for who pushed it on that day."""
    now = case.seen.now
    promised_by = callback.caller_id
    if promised_by is None:
        raise AssertionError("somebody promised that sales calls")
    call = Call(case.lead_id, promised_by, case.version, undo_seconds=0)
    mark = "" if callback.is_confirmed else "Not confirmed: nobody was reached before the date."
    return PushToSales(
        call,
        meeting_at=callback.due_at if callback.due_at > now + _SOONEST else None,
        medium=MeetingMedium.PHONE,
        brief=_brief(callback, now, mark),
        unmet_because=mark,
    )


_SOONEST = timedelta(minutes=1)
_CLAIMED = select(Claim.lead_id)


def _brief(callback: Callback, now: datetime, mark: str) -> str:
    when = moment_words(callback.due_at, now, callback.zone)
    begin = f"Start with: {callback.start_with}" if callback.start_with else ""
    lines = (mark, f"Asked that sales calls on {when} their time.", begin)
    return "\n".join(line for line in lines if line)
