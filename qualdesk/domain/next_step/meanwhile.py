"""What happens to a lead beside calls: it comes back, its campaign ends, its address is wrong."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import next_callable
from qualdesk.domain.lead import CALLED, Lane, LeadImage, LeadState, Resolution
from qualdesk.domain.next_step.steps import Circumstances, ended, morning_after, unowned
from qualdesk.domain.next_step.tries import to_find_out

LONGEST_WAIT = timedelta(days=13)
"""How long a due lead waits while others come first: ten working days at most lie in it.

Nobody starves (DESIGN §2, 11), also when more leads come than calls can be made.
"""


def after_campaign_end(
    lead: LeadImage, cadence: Cadence, now: datetime, *, ended_on: date | None
) -> LeadImage:
    """Stay in touch once the campaign has ended: at once with those who came forward since."""
    came_forward = (
        ended_on is not None
        and lead.interest_at is not None
        and lead.interest_at.date() > ended_on
        and not lead.attempts
    )
    due_at = now if came_forward else now + cadence.check_in_after
    resting = replace(lead, state=LeadState.NURTURE, lane=Lane.CHECK_IN, due_at=due_at)
    return unowned(resting)


def after_long_wait(lead: LeadImage, cadence: Cadence, now: datetime) -> LeadImage:
    """Stay in touch with whom nobody found the time to call; a response makes it due at once."""
    due_at = now + cadence.check_in_after
    return unowned(replace(lead, state=LeadState.NURTURE, lane=Lane.CHECK_IN, due_at=due_at))


def reopened(former: LeadImage, seen: Circumstances) -> LeadImage:
    """Begin another pursuit on the day agreed: a call that stays in touch, or a number to find."""
    lane = Lane.CHECK_IN if seen.has_callable_number else Lane.RESEARCH
    fresh = replace(former, resolution=None, resolved_at=None, attempts=0, grade=None)
    return unowned(replace(fresh, state=LeadState.NURTURE, lane=lane, due_at=seen.now))


def after_coming_forward(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Speak now to somebody who called or wrote; a promise keeps its time, and sales its lead."""
    heard = replace(lead, interest_at=seen.now)
    if lead.state is LeadState.WITH_SALES or lead.lane is Lane.PROMISED:
        return heard
    if lead.lane is Lane.RETURNED:
        return replace(heard, due_at=seen.now, attempts=0)
    if not lead.state.is_open:
        heard = replace(heard, resolution=None, resolved_at=None, grade=None)
    state, lane = LeadState.QUEUED, Lane.FRESH
    if seen.is_campaign_over:
        state, lane = LeadState.NURTURE, Lane.CHECK_IN
    if not seen.has_callable_number:
        lane = Lane.RESEARCH
    return unowned(replace(heard, state=state, lane=lane, due_at=seen.now, attempts=0))


def after_bounce(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Speak soon to somebody whose address is wrong, to ask for another; else find a way out.

    Who is called anyway, with a promise or with sales keeps the step there is.
    """
    if lead.state not in CALLED:
        return lead
    if lead.lane in {Lane.PROMISED, Lane.RETURNED}:
        return lead
    if not seen.has_callable_number:
        return to_find_out(lead, seen)
    soon = next_callable(seen.clock, morning_after(seen, 1), seen.rules)
    if lead.state is LeadState.NURTURE and (lead.due_at is None or lead.due_at > soon):
        return replace(lead, lane=Lane.CHECK_IN, due_at=soon)
    return lead


def withdrawn(lead: LeadImage, now: datetime) -> LeadImage:
    """End a lead that should not have been opened: the outcome that opened it was taken back."""
    return ended(lead, Resolution.MERGED, now)
