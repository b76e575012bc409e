"""Outcomes that close a way to a prospect: a wrong number or person, and do not call."""

from datetime import datetime

from qualdesk.commands.case import Case, seen_again
from qualdesk.commands.do_not_call import bar, follow, image_after
from qualdesk.commands.outcomes.endings import finish, has_moved_on, informed_case
from qualdesk.commands.requests import calls
from qualdesk.commands.wrong_numbers import (
    apply_wrong_number,
    follow_closed_company,
    open_successor,
)
from qualdesk.domain import next_step
from qualdesk.domain.lead import LeadImage, Resolution
from qualdesk.domain.outcome import Outcome, WrongBecause
from qualdesk.events.calls import (
    BarredCalls,
    FoundWrongNumber,
)
from qualdesk.store.session import Session


def find_wrong_number(
    session: Session, request: calls.FindWrongNumber, now: datetime
) -> FoundWrongNumber:
    """Record a wrong number or person: the next number, the right person, or find out."""
    case = informed_case(session, request.call, now)
    apply_wrong_number(session, case, request)
    successor_lead_id = open_successor(session, case, request)
    image = _after_wrong(case, seen_again(session, case), request)
    after = finish(
        session, case, request.call, Outcome.WRONG_NUMBER, image, words=f"{request.because.label}."
    )
    also_closed = follow_closed_company(session, case, request)
    return FoundWrongNumber(after, successor_lead_id, also_closed)


def bar_calls(session: Session, request: calls.BarCalls, now: datetime) -> BarredCalls:
    """Suppress at once; close the lead only if no allowed medium is left."""
    case = informed_case(session, request.call, now)
    target = bar(session, case, request)
    image = image_after(session, case, request)
    words = f"{request.scope.label}, {request.medium}."
    after = finish(session, case, request.call, Outcome.DO_NOT_CALL, image, words=words)
    decided = None if has_moved_on(case, request.call) else case.lead_id
    also_closed = follow(session, case, request, target, but=decided)
    return BarredCalls(after, request.scope, also_closed)


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
