"""Do not call: whom outcome 0 names, and the suppression it writes at once."""

from datetime import timedelta

from qualdesk.commands.barring import Terms, write_suppressions
from qualdesk.commands.case import Case
from qualdesk.commands.requests import BarCalls
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
    undo_until = now + timedelta(seconds=call.undo_seconds)
    terms = Terms("said on the phone", now, undo_until=undo_until)
    write_suppressions(session, [(target, request.medium)], terms)
    return target
