"""What follows from an outcome: the image of the lead after it. Pure, and the same for all doors."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import Clock, next_callable
from qualdesk.domain.calling_rules import Rules
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.domain.parts_of_day import another_part_of_day, later_that_day
from qualdesk.domain.tries import Tries
from qualdesk.domain.working_days import (
    WorkingHours,
    add_working_days,
    at_local,
    working_time_after,
    working_time_before,
)

_OPENS = time(9)
_EVENT_IS_OVER = time(17)
"""By then on its day, whenever it began: of an event only the day is known."""

_BEFORE_MEETING = timedelta(hours=4)
_SOONEST_ANSWER = timedelta(minutes=30)


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
        return _queued(lead, seen, Lane.RETRY, _part_after(seen, seen.cadence.no_answer_days))
    return _queued(lead, seen, Lane.RETRY, seen.now + seen.cadence.busy_gap)


def after_gatekeeper(lead: LeadImage, seen: Circumstances, best_at: datetime | None) -> LeadImage:
    """Try again at the time the gatekeeper named, else on the next working day.

    At the cap a named time is no way past it: whoever wants one more try chooses it.
    """
    tried = _tried(lead, seen.cadence)
    if best_at is not None and tried.attempts < seen.cadence.attempts:
        return _queued(tried, seen, Lane.RETRY, best_at)
    return _try_again(lead, seen, days=seen.cadence.gatekeeper_days)


def one_more_try(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Try once more although the attempts are used up; `seen.tries` hold the call that was the last."""
    days, clock = seen.cadence.no_answer_days, seen.clock
    at = another_part_of_day(seen.tries.calls, days, clock.zone, clock.country)
    return _queued(lead, seen, Lane.RETRY, max(at, seen.now))


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
    return _unowned(resting)


LONGEST_WAIT = timedelta(days=13)
"""How long a due lead waits while others come first: ten working days at most lie in it.

Nobody starves (DESIGN §2, 11), also when more leads come than calls can be made.
"""


def after_long_wait(lead: LeadImage, cadence: Cadence, now: datetime) -> LeadImage:
    """Stay in touch with whom nobody found the time to call; a response makes it due at once."""
    due_at = now + cadence.check_in_after
    return _unowned(replace(lead, state=LeadState.NURTURE, lane=Lane.CHECK_IN, due_at=due_at))


def after_promise(
    lead: LeadImage, seen: Circumstances, *, at: datetime, caller_id: int | None
) -> LeadImage:
    """Wait for the promised time; `caller_id` is who promised it, None for anyone free."""
    promised = replace(lead, attempts=0, interest_at=seen.now)
    return replace(
        promised,
        state=LeadState.QUEUED,
        lane=Lane.PROMISED,
        due_at=at,
        owner_kind=OwnerKind.TERRITORY if caller_id is None else OwnerKind.PERSON,
        owner_person_id=caller_id,
    )


def after_registration(lead: LeadImage, seen: Circumstances, *, event_on: date) -> LeadImage:
    """Call again when the event is over, by then among those who attended or did not."""
    ends_at = at_local(event_on, _EVENT_IS_OVER, seen.clock.zone)
    talked = replace(lead, attempts=0, interest_at=seen.now)
    return _queued(talked, seen, Lane.FRESH, ends_at)


def after_nurture(lead: LeadImage, seen: Circumstances, *, check_in_at: datetime) -> LeadImage:
    """Keep the conversation going until the check-in call."""
    talked = replace(lead, attempts=0, interest_at=seen.now)
    return _nurtured(talked, seen, check_in_at)


def after_push(
    lead: LeadImage,
    seen: Circumstances,
    *,
    rep_id: int,
    rep_hours: WorkingHours,
    meeting_at: datetime | None,
) -> LeadImage:
    """Give it to the rep, who answers within a working day."""
    return replace(
        lead,
        state=LeadState.WITH_SALES,
        lane=None,
        due_at=accept_by(seen.now, rep_hours, meeting_at),
        attempts=0,
        interest_at=seen.now,
        owner_kind=OwnerKind.PERSON,
        owner_person_id=rep_id,
    )


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
    return _ended(lead, resolution, seen.now)


def reopened(former: LeadImage, seen: Circumstances) -> LeadImage:
    """Begin another pursuit on the day agreed: a call that stays in touch, or a number to find."""
    lane = Lane.CHECK_IN if seen.has_callable_number else Lane.RESEARCH
    fresh = replace(former, resolution=None, resolved_at=None, attempts=0, grade=None)
    return _unowned(replace(fresh, state=LeadState.NURTURE, lane=lane, due_at=seen.now))


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
    return _unowned(replace(heard, state=state, lane=lane, due_at=seen.now, attempts=0))


