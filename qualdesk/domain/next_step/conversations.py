"""What follows from a conversation: a promise, a registration, nurture, sales, or an end."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from qualdesk.domain.lead import Lane, LeadImage, LeadState, Resolution, owned_by
from qualdesk.domain.next_step.steps import Circumstances, ended, nurtured, queued
from qualdesk.domain.working_days import (
    WorkingHours,
    at_local,
    working_time_after,
    working_time_before,
)

_EVENT_IS_OVER = time(17)
"""By then on its day, whenever it began: of an event only the day is known."""

_BEFORE_MEETING = timedelta(hours=4)
_SOONEST_ANSWER = timedelta(minutes=30)


def after_promise(
    lead: LeadImage, seen: Circumstances, *, at: datetime, caller_id: int | None
) -> LeadImage:
    """Wait for the promised time; `caller_id` is who promised it, None for anyone free."""
    talked = replace(lead, attempts=0, interest_at=seen.now)
    promised = replace(talked, state=LeadState.QUEUED, lane=Lane.PROMISED, due_at=at)
    return owned_by(promised, caller_id)


def after_registration(lead: LeadImage, seen: Circumstances, *, event_on: date) -> LeadImage:
    """Call again when the event is over, by then among those who attended or did not."""
    ends_at = at_local(event_on, _EVENT_IS_OVER, seen.clock.zone)
    talked = replace(lead, attempts=0, interest_at=seen.now)
    return queued(talked, seen, Lane.FRESH, ends_at)


def after_nurture(lead: LeadImage, seen: Circumstances, *, check_in_at: datetime) -> LeadImage:
    """Keep the conversation going until the check-in call."""
    talked = replace(lead, attempts=0, interest_at=seen.now)
    return nurtured(talked, seen, check_in_at)


def after_push(
    lead: LeadImage,
    seen: Circumstances,
    *,
    rep_id: int,
    rep_hours: WorkingHours,
    meeting_at: datetime | None,
) -> LeadImage:
    """Give it to the rep, who answers within a working day."""
    offered = replace(
        lead,
        state=LeadState.WITH_SALES,
        lane=None,
        due_at=accept_by(seen.now, rep_hours, meeting_at),
        attempts=0,
        interest_at=seen.now,
    )
    return owned_by(offered, rep_id)


def accept_by(now: datetime, rep_hours: WorkingHours, meeting_at: datetime | None) -> datetime:
    """Return until when the rep must answer, in their working hours.

    A working day from now, but 4 working hours before the meeting at the latest (DESIGN §8). Only a
    meeting so near that nobody could answer by then leaves half an hour, and never past its start.
    """
    by = working_time_after(now, rep_hours.day, rep_hours)
    if meeting_at is None:
        return by
    latest = working_time_before(meeting_at, _BEFORE_MEETING, rep_hours)
    return max(min(by, latest), min(now + _SOONEST_ANSWER, meeting_at))


def closed(lead: LeadImage, seen: Circumstances, resolution: Resolution) -> LeadImage:
    """End the pursuit; history and answers stay."""
    return ended(lead, resolution, seen.now)
