"""What the toast says after each outcome, and what is announced when one is taken back."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.caps import Cap, CapChoice, CapReached
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.moments import day_words, moment_words, near_day
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.track import StepKind
from qualdesk.events.calls import (
    After,
    ChoseAtCap,
    ClosedOut,
    PromisedCallback,
    PushedToSales,
    Registered,
    SentToNurture,
    TookBack,
    WroteShortEmail,
)
from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent
from qualdesk_ui.widgets.paragraph import Run, RunLook

_ICONS = {
    Outcome.PUSH_TO_SALES: "send",
    Outcome.CALL_BACK_LATER: "calendar-clock",
    Outcome.NURTURE: "sprout",
    Outcome.CLOSE_OUT: "mail",
    Outcome.NO_ANSWER: "phone-missed",
    Outcome.VOICEMAIL: "voicemail",
    Outcome.BUSY: "phone-off",
    Outcome.GATEKEEPER: "user",
    Outcome.WRONG_NUMBER: "phone-off",
    Outcome.DO_NOT_CALL: "ban",
}
_NOBODY = {
    Outcome.NO_ANSWER: "No answer, ",
    Outcome.VOICEMAIL: "Voicemail left for ",
    Outcome.BUSY: "Busy, ",
    Outcome.GATEKEEPER: "Gatekeeper of ",
    Outcome.WRONG_NUMBER: "Wrong number for ",
}
_MORNING_ENDS, _AFTERNOON_ENDS = 12, 18


Told = OutcomeEvent | ChoseAtCap | WroteShortEmail
"""What the toast tells of."""


def toast_icon(event: Told) -> str:
    """Return the icon of the toast."""
    if isinstance(event, WroteShortEmail):
        return "mail"
    if isinstance(event, ChoseAtCap) and event.choice is CapChoice.SHORT_EMAIL:
        return "mail"
    return _ICONS[event.after.outcome]


def toast_runs(event: Told, now: datetime) -> Sequence[Run]:
    """Return the words of the toast, the prospect's name strong."""
    name = Run(event.after.prospect_name, RunLook.STRONG)
    before, behind = _round_the_name(event, now)
    return (Run(before), name, Run(behind))


def offers_otherwise(after: After) -> bool:
    """Whether something else may be chosen than what the outcome led to by itself."""
    return after.cap is not None and bool(after.cap.choices)


def took_back_words(event: TookBack) -> str:
    """Return what is announced once an outcome is undone."""
    return f"Taken back: {event.outcome.label}, {event.prospect_name}"


def _round_the_name(event: Told, now: datetime) -> tuple[str, str]:
    after = event.after
    match event:
        case PushedToSales():
            return "Pushed ", f" to {event.rep_name}{_mail(after, now, 'offer')}"
        case SentToNurture() if event.first_touch_on is not None:
            what = {StepKind.EMAIL: "first note", StepKind.LETTER: "first letter"}
            touch = what.get(event.first_touch, "check-in")
            today = now.astimezone(ZoneInfo(after.zone)).date()
            return "Nurturing ", f" · {touch} on {day_words(event.first_touch_on, today)}"
        case Registered():
            today = now.astimezone(ZoneInfo(after.zone)).date()
            again = f" · called again after {day_words(event.event_on, today)}"
            return "Registered ", f"{_mail(after, now, 'joining e-mail')}{again}"
        case ClosedOut():
            return "Closed out ", _mail(after, now, "e-mail")
        case ChoseAtCap() | WroteShortEmail():
            return _NOBODY.get(after.outcome, ""), _chosen(event, now)
        case _:
            return _promised(event, now) or _until_next(after, now)


def _promised(event: OutcomeEvent | ChoseAtCap, now: datetime) -> tuple[str, str] | None:
    if not isinstance(event, PromisedCallback):
        return None
    after = event.after
    when = moment_words(event.at, now, after.zone)
    if event.who is not WhoCalls.SALES:
        return "Calling ", f" back on {when}"
    asked = ""
    if after.due_at is not None and after.due_at < event.at:
        asked = f" · to be confirmed on {_day(after.due_at, now, after.zone)}"
    return "Sales calls ", f" on {when}{asked}"


def _until_next(after: After, now: datetime) -> tuple[str, str]:
    if after.outcome is Outcome.DO_NOT_CALL:
        return "", " will not be called again"
    if after.outcome is Outcome.NURTURE and after.due_at:
        return "Nurturing ", f" · check-in on {_day(after.due_at, now, after.zone)}"
    return _NOBODY.get(after.outcome, ""), _next_step(after, now)


def _chosen(event: ChoseAtCap | WroteShortEmail, now: datetime) -> str:
    if isinstance(event, WroteShortEmail) or event.choice is CapChoice.SHORT_EMAIL:
        return _mail(event.after, now, "short e-mail")
    if event.choice is CapChoice.CLOSE_OUT:
        return " · closed out as unreachable"
    return _next_step(event.after, now)


def _next_step(after: After, now: datetime) -> str:
    if after.cap is not None:
        return f" · {_cap_words(after.cap)}{_after_cap(after, now)}"
    return _plain_step(after, now)


def _cap_words(cap: CapReached) -> str:
    what = {Cap.ATTEMPTS: "", Cap.VOICEMAILS: " voicemails", Cap.BUSY: " times busy today"}
    return f"{min(cap.used, cap.most)} of {cap.most}{what[cap.cap]}"


def _after_cap(after: After, now: datetime) -> str:
    if after.state is LeadState.NURTURE:
        return ", now staying in touch"
    return f", {_plain_step(after, now).removeprefix(' · ')}"


def _plain_step(after: After, now: datetime) -> str:
    if after.state is LeadState.CLOSED:
        return " · closed"
    if after.due_at is None:
        return ""
    if after.lane is Lane.RESEARCH:
        return " · waits under “To find out”"
    if after.state is LeadState.NURTURE:
        return f" · now nurtured, check-in on {_day(after.due_at, now, after.zone)}"
    return f" · again {again_words(after.due_at, now, after.zone)}"


def again_words(due_at: datetime, now: datetime, zone: str) -> str:
    """Return when, as people say it: "this afternoon", "tomorrow morning", "at 15:02"."""
    there = ZoneInfo(zone)
    due, here = due_at.astimezone(there), now.astimezone(there)
    if due.date() == here.date():
        is_soon = (due_at - now).total_seconds() < 2 * 3600
        return f"at {due:%H:%M}" if is_soon else f"this {_part(due)}"
    day = near_day(due.date(), here.date())
    return f"{day} {_part(due)}" if day == "tomorrow" else f"on {day}"


def _part(local: datetime) -> str:
    if local.hour < _MORNING_ENDS:
        return "morning"
    return "afternoon" if local.hour < _AFTERNOON_ENDS else "evening"


def _day(moment: datetime, now: datetime, zone: str) -> str:
    there = ZoneInfo(zone)
    return day_words(moment.astimezone(there).date(), now.astimezone(there).date())


def _mail(after: After, now: datetime, what: str) -> str:
    if after.mail_goes_at is None:
        return ""
    seconds = max(0, round((after.mail_goes_at - now).total_seconds()))
    return f" · {what} goes in {seconds} s"
