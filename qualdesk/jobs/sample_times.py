"""The times of the sample stories, told from today: believable at whatever moment it is filled."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from qualdesk.domain.calling_hours import Clock, may_call_at
from qualdesk.domain.working_days import add_working_days, at_local, is_working_day
from qualdesk.settings import calling_rules

NEAR: Final = "near"
"""A promise for about now, where it is working time; else for the next morning there."""

_AGO: Final = re.compile(r"(\d+)([hm]) ago")
_LAST_CALL: Final = "1 16:40"
_NEXT_MORNING: Final = time(10, 30)
_NOTICE: Final = timedelta(minutes=30)
_BETWEEN_PROMISES: Final = timedelta(minutes=15)
_STEP: Final = 5


def moment(spec: str, clock: Clock, now: datetime) -> datetime:
    """Read "3 10:15" (working days back, wall time there), "2h ago", or "40m ago" for a call.

    A call that would have been outside their hours was made on the last working day.
    """
    if ago := _AGO.fullmatch(spec):
        unit = {"h": "hours", "m": "minutes"}[ago[2]]
        then = now - timedelta(**{unit: int(ago[1])})
        if unit == "hours" or may_call_at(clock, then, calling_rules()):
            return then
        spec = _LAST_CALL
    days, wall = spec.split(" ")
    today = now.astimezone(ZoneInfo(clock.zone)).date()
    day = add_working_days(today, -int(days), clock.country)
    return at_local(day, time.fromisoformat(wall), clock.zone)


def working_day_ago(working_days: int | None, now: datetime) -> date | None:
    """Return the day so many working days before today, in UTC; with a minus sign one to come."""
    if working_days is None:
        return None
    return add_working_days(now.astimezone(UTC).date(), -working_days)


def next_time(wall: time, clock: Clock, now: datetime) -> datetime:
    """Return when it is that time there next, on a working day and not within half an hour."""
    day = now.astimezone(ZoneInfo(clock.zone)).date()
    if not is_working_day(day, clock.country) or at_local(day, wall, clock.zone) < now + _NOTICE:
        day = add_working_days(day, 1, clock.country)
    return at_local(day, wall, clock.zone)


class NearPromises:
    """Gives out the two times around now to the first whose working hours they are."""

    def __init__(self, now: datetime) -> None:
        """Start with a promise that came due a few minutes ago, and one soon."""
        first = now.replace(minute=now.minute - now.minute % _STEP, second=0, microsecond=0)
        self._now = now
        self._left = [first, first + _BETWEEN_PROMISES]

    def due(self, spec: str, clock: Clock) -> datetime:
        """Read when a promise is due: "near", a wall time such as "15:00", or as `moment`."""
        if spec == NEAR:
            return self._near(clock)
        if " " in spec:
            return moment(spec, clock, self._now)
        return next_time(time.fromisoformat(spec), clock, self._now)

    def _near(self, clock: Clock) -> datetime:
        if self._left and may_call_at(clock, self._left[0], calling_rules()):
            return self._left.pop(0)
        return next_time(_NEXT_MORNING, clock, self._now)
