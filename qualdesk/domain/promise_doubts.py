"""What speaks against a time before it is promised: said at once, and never a refusal (DESIGN §5, 2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.calling_hours import Clock, ClosedBy, why_closed, window_on
from qualdesk.domain.calling_rules import Rules
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.moments import clock_time

CALL_LENGTH = timedelta(minutes=15)
"""How near two promises of one caller come before one of them cannot be kept."""


@dataclass(frozen=True, slots=True)
class OtherPromise:
    """Another call that the same caller has promised."""

    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class PromiseGround:
    """What a time is held against: hours there, the legal cap on the number, what I have to do."""

    clock: Clock
    rules: Rules
    others: tuple[OtherPromise, ...] = ()
    capped_until: datetime | None = None
    over_cap: str = ""
    """The sentence of the law that lets the number rest until then."""
    away: tuple[Span, ...] = ()
    """When the caller is or will be absent."""

    def others_on(self, at: datetime) -> tuple[OtherPromise, ...]:
        """Return my other promises on that day, where the prospect is."""
        day = at.astimezone(self.clock.tz).date()
        return tuple(one for one in self.others if one.at.astimezone(self.clock.tz).date() == day)


def doubts_of(at: datetime, who: WhoCalls, ground: PromiseGround) -> tuple[str, ...]:
    """Return what speaks against a time, each in a sentence, what cannot be helped first."""
    found = (
        _over_cap(at, ground),
        _closed(at, ground),
        _away(at, who, ground),
        _taken(at, who, ground),
    )
    return tuple(one for one in found if one)


def _over_cap(at: datetime, ground: PromiseGround) -> str:
    is_over = ground.capped_until is not None and at < ground.capped_until
    return ground.over_cap if is_over else ""


def _closed(at: datetime, ground: PromiseGround) -> str:
    closed = why_closed(ground.clock, at, ground.rules)
    if closed is None:
        return ""
    if closed.by is ClosedBy.HOLIDAY:
        return "That is a public holiday there. Keep it only if they asked for it."
    if closed.by is ClosedBy.DAY:
        day = at.astimezone(ground.clock.tz)
        return f"That is a {day:%A}. Keep it only if they asked for it."
    return f"{_hours(at, ground)}. Keep it only if they asked for it."


def _hours(at: datetime, ground: PromiseGround) -> str:
    window = window_on(ground.clock, at, ground.rules)
    if window is None:
        return "Nobody is called there on that day"
    return f"Calling hours are {window[0]:%H:%M} to {window[1]:%H:%M}"


def _away(at: datetime, who: WhoCalls, ground: PromiseGround) -> str:
    is_away = any(one.starts_at <= at < one.ends_at for one in ground.away)
    if who is not WhoCalls.ME or not is_away:
        return ""
    return "You are away then. Take another time, or anyone free."


def _taken(at: datetime, who: WhoCalls, ground: PromiseGround) -> str:
    if who is not WhoCalls.ME:
        return ""
    near = sorted(_near(at, ground), key=lambda one: abs(one.at - at))
    if not near:
        return ""
    time = clock_time(near[0].at, ground.clock.zone)
    return f"You promised {near[0].name} a call at {time} their time. Take another, or anyone free."


def _near(at: datetime, ground: PromiseGround) -> Iterator[OtherPromise]:
    return (one for one in ground.others if abs(one.at - at) < CALL_LENGTH)
