"""Do not call: whom outcome 0 names, the suppression it writes at once, and what follows."""

from qualdesk.commands.barred_leads import close_company
from qualdesk.commands.barring import Terms, follow_suppressions, write_suppressions
from qualdesk.commands.case import Case, seen_again
from qualdesk.commands.company_news import held_by_sales, tell_reps
from qualdesk.commands.requests.calls import BarCalls
from qualdesk.domain import next_step
from qualdesk.domain.lead import LeadImage, Resolution
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.errors import InputError
from qualdesk.store.numbers import target_on_call
from qualdesk.store.session import Session
from qualdesk.store.suppressions import Target


def bar(session: Session, case: Case, request: BarCalls) -> Target:
    """Suppress for ever what the scope names on this call; return it.

    Raises:
        InputError: if a number, address or domain is to be barred and none is known.
    """
    call = request.call
    target = target_on_call(
        session, scope=request.scope, prospect_id=case.prospect_id, dial_id=call.dial_id
    )
    if target is None:
        what = "number" if request.scope is SuppressionScope.NUMBER else "e-mail address"
        raise InputError(f"No {what} is known here. Choose “This person” instead.")
    now = case.seen.now
    undo_until = now + call.undo_length
    terms = Terms("said on the phone", now, undo_until=undo_until)
    write_suppressions(session, [(target, request.medium)], terms)
    return target


def image_after(session: Session, case: Case, request: BarCalls) -> LeadImage:
    """Return what becomes of the lead on the call: it ends if no allowed medium is left."""
    if _is_whole_company(request):
        return next_step.closed(case.image, case.seen, Resolution.DO_NOT_CONTACT)
    return next_step.after_do_not_call(case.image, seen_again(session, case))


def follow(
    session: Session, case: Case, request: BarCalls, target: Target, *, but: int | None
) -> int:
    """Settle everybody else whom it names, all but the lead `but`; return how many were closed."""
    bars, now = [(target, request.medium)], case.seen.now
    if not _is_whole_company(request):
        return follow_suppressions(session, bars, now, but=but).leads_closed
    with_sales = held_by_sales(session, case)
    ended = Resolution.DO_NOT_CONTACT
    closed = close_company(session, case.account_id, case.seen, ended, but=case.lead_id)
    closed += follow_suppressions(session, bars, now, but=but).leads_closed
    tell_reps(session, with_sales, request.call, now, is_barred=True)
    return closed


def _is_whole_company(request: BarCalls) -> bool:
    return request.scope is SuppressionScope.COMPANY and request.medium.bars_phone
