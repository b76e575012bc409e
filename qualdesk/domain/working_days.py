"""Working days and office hours, in a zone of one's own and with the country's holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qualdesk.domain.public_holidays import is_holiday

OFFICE_HOURS = (time(9), time(17))
"""When a rep is at the desk, in their own zone, until each names their hours."""

_SATURDAY = 5


def is_working_day(day: date, country: str = "") -> bool:
    """Whether people are at work: no weekend and no public holiday of the country (ISO code)."""
    return day.weekday() < _SATURDAY and not is_holiday(day, country)


def add_working_days(day: date, count: int, country: str = "") -> date:
    """Return the `count`-th working day after `day`, or before it when negative."""
    step = timedelta(days=1 if count >= 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, country):
            day += step
    return day


def at_local(day: date, clock: time, zone: str) -> datetime:
    """Return the instant (UTC) at which the zone's clocks show that time of that day."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def day_start(now: datetime, zone: str) -> datetime:
    """Return the instant (UTC) at which the zone's present day began."""
    return at_local(now.astimezone(ZoneInfo(zone)).date(), time(), zone)


def working_hours_before(moment: datetime, hours: timedelta, zone: str) -> datetime:
    """Return the instant that lies so many office hours before a moment, in the zone."""
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    left = hours
    while True:
        opens, closes = (datetime.combine(local.date(), clock) for clock in OFFICE_HOURS)
        worked = min(local, closes) - opens if is_working_day(local.date()) else timedelta()
        if worked >= left:
            before = min(local, closes) - left
            return before.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        left -= max(worked, timedelta())
        local = datetime.combine(local.date() - timedelta(days=1), OFFICE_HOURS[1])