def after_bounce(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Speak soon to somebody whose address is wrong, to ask for another; else find a way out.

    Who is called anyway, with a promise or with sales keeps the step there is.
    """
    if lead.state not in {LeadState.QUEUED, LeadState.NURTURE}:
        return lead
    if lead.lane in {Lane.PROMISED, Lane.RETURNED}:
        return lead
    if not seen.has_callable_number:
        return to_find_out(lead, seen)
    soon = next_callable(seen.clock, _morning_after(seen, 1), seen.rules)
    if lead.state is LeadState.NURTURE and (lead.due_at is None or lead.due_at > soon):
        return replace(lead, lane=Lane.CHECK_IN, due_at=soon)
    return lead


def withdrawn(lead: LeadImage, now: datetime) -> LeadImage:
    """End a lead that should not have been opened: the outcome that opened it was taken back."""
    return _ended(lead, Resolution.MERGED, now)


def after_wrong_number(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Ring the next number now, else find one out."""
    if not seen.has_callable_number:
        return to_find_out(lead, seen)
    lane = Lane.RETRY if lead.attempts else Lane.FRESH
    return _queued(lead, seen, lane, seen.now)


def to_find_out(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Have somebody look up what is missing by the next working day: a number or a person."""
    due_at = _morning_after(seen, seen.cadence.research_days)
    return _unowned(replace(lead, state=LeadState.QUEUED, lane=Lane.RESEARCH, due_at=due_at))


def after_other_language(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Somebody who speaks it tries on the next working day."""
    due_at = _part_after(seen, seen.cadence.no_answer_days)
    return _queued(lead, seen, Lane.RETRY, due_at)


def after_do_not_call(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Close only if no allowed medium is left: else the next number, or nurture by mail."""
    if seen.has_callable_number:
        return _queued(lead, seen, Lane.RETRY, _part_after(seen, seen.cadence.no_answer_days))
    if seen.has_mail:
        return _by_mail(lead, seen)
    return closed(lead, seen, Resolution.DO_NOT_CONTACT)


@dataclass(frozen=True, slots=True)
class WaysLeft:
    """By which ways a prospect may still be reached after a suppression."""

    has_number: bool
    """A number that may be dialled now, or once its suppression ends."""
    may_have_other_number: bool
    """Only numbers are barred, not the person: another one may be found out."""
    has_mail: bool
    is_mail_barred: bool
    is_company_barred: bool = False


def after_suppression(lead: LeadImage, seen: Circumstances, ways: WaysLeft) -> LeadImage:
    """Keep a lead that has a number; else find another one out, go on by mail, or end it.

    What is merely unknown can be found out; what is barred cannot (DESIGN §5, outcome 0).
    """
    if ways.has_number:
        return lead
    if ways.is_company_barred:
        return closed(lead, seen, Resolution.DO_NOT_CONTACT)
    if ways.may_have_other_number and not ways.is_mail_barred:
        return lead if lead.lane is Lane.RESEARCH else to_find_out(lead, seen)
    if ways.has_mail:
        return _by_mail(lead, seen)
    return closed(lead, seen, Resolution.DO_NOT_CONTACT)


def callable_again(lead: LeadImage, now: datetime) -> LeadImage:
    """Call a lead whose number is free again: at once, or at its check-in when it is nurtured."""
    if lead.state is LeadState.NURTURE:
        return replace(lead, lane=Lane.CHECK_IN)
    return replace(lead, lane=Lane.RETRY if lead.attempts else Lane.FRESH, due_at=now)


def _by_mail(lead: LeadImage, seen: Circumstances) -> LeadImage:
    nurtured = _nurtured(lead, seen, seen.now + seen.cadence.check_in_after)
    return replace(nurtured, lane=Lane.RESEARCH)


def _ended(lead: LeadImage, resolution: Resolution, now: datetime) -> LeadImage:
    return replace(
        lead,
        state=LeadState.CLOSED,
        lane=None,
        due_at=None,
        resolution=resolution,
        resolved_at=now,
    )


def _try_again(lead: LeadImage, seen: Circumstances, *, days: int) -> LeadImage:
    tried = _tried(lead, seen.cadence)
    if tried.attempts >= seen.cadence.attempts:
        return _nurtured(tried, seen, seen.now + seen.cadence.check_in_after)
    return _queued(tried, seen, Lane.RETRY, _next_try(seen, days))


def _tried(lead: LeadImage, cadence: Cadence) -> LeadImage:
    """Count an attempt: a promised call is none, and past the cap nothing is left to use up."""
    if lead.lane is Lane.PROMISED or lead.attempts >= cadence.attempts:
        return lead
    return replace(lead, attempts=lead.attempts + 1)


def _queued(lead: LeadImage, seen: Circumstances, lane: Lane, at: datetime) -> LeadImage:
    if seen.is_campaign_over:
        return _nurtured(lead, seen, at)
    due_at = next_callable(seen.clock, at, seen.rules)
    return _unowned(replace(lead, state=LeadState.QUEUED, lane=lane, due_at=due_at))


def _nurtured(lead: LeadImage, seen: Circumstances, at: datetime) -> LeadImage:
    due_at = next_callable(seen.clock, at, seen.rules)
    return _unowned(replace(lead, state=LeadState.NURTURE, lane=Lane.CHECK_IN, due_at=due_at))


def _unowned(lead: LeadImage) -> LeadImage:
    return replace(lead, owner_kind=OwnerKind.TERRITORY, owner_person_id=None)


def _next_try(seen: Circumstances, days: int) -> datetime:
    """Return when to ring again: so many days on, or later the same day while the window is open."""
    if not seen.is_in_window:
        return _part_after(seen, days)
    gap, zone = seen.cadence.window_gap, seen.clock.zone
    calls = (*seen.tries.calls, seen.now)
    soon = next_callable(seen.clock, later_that_day(calls, gap, zone), seen.rules)
    is_same_day = soon.astimezone(seen.clock.tz).date() == seen.now.astimezone(seen.clock.tz).date()
    if is_same_day and seen.tries.attempts_today + 1 < seen.cadence.window_a_day:
        return soon
    return _part_after(seen, 1)


def _part_after(seen: Circumstances, days: int) -> datetime:
    calls = (*seen.tries.calls, seen.now)
    return another_part_of_day(calls, days, seen.clock.zone, seen.clock.country)


def _morning_after(seen: Circumstances, days: int) -> datetime:
    local = seen.now.astimezone(ZoneInfo(seen.clock.zone))
    day = add_working_days(local.date(), days, seen.clock.country)
    return at_local(day, _OPENS, seen.clock.zone)
