"""A promise as it is written down: its time as agreed, whom it is for, and the notes until then."""

from datetime import datetime

from sqlalchemy import insert

from qualdesk.commands.case import Case
from qualdesk.commands.meetings import wall_time
from qualdesk.commands.nurture import Terms, keep_plan, written_until
from qualdesk.commands.requests.calls import PromiseCallback
from qualdesk.commands.sales_calls import set_sales_call
from qualdesk.domain.callback import TRACK_RESTS, WhoCalls, confirm_at
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Callback


def next_call_at(case: Case, request: PromiseCallback) -> datetime:
    """Return when a caller is to call next: at the time, or to confirm one that sales makes."""
    if request.who is not WhoCalls.SALES:
        return request.at
    return confirm_at(request.at, case.seen.now, case.seen.clock) or request.at


def keep_promise(session: Session, case: Case, request: PromiseCallback) -> None:
    """Write the promise down, with its hand-over to sales and its track, if it has them.

    Raises:
        InputError: if there is no such track.
    """
    callback_id = _write(session, case, request)
    if request.who is WhoCalls.SALES:
        held_until = case.seen.now + request.call.undo_length
        set_sales_call(session, case, callback_id, request.at, not_before=held_until)
    if request.track_id is None:
        return
    terms = Terms(request.about, request.call.caller_id, request.firm, request.track_id)
    last_on = (request.at - TRACK_RESTS).astimezone(case.seen.clock.tz).date()
    plan = written_until(session, case, terms, last_on, check_in_at=request.at)
    if plan.steps:
        keep_plan(session, case, plan, request.at)


def _write(session: Session, case: Case, request: PromiseCallback) -> int:
    clock, is_for_sales = case.seen.clock, request.who is WhoCalls.SALES
    is_confirmed = is_for_sales and confirm_at(request.at, case.seen.now, clock) is None
    callback_id: int = session.execute(
        insert(Callback)
        .values(
            lead_id=case.lead_id,
            command_id=command_id(session),
            caller_id=None if request.who is WhoCalls.ANYONE else request.call.caller_id,
            due_at=request.at,
            wall_time=wall_time(request.at, clock.zone),
            zone=clock.zone,
            is_for_sales=is_for_sales,
            is_confirmed=is_confirmed,
            start_with=request.start_with.strip(),
        )
        .returning(Callback.id)
    ).scalar_one()
    return callback_id
