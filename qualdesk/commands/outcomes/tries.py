"""Outcomes without a conversation: nobody, a voicemail, a busy line, somebody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from qualdesk.commands.cap_choices import cap_of
from qualdesk.commands.learning import keep_decision_maker
from qualdesk.commands.outcomes.endings import finish, has_moved_on, informed_case
from qualdesk.commands.requests import calls
from qualdesk.domain import next_step
from qualdesk.domain.caps import may_write_short_email
from qualdesk.domain.lead import LeadImage
from qualdesk.domain.outcome import Outcome
from qualdesk.errors import InputError
from qualdesk.events.calls import (
    After,
    FoundBusy,
    LeftVoicemail,
    ReachedGatekeeper,
    RecordedNoAnswer,
)
from qualdesk.store.session import Session


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


def _retry(
    session: Session,
    call: calls.Call,
    outcome: Outcome,
    now: datetime,
    rule: Callable[[LeadImage, next_step.Circumstances], LeadImage],
    *,
    words: str = "",
) -> After:
    case = informed_case(session, call, now)
    image = rule(case.image, case.seen)
    after = finish(session, case, call, outcome, image, words=words)
    if has_moved_on(case, call):
        return after
    tried = replace(case.seen, tries=case.seen.tries.with_call(outcome, now))
    return replace(
        after,
        cap=cap_of(session, case.lead_id, outcome, image, tried),
        offers_short_email=outcome is Outcome.VOICEMAIL and may_write_short_email(tried),
    )
