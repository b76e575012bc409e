"""What an answer of sales does to the lead behind a hand-off, its clocks and its meeting."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.domain.lead import Lane, LeadImage, LeadState, Resolution, owned_by
from qualdesk.domain.next_step import Circumstances, after_nurture, after_promise, closed
from qualdesk.domain.working_days import (
    WorkingHours,
    add_working_days,
    at_local,
    working_time_after,
    working_time_before,
)

NO_SHOW_TRIES = 2
"""How often somebody who did not come is rung, before the conversation is only kept going."""

_FIRST_TOUCH_DAYS = 2
_NEXT_STEP_DAYS = 5
_CONFIRM_DAYS_BEFORE = 3
_LAST_CALL = timedelta(hours=2)


class MeetingFate(StrEnum):
    """What becomes of a future meeting whose rep will not be there: never nothing (DESIGN §2, 10)."""

    RING = "ring"
    """The prospect is rung to move it; until then it heads "Needs you"."""
    CANCEL = "cancel"
    """It is cancelled courteously."""
    OTHER_REP = "other_rep"
    """Another rep takes the slot."""

    @property
    def label(self) -> str:
        """The words of the choice."""
        return {
            MeetingFate.RING: "Ring them to move it",
            MeetingFate.CANCEL: "Cancel it courteously",
            MeetingFate.OTHER_REP: "Another rep takes it",
        }[self]


def meeting_fate(reason: ReturnReason) -> MeetingFate:
    """Return what becomes of the meeting when nobody says otherwise."""
    is_rung = not reason.is_for_nurture and reason is not ReturnReason.TIMING
    return MeetingFate.RING if is_rung else MeetingFate.CANCEL


def first_touch_by(now: datetime, rep_hours: WorkingHours, meeting_at: datetime | None) -> datetime:
    """Return until when the rep speaks to them first: at the meeting, else within 2 working days."""
    if meeting_at is not None and meeting_at > now:
        return meeting_at
    return working_time_after(now, _FIRST_TOUCH_DAYS * rep_hours.day, rep_hours)


def offer_runs_over_at(
    accept_by: datetime, rep_hours: WorkingHours, meeting_at: datetime | None
) -> datetime:
    """Return when an unanswered offer is taken back: a working day late, while it is still warm.

    Two working hours before the meeting at the latest, so that it can still be moved.
    """
    over = working_time_after(accept_by, rep_hours.day, rep_hours)
    if meeting_at is None:
        return over
    latest = working_time_before(meeting_at, _LAST_CALL, rep_hours)
    return max(min(over, latest), accept_by)


def touch_runs_over_at(
    touch_by: datetime, rep_hours: WorkingHours, meeting_at: datetime | None
) -> datetime | None:
    """Return when an accepted lead nobody touched is taken back; a meeting answers for itself."""
    if meeting_at is not None:
        return None
    return working_time_after(touch_by, rep_hours.day, rep_hours)


def with_rep(
    lead: LeadImage, rep_id: int, due_at: datetime, *, interest_at: datetime | None = None
) -> LeadImage:
    """Leave the lead with the rep, whose next step is due then."""
    held = replace(
        lead,
        state=LeadState.WITH_SALES,
        lane=None,
        due_at=due_at,
        interest_at=interest_at or lead.interest_at,
    )
    return owned_by(held, rep_id)


def next_step_by(now: datetime, rep_hours: WorkingHours) -> datetime:
    """Return until when a rep names the next step after a meeting: 5 working days."""
    return working_time_after(now, _NEXT_STEP_DAYS * rep_hours.day, rep_hours)


def back_to_caller(lead: LeadImage, now: datetime, caller_id: int | None) -> LeadImage:
    """Put it into the returned lane, now; `caller_id` is who knows it, None when they are gone."""
    returned = replace(lead, state=LeadState.QUEUED, lane=Lane.RETURNED, due_at=now, attempts=0)
    return owned_by(returned, caller_id)


def after_return(
    lead: LeadImage,
    seen: Circumstances,
    reason: ReturnReason,
    *,
    caller_id: int | None,
    ask_again_at: datetime | None = None,
) -> LeadImage:
    """Put a returned lead right: nurture, a promise for sales, or the caller who knows it.

    `ask_again_at` is when the rep wants to be called again; *timing* must have it.
    """
    if reason.is_for_nurture:
        check_in_at = ask_again_at or seen.now + seen.cadence.check_in_after
        return _kept(after_nurture(lead, seen, check_in_at=check_in_at), lead)
    if reason is ReturnReason.TIMING and ask_again_at is not None:
        confirm_at = confirmed_at(ask_again_at, seen)
        return _kept(after_promise(lead, seen, at=confirm_at, caller_id=None), lead)
    return back_to_caller(lead, seen.now, caller_id)


def confirmed_at(at: datetime, seen: Circumstances) -> datetime:
    """Return when a caller confirms a promise for sales: 3 working days before (DESIGN §3)."""
    zone = seen.clock.zone
    local = at.astimezone(seen.clock.tz)
    day = add_working_days(local.date(), -_CONFIRM_DAYS_BEFORE, seen.clock.country)
    return max(at_local(day, local.time(), zone), seen.now + timedelta(minutes=1))


def after_no_show(lead: LeadImage, seen: Circumstances, caller_id: int | None) -> LeadImage:
    """Have the caller ring who did not come; two tries are left before it is only kept in touch."""
    back = back_to_caller(lead, seen.now, caller_id)
    return replace(back, attempts=max(0, seen.cadence.attempts - NO_SHOW_TRIES))


def after_lost(
    lead: LeadImage, seen: Circumstances, *, ask_again_at: datetime | None, is_for_good: bool
) -> LeadImage:
    """Keep the conversation with somebody who bought elsewhere, unless it is over for good."""
    if is_for_good:
        return closed(lead, seen, Resolution.LOST_BY_SALES)
    check_in_at = ask_again_at or seen.now + seen.cadence.check_in_after
    return _kept(after_nurture(lead, seen, check_in_at=check_in_at), lead)


def after_won(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """End the pursuit well."""
    return closed(lead, seen, Resolution.WON_BY_SALES)


def _kept(after: LeadImage, before: LeadImage) -> LeadImage:
    """Keep when they last showed interest: it was the rep who spoke, and not always to them."""
    return replace(after, interest_at=before.interest_at)
