"""From an outcome to what it does: the command behind each request, and where each key leads."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from qualdesk.commands.outcomes import (
    bar_calls,
    close_out,
    find_busy,
    find_wrong_number,
    leave_voicemail,
    promise_callback,
    push_to_sales,
    reach_gatekeeper,
    record_no_answer,
    register,
    send_to_nurture,
)
from qualdesk.commands.requests.calls import (
    BarCalls,
    Call,
    CloseOut,
    FindBusy,
    FindWrongNumber,
    LeaveVoicemail,
    PromiseCallback,
    PushToSales,
    ReachGatekeeper,
    RecordNoAnswer,
    Register,
    SendToNurture,
)
from qualdesk.domain.lead import Grade
from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.moments import day_words
from qualdesk.domain.outcome import Outcome
from qualdesk.errors import QualDeskError
from qualdesk.events.calls import (
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
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.registrations import Registration
from qualdesk_ui.desk import Desk

OutcomeRequest = (
    PushToSales
    | PromiseCallback
    | Register
    | SendToNurture
    | CloseOut
    | RecordNoAnswer
    | LeaveVoicemail
    | FindBusy
    | ReachGatekeeper
    | FindWrongNumber
    | BarCalls
)
OutcomeEvent = (
    PushedToSales
    | PromisedCallback
    | Registered
    | SentToNurture
    | ClosedOut
    | RecordedNoAnswer
    | LeftVoicemail
    | FoundBusy
    | ReachedGatekeeper
    | FoundWrongNumber
    | BarredCalls
)
Recorded = Callable[[OutcomeEvent], None]
Refused = Callable[[QualDeskError], None]

FITTING = {
    Grade.MEETS_NOW: Outcome.PUSH_TO_SALES,
    Grade.MEETS_LATER: Outcome.CALL_BACK_LATER,
    Grade.FITS_NO_NEED: Outcome.NURTURE,
    Grade.DOES_NOT_FIT: Outcome.CLOSE_OUT,
}
"""The key that each grade lights."""


def one_key_request(outcome: Outcome, call: Call) -> OutcomeRequest | None:
    """Return what 5, 6 and 7 ask for at once; None where a panel must ask first."""
    if outcome is Outcome.NO_ANSWER:
        return RecordNoAnswer(call)
    if outcome is Outcome.VOICEMAIL:
        return LeaveVoicemail(call)
    return FindBusy(call) if outcome is Outcome.BUSY else None


def submit_outcome(  # noqa: C901 (one line an outcome, so that each call is type-checked)
    desk: Desk, owner: QObject, request: OutcomeRequest, then: Recorded, on_refused: Refused
) -> None:
    """Have the command behind a request carried out."""
    match request:
        case PushToSales():
            desk.submit(owner, push_to_sales, request, then, on_refused)
        case PromiseCallback():
            desk.submit(owner, promise_callback, request, then, on_refused)
        case Register():
            desk.submit(owner, register, request, then, on_refused)
        case SendToNurture():
            desk.submit(owner, send_to_nurture, request, then, on_refused)
        case CloseOut():
            desk.submit(owner, close_out, request, then, on_refused)
        case RecordNoAnswer():
            desk.submit(owner, record_no_answer, request, then, on_refused)
        case LeaveVoicemail():
            desk.submit(owner, leave_voicemail, request, then, on_refused)
        case FindBusy():
            desk.submit(owner, find_busy, request, then, on_refused)
        case ReachGatekeeper():
            desk.submit(owner, reach_gatekeeper, request, then, on_refused)
        case FindWrongNumber():
            desk.submit(owner, find_wrong_number, request, then, on_refused)
        case BarCalls():
            desk.submit(owner, bar_calls, request, then, on_refused)


def second_lines(card: ProspectCard, verdict: Verdict) -> dict[Outcome, str]:
    """Return where each of the first four keys leads."""
    later = f"after {verdict.later_when}" if verdict.later_when else "at a time they choose"
    return {
        Outcome.PUSH_TO_SALES: f"to {card.rep.name}",
        Outcome.CALL_BACK_LATER: later,
        Outcome.NURTURE: "onto a track",
        Outcome.CLOSE_OUT: "thank-you e-mail" if card.email else "said on the phone",
    }


def registering_line(event: Registration, today: date) -> str:
    """Return where key 2 leads while an event is to come."""
    return f"called after {day_words(event.event_on, today)}"


def short_second_lines(card: ProspectCard) -> dict[Outcome, str]:
    """Return the same in fewer words."""
    return {
        Outcome.PUSH_TO_SALES: f"to {card.rep.first_name}",
        Outcome.CALL_BACK_LATER: "at their time",
        Outcome.NURTURE: "check-in",
        Outcome.CLOSE_OUT: "by e-mail" if card.email else "by phone",
    }
