"""Working days and office hours, in a zone of one's own and with the country's holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qualdesk.domain.public_holidays import is_holiday

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When somebody is at the desk: in their own zone, not on weekends nor their country's holidays."""

    zone: str
    country: str = ""
    opens: time = time(9)
    closes: time = time(17)

    @property
    def day(self) -> timedelta:
        """The length of a working day."""
        return timedelta(
            hours=self.closes.hour - self.opens.hour, minutes=self.closes.minute - self.opens.minute
        )


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


def working_time_before(moment: datetime, length: timedelta, hours: WorkingHours) -> datetime:
    """Return the instant (UTC) that lies so much working time before a moment."""
    local = moment.astimezone(ZoneInfo(hours.zone)).replace(tzinfo=None)
    left = length
    for opens, closes in _days_at_work(local.date(), hours, step=-1):
        worked = max(min(local, closes) - opens, timedelta())
        if worked >= left:
            return _instant(min(local, closes) - left, hours)
        left -= worked
    raise AssertionError("the days never end")


def working_time_after(moment: datetime, length: timedelta, hours: WorkingHours) -> datetime:
    """Return the instant (UTC) at which so much working time has passed since a moment."""
    local = moment.astimezone(ZoneInfo(hours.zone)).replace(tzinfo=None)
    left = length
    for opens, closes in _days_at_work(local.date(), hours, step=1):
        worked = max(closes - max(local, opens), timedelta())
        if worked >= left:
            return _instant(max(local, opens) + left, hours)
        left -= worked
    raise AssertionError("the days never end")


def _days_at_work(
    day: date, hours: WorkingHours, *, step: int
) -> Iterator[tuple[datetime, datetime]]:
    """Yield when each working day begins and ends, by the clock on the wall."""
    while True:
        if is_working_day(day, hours.country):
            yield datetime.combine(day, hours.opens), datetime.combine(day, hours.closes)
        day += timedelta(days=step)


def _instant(local: datetime, hours: WorkingHours) -> datetime:
    return local.replace(tzinfo=ZoneInfo(hours.zone)).astimezone(UTC)
