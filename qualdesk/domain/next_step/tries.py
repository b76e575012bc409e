"""What follows when nobody was reached: another try, another part of the day, or staying in touch."""

from dataclasses import replace
from datetime import datetime

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import next_callable
from qualdesk.domain.lead import Lane, LeadImage, LeadState
from qualdesk.domain.next_step.steps import (
    Circumstances,
    morning_after,
    nurtured,
    part_after,
    queued,
    unowned,
)
from qualdesk.domain.parts_of_day import another_part_of_day, later_that_day


def after_no_answer(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Try again on the next working day, in another part of the day."""
    return _try_again(lead, seen, days=seen.cadence.no_answer_days)


def after_voicemail(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Give them time to call back; past the cap of voicemails it counts as no answer."""
    is_over_cap = seen.tries.voicemails >= seen.cadence.voicemails
    days = seen.cadence.no_answer_days if is_over_cap else seen.cadence.voicemail_days
    return _try_again(lead, seen, days=days)


def after_busy(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Try again in half an hour; after the third busy of a day, on the next working day."""
    if seen.tries.busy_today + 1 >= seen.cadence.busy_a_day:
        return queued(lead, seen, Lane.RETRY, part_after(seen, seen.cadence.no_answer_days))
    return queued(lead, seen, Lane.RETRY, seen.now + seen.cadence.busy_gap)


def after_gatekeeper(lead: LeadImage, seen: Circumstances, best_at: datetime | None) -> LeadImage:
    """Try again at the time the gatekeeper named, else on the next working day.

    At the cap a named time is no way past it: whoever wants one more try chooses it.
    """
    tried = _tried(lead, seen.cadence)
    if best_at is not None and tried.attempts < seen.cadence.attempts:
        return queued(tried, seen, Lane.RETRY, best_at)
    return _try_again(lead, seen, days=seen.cadence.gatekeeper_days)


def one_more_try(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Try once more although the attempts are used up; `seen.tries` hold the call that was the last."""
    days, clock = seen.cadence.no_answer_days, seen.clock
    at = another_part_of_day(seen.tries.calls, days, clock.zone, clock.country)
    return queued(lead, seen, Lane.RETRY, max(at, seen.now))


def after_wrong_number(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Ring the next number now, else find one out."""
    if not seen.has_callable_number:
        return to_find_out(lead, seen)
    lane = Lane.RETRY if lead.attempts else Lane.FRESH
    return queued(lead, seen, lane, seen.now)


def to_find_out(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Have somebody look up what is missing by the next working day: a number or a person."""
    due_at = morning_after(seen, seen.cadence.research_days)
    return unowned(replace(lead, state=LeadState.QUEUED, lane=Lane.RESEARCH, due_at=due_at))


def after_other_language(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Somebody who speaks it tries on the next working day."""
    due_at = part_after(seen, seen.cadence.no_answer_days)
    return queued(lead, seen, Lane.RETRY, due_at)


def _try_again(lead: LeadImage, seen: Circumstances, *, days: int) -> LeadImage:
    tried = _tried(lead, seen.cadence)
    if tried.attempts >= seen.cadence.attempts:
        return nurtured(tried, seen, seen.now + seen.cadence.check_in_after)
    return queued(tried, seen, Lane.RETRY, _next_try(seen, days))


def _tried(lead: LeadImage, cadence: Cadence) -> LeadImage:
    """Count an attempt: a promised call is none, and past the cap nothing is left to use up."""
    if lead.lane is Lane.PROMISED or lead.attempts >= cadence.attempts:
        return lead
    return replace(lead, attempts=lead.attempts + 1)


def _next_try(seen: Circumstances, days: int) -> datetime:
    """Return when to ring again: so many days on, or later the same day while the window is open."""
    if not seen.is_in_window:
        return part_after(seen, days)
    gap, zone = seen.cadence.window_gap, seen.clock.zone
    calls = (*seen.tries.calls, seen.now)
    soon = next_callable(seen.clock, later_that_day(calls, gap, zone), seen.rules)
    is_same_day = soon.astimezone(seen.clock.tz).date() == seen.now.astimezone(seen.clock.tz).date()
    if is_same_day and seen.tries.attempts_today + 1 < seen.cadence.window_a_day:
        return soon
    return part_after(seen, 1)
