"""Promised calls: who makes them, and when one for sales is confirmed and handed over."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.working_days import add_working_days, at_local

CONFIRM_DAYS: Final = 3
"""So many working days before sales calls, a caller asks whether it still suits (DESIGN §3)."""

TRACK_RESTS: Final = timedelta(days=7)
"""How long before a promise the track that leads up to it has ended (DESIGN §3)."""

REMIND_BEFORE: Final = timedelta(minutes=10)
"""How long before a promise its caller is first reminded, and again at half of it."""

_LATE_STEP: Final = 5
_IN_HOURS: Final = 120

_CONFIRM_FROM: Final = time(9)
_REP_BEGINS: Final = time(8)


class WhoCalls(StrEnum):
    """Who makes a promised call."""

    ME = "me"
    ANYONE = "anyone"
    SALES = "sales"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return {WhoCalls.ANYONE: "Anyone free"}.get(self, self.value.capitalize())


@dataclass(frozen=True, slots=True)
class SalesCall:
    """A call that sales is to make, as long as it is neither handed over nor dropped."""

    at: datetime
    rep: str
    is_confirmed: bool


def confirm_at(at: datetime, now: datetime, clock: Clock) -> datetime | None:
    """Return when a caller confirms that sales calls `at`; None if this conversation does.

    It is a working day's morning where the prospect is, by their country's holidays.
    """
    day = add_working_days(at.astimezone(clock.tz).date(), -CONFIRM_DAYS, clock.country)
    morning = at_local(day, _CONFIRM_FROM, clock.zone)
    return morning if morning > now else None


def handed_over_at(at: datetime, clock: Clock) -> datetime:
    """Return when sales is given a call that it promised: that morning where the prospect is."""
    return min(at, at_local(at.astimezone(clock.tz).date(), _REP_BEGINS, clock.zone))


def nearness(due_at: datetime, now: datetime) -> str:
    """Return how near a promise is, in words that change only when it is said again.

    10 and 5 minutes before, at its time, and every five minutes after it.
    """
    minutes = (due_at - now) / timedelta(minutes=1)
    if minutes > 0:
        return "within 5 minutes" if minutes <= _LATE_STEP else "within 10 minutes"
    late = int(-minutes) // _LATE_STEP * _LATE_STEP
    if late >= _IN_HOURS:
        return f"{late // 60} hours late"
    return f"{late} minutes late" if late else "now"


def instant_of(agreed: str, zone: str) -> datetime:
    """Return the instant (UTC) at which the zone's clocks show an agreed wall time."""
    local = datetime.fromisoformat(agreed)
    return at_local(local.date(), local.time(), zone)
