"""Instants and days in words, as the desk writes them: 10:30, Thu 19 Nov, yesterday."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS_A_YEAR = 12
_LAST_DAY_OF_EVERY_MONTH = 28
_NEAR = {0: "today", 1: "yesterday", -1: "tomorrow"}


def clock_time(moment: datetime, zone: str) -> str:
    """Return the wall time in the zone, as 10:30."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def day_words(day: date, today: date) -> str:
    """Return a day as Thu 19 Nov, with the year when it is another one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def near_day(day: date, today: date) -> str:
    """Return today, yesterday or tomorrow, else the day in words."""
    return _NEAR.get((today - day).days) or day_words(day, today)


def weekday_words(day: date, today: date) -> str:
    """Return today, tomorrow or a day of the coming week by its name: Thursday; else Thu 3 Dec."""
    is_this_week = 1 < (day - today).days < 7  # noqa: PLR2004
    return f"{day:%A}" if is_this_week else near_day(day, today)


def moment_words(moment: datetime, now: datetime, zone: str) -> str:
    """Return a day and time in the zone, as Wed 17 Feb, 10:30."""
    there = ZoneInfo(zone)
    local = moment.astimezone(there)
    return f"{day_words(local.date(), now.astimezone(there).date())}, {local:%H:%M}"


def zoned_words(moment: datetime, now: datetime, zone: str) -> str:
    """Return a moment with whose clock it is by: Thu 19 Nov, 10:00 (Berlin time)."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{moment_words(moment, now, zone)} ({city} time)"


def near_moment(moment: datetime, now: datetime, zone: str) -> str:
    """Return "at 14:02" of today, else the day too: "yesterday at 14:02", "Mon 16 Nov at 14:02"."""
    there = ZoneInfo(zone)
    local, today = moment.astimezone(there), now.astimezone(there).date()
    day = "" if local.date() == today else f"{near_day(local.date(), today)} "
    return f"{day}at {local:%H:%M}"


def ago(moment: datetime, now: datetime, zone: str) -> str:
    """Return how long ago something was: 5 min ago, 2 h ago, yesterday, 9 days ago, Mar 2026."""
    there = ZoneInfo(zone)
    day, today = moment.astimezone(there).date(), now.astimezone(there).date()
    days = (today - day).days
    if days <= 0:
        minutes = int((now - moment).total_seconds() // 60)
        if minutes < 1:
            return "just now"
        return f"{minutes} min ago" if minutes < 60 else f"{minutes // 60} h ago"  # noqa: PLR2004
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days <= 60 else f"{day:%b %Y}"  # noqa: PLR2004


def how_long(since: datetime, now: datetime, zone: str) -> str:
    """Return how long something lasts already: 5 min, 2 h, 1 day, 9 days."""
    there = ZoneInfo(zone)
    days = (now.astimezone(there).date() - since.astimezone(there).date()).days
    if days > 0:
        return "1 day" if days == 1 else f"{days} days"
    minutes = max(0, int((now - since).total_seconds() // 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"  # noqa: PLR2004


def length_words(seconds: int) -> str:
    """Return a length as 2:14."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def months_after(day: date, months: int) -> date:
    """Return the same day some months on, or the 28th where that month is too short."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        last = _LAST_DAY_OF_EVERY_MONTH
        return day.replace(year=day.year + years, month=month + 1, day=last)
