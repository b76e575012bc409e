"""What happens next with a hand-off, in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from qualdesk.domain.hand_off import CAME_BACK, WITH_REP, HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.lead import LeadState, Resolution
from qualdesk.domain.moments import moment_words, near_moment
from qualdesk.domain.received import MeetingAnswer

_QUOTED = 44
"""Characters of a rep's words that fit beside the state."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What the rep said last."""

    answer: RepAnswer
    door: AnswerDoor
    said_by: str
    said_at: datetime
    reason: ReturnReason | None
    words: str
    stage: str
    amount: str
    right_person: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How a hand-off stands, with all that its sentence and its head depend on."""

    state: HandOffState
    rep: str
    rep_zone: str
    accept_by: datetime
    first_touch_by: datetime | None
    has_meeting: bool
    is_past: bool
    is_alone: bool
    """Whether a meeting to come has nobody who will be there."""
    is_rep_here: bool
    waits: bool
    """Whether it came back and nobody has decided yet what follows."""
    lead_state: LeadState
    resolution: Resolution | None = None
    is_late: bool = False
    heard_at: datetime | None = None
    """When the prospect last called or wrote to us, since the rep said anything."""
    read_by_rep: bool = False
    """Whether the rep reads it themselves."""
    caller: str = ""
    doubt: str = ""
    """Who of those invited declined the meeting to come, or suggests another time."""
    has_rep_declined: bool = False
    """Whether the rep's calendar declined it; nothing follows by itself (decision 22)."""


def what_next(seen: Seen, answer: AnswerRow | None, now: datetime) -> str:
    """Return what happens next, or what came of it."""
    first_name = seen.rep.split()[0]
    if broken := _broken(seen, first_name):
        return broken
    if seen.state in CAME_BACK:
        return _after_return(seen, answer, first_name)
    if seen.state in WITH_REP and seen.heard_at is not None:
        came = near_moment(seen.heard_at, now, seen.rep_zone)
        return f"They came to us {came}; {first_name} calls them back"
    if seen.state in WITH_REP:
        return _with_rep(seen, first_name, now)
    return _report(answer) or _OVER_WORDS[seen.state]


def _broken(seen: Seen, first_name: str) -> str:
    """Return why rep and prospect will not meet as things stand, or nothing."""
    if not seen.is_rep_here and seen.state in WITH_REP:
        return f"{first_name} no longer works here; send it to another rep"
    if seen.is_alone:
        return "Nobody is there for the meeting; ring them or cancel it"
    if seen.has_rep_declined:
        return _declined(seen, first_name)
    return seen.doubt


def _declined(seen: Seen, first_name: str) -> str:
    """Return what may follow when the rep's calendar says no: that gives no lead back by itself."""
    if seen.read_by_rep:
        return "You declined by calendar: give it back, or agree on another time"
    then = "offer it again" if seen.state is HandOffState.OFFERED else "agree on another time"
    return f"{first_name} declined by calendar: take it back, or {then}"


def meeting_doubt(
    answers: Sequence[tuple[str, str | None]],
    proposed_at: datetime | None,
    now: datetime,
    zone: str,
) -> str:
    """Return what speaks against a meeting, of (name, answer) of those invited, or nothing."""
    for name, said in answers:
        if said == MeetingAnswer.COUNTER and proposed_at is not None:
            return f"{name} suggests {moment_words(proposed_at, now, zone)} instead"
        if said in {MeetingAnswer.DECLINED, MeetingAnswer.COUNTER}:
            return f"{name} declined the time; agree on another"
    return ""


_OVER_WORDS = {
    HandOffState.MET: "They met",
    HandOffState.WON: "They became a customer",
    HandOffState.LOST: "They did not buy",
}
_PUT_RIGHT = {
    LeadState.QUEUED: "In the queue again",
    LeadState.NURTURE: "Kept in touch with",
    LeadState.WITH_SALES: "With sales again",
}
_CLOSED_AS = {
    Resolution.WON_BY_SALES: "They became a customer",
    Resolution.LOST_BY_SALES: "They did not buy",
    Resolution.CLOSED_OUT: "Closed out courteously",
    Resolution.DOES_NOT_FIT: "Closed: does not fit",
    Resolution.DO_NOT_CONTACT: "Closed: not to be contacted",
    Resolution.UNREACHABLE: "Closed: nobody was reached",
    Resolution.LEFT_COMPANY: "Closed: left the company",
    Resolution.COMPANY_CLOSED: "Closed: the company is no more",
    Resolution.MERGED: "Made one with another entry",
}


def _after_return(seen: Seen, answer: AnswerRow | None, first_name: str) -> str:
    if not seen.waits:
        return _put_right(seen, answer)
    if seen.state is HandOffState.NO_SHOW:
        return "Did not come; ring and agree on another time"
    if seen.state is HandOffState.TAKEN_BACK:
        return f"Taken back, {first_name} did not act in time"
    if answer is not None and 0 < len(answer.words) <= _QUOTED:
        return f"“{answer.words}”"
    return (
        f"{seen.caller.split()[0]} decides" if seen.read_by_rep else "You decide: four next steps"
    )


def _put_right(seen: Seen, answer: AnswerRow | None) -> str:
    """Return where the lead is now; of one that is closed, how it ended."""
    if seen.resolution is None:
        return _PUT_RIGHT[seen.lead_state]
    is_other = answer is not None and answer.reason is ReturnReason.NO_AUTHORITY
    if seen.resolution is Resolution.DOES_NOT_FIT and is_other:
        return "Closed: not the right person"
    return _CLOSED_AS[seen.resolution]


def _with_rep(seen: Seen, first_name: str, now: datetime) -> str:
    if seen.is_late:
        then = "accept it or give it back" if seen.read_by_rep else f"remind {first_name}"
        return f"{_length(now - seen.accept_by)} late, {then}"
    if seen.state is HandOffState.OFFERED:
        return f"{first_name} answers by {_when(seen.accept_by, now, seen.rep_zone)}"
    if seen.is_past:
        return "Say how it went" if seen.read_by_rep else f"Ask {first_name} how it went"
    if seen.state is HandOffState.RESCHEDULED:
        return "Another time was agreed"
    if seen.first_touch_by is not None and not seen.has_meeting:
        return f"{first_name} calls by {_when(seen.first_touch_by, now, seen.rep_zone)}"
    return f"{first_name} has the brief"


def _report(answer: AnswerRow | None) -> str:
    """Return stage and amount as the rep or the CRM wrote them, else their words if short."""
    if answer is None:
        return ""
    told = ", ".join(one for one in (answer.stage, answer.amount) if one)
    return told or (answer.words if len(answer.words) <= _QUOTED else "")


def _when(moment: datetime, now: datetime, zone: str) -> str:
    """Return the time alone for today, Wed 16:00 within a week, else the day and time."""
    there = ZoneInfo(zone)
    local = moment.astimezone(there)
    days = (local.date() - now.astimezone(there).date()).days
    if days == 0:
        return f"{local:%H:%M}"
    return f"{local:%a %H:%M}" if 0 < days < 7 else moment_words(moment, now, zone)  # noqa: PLR2004


def _length(late: timedelta) -> str:
    hours = int(late.total_seconds() // 3600)
    if hours < 1:
        return "Some minutes"
    if hours < 48:  # noqa: PLR2004 - from two days on, days are read faster
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"
