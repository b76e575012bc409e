"""What the rules of the next step are made of: what they know, and the ways a lead waits."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import Clock, next_callable
from qualdesk.domain.calling_rules import Rules
from qualdesk.domain.lead import Lane, LeadImage, LeadState, Resolution, owned_by
from qualdesk.domain.parts_of_day import another_part_of_day
from qualdesk.domain.tries import Tries
from qualdesk.domain.working_days import (
    add_working_days,
    at_local,
)

_OPENS = time(9)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rules must know beside the lead itself."""

    now: datetime
    clock: Clock
    rules: Rules
    cadence: Cadence
    tries: Tries = Tries()  # noqa: RUF009 - frozen, so one for all is safe
    has_callable_number: bool = True
    has_mail: bool = True
    is_in_window: bool = False
    """Whether the campaign's window is open where the prospect is."""
    is_campaign_over: bool = False
    """Whether the campaign calls nobody any more: tries go on as check-ins then."""
    had_one_more_try: bool = False
    """Whether a try beyond the cap was granted already since the count began."""


def queued(lead: LeadImage, seen: Circumstances, lane: Lane, at: datetime) -> LeadImage:
    """Let it wait for a call in a lane; once the campaign is over, as one to stay in touch with."""
    if seen.is_campaign_over:
        return nurtured(lead, seen, at)
    due_at = next_callable(seen.clock, at, seen.rules)
    return unowned(replace(lead, state=LeadState.QUEUED, lane=lane, due_at=due_at))


def nurtured(lead: LeadImage, seen: Circumstances, at: datetime) -> LeadImage:
    """Stay in touch with the next call at a time when calling is allowed."""
    due_at = next_callable(seen.clock, at, seen.rules)
    return unowned(replace(lead, state=LeadState.NURTURE, lane=Lane.CHECK_IN, due_at=due_at))


def unowned(lead: LeadImage) -> LeadImage:
    """Leave it to its territory."""
    return owned_by(lead, None)


def ended(lead: LeadImage, resolution: Resolution, now: datetime) -> LeadImage:
    """End a lead for a reason."""
    return replace(
        lead,
        state=LeadState.CLOSED,
        lane=None,
        due_at=None,
        resolution=resolution,
        resolved_at=now,
    )


def part_after(seen: Circumstances, days: int) -> datetime:
    """Return when to ring again so many days on, in a part of the day that was not tried."""
    calls = (*seen.tries.calls, seen.now)
    return another_part_of_day(calls, days, seen.clock.zone, seen.clock.country)


def morning_after(seen: Circumstances, days: int) -> datetime:
    """Return the morning so many working days on, where the prospect is."""
    local = seen.now.astimezone(ZoneInfo(seen.clock.zone))
    day = add_working_days(local.date(), days, seen.clock.country)
    return at_local(day, _OPENS, seen.clock.zone)
