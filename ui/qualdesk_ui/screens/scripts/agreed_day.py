"""The day sales agreed: typed as people type days, never one that is still to come."""

from datetime import date, datetime

from qualdesk.domain.when import understood, unread

_YEAR = 4


def agreed_day(typed: str, now: datetime) -> tuple[date | None, str]:
    """Return the day that is meant, or None and why it is none; nothing typed is no day."""
    if not typed.strip():
        return None, ""
    moment = understood(typed, now, "UTC")
    if moment is None:
        return None, unread(typed)
    day, today = moment.date(), now.date()
    if day > today and not _names_a_year(typed):
        day = day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else day
    if day > today:
        return None, f"{day_in_words(day)} is still to come. Type the day it was agreed."
    return day, ""


def day_in_words(day: date) -> str:
    """Return a day as 12 Nov 2026, which reads back as the same day."""
    return f"{day.day} {day:%b %Y}"


def _names_a_year(typed: str) -> bool:
    return any(len(word) == _YEAR and word.isdecimal() for word in typed.replace(".", " ").split())
