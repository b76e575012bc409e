"""Parts of the day: a retry comes in the one least tried so far, in the prospect's own zone."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qualdesk.domain.working_days import add_working_days, at_local

PARTS_OF_DAY = (time(9), time(12), time(15))
"""Where a retry starts: a morning, midday or afternoon part of three hours each."""


def part_of_day(clock: time) -> int:
    """Return in which part a wall time lies; before 9 is still the first, the evening the last."""
    return sum(clock >= start for start in PARTS_OF_DAY[1:])


def part_to_try(calls: Sequence[time]) -> int:
    """Return the part least tried by these calls, the oldest first.

    Of parts tried equally often it is the one that comes first after the last call's.
    """
    tried = Counter(map(part_of_day, calls))
    last = part_of_day(calls[-1])
    turns = ((last + ahead) % len(PARTS_OF_DAY) for ahead in range(1, len(PARTS_OF_DAY) + 1))
    return min(turns, key=lambda part: tried[part])


def another_part_of_day(calls: Sequence[datetime], days: int, zone: str, country: str) -> datetime:
    """Return a time so many working days after the last of these calls, in the part to try."""
    local = _local(calls, zone)
    day = add_working_days(local[-1].date(), days, country)
    return at_local(day, PARTS_OF_DAY[_part(local)], zone)


def later_that_day(calls: Sequence[datetime], gap: timedelta, zone: str) -> datetime:
    """Return the first time after a gap on the last call's day, in the part to try if it is to come.

    Late in the day it lies on the next one: whether that will do, the caller must ask.
    """
    local = _local(calls, zone)
    soonest = calls[-1] + gap
    start = at_local(local[-1].date(), PARTS_OF_DAY[_part(local)], zone)
    return max(soonest, start)


def _local(calls: Sequence[datetime], zone: str) -> list[datetime]:
    return [call.astimezone(ZoneInfo(zone)) for call in calls]


def _part(local: Sequence[datetime]) -> int:
    return part_to_try([call.time() for call in local])
