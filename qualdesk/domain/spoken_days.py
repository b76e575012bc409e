"""Days as people say them, written out as dates: the end of the quarter, the second week of May."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from qualdesk.domain.moments import months_after

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})[a-z]*"
_SPAN = rf"(?:the\s+)?(?:(?P<which>this|next)\s+)?(?:(?P<length>month|quarter|year)|{_MONTH})"
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3}
_WEEK = rf"(?:the\s+)?(?P<nth>{'|'.join(_ORDINALS)}|last)\s+week\s+(?:of|in)"
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DOTTED_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(?!\d)")
_SATURDAY = 5


def with_dates(words: str, today: date) -> str:
    """Return words with the days among them written as 2027-03-31; other words stay as they are.

    What has no date, such as 31.2., stays too.
    """
    for pattern, day_of in _SAID:
        words = pattern.sub(partial(_written, day_of, today), words)
    return _DOTTED_DAY.sub(partial(_dotted, today), words)


def _written(
    day_of: Callable[[re.Match[str], date], date], today: date, match: re.Match[str]
) -> str:
    return day_of(match, today).isoformat()


def _end_of(match: re.Match[str], today: date) -> date:
    """Return the last weekday of a month, quarter or year."""
    first, months = _span(match, today)
    day = months_after(first, months) - timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return day


def _beginning_of(match: re.Match[str], today: date) -> date:
    return _weekday_from(_span(match, today)[0])


def _middle_of(match: re.Match[str], today: date) -> date:
    first, months = _span(match, today)
    return _weekday_from(months_after(first, months // 2).replace(day=15 if months % 2 else 1))


def _week_of(match: re.Match[str], today: date) -> date:
    """Return the Monday of a week: the first is the one with the month's first Monday."""
    first, months = _span(match, today)
    if match["nth"] == "last":
        last = months_after(first, months) - timedelta(days=1)
        return last - timedelta(days=last.weekday())
    first_monday = first + timedelta(days=-first.weekday() % 7)
    return first_monday + timedelta(weeks=_ORDINALS[match["nth"]])


def _span(match: re.Match[str], today: date) -> tuple[date, int]:
    """Return the first day of what is meant, and how many months it has."""
    if match["length"] is None:
        month = _NAMES.index(match["month"]) + 1
        year = today.year + (month < today.month or match["which"] == "next")
        return date(year, month, 1), 1
    months = _MONTHS[match["length"]]
    begun = date(today.year, today.month - (today.month - 1) % months, 1)
    return (months_after(begun, months) if match["which"] == "next" else begun), months


def _weekday_from(day: date) -> date:
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def _dotted(today: date, match: re.Match[str]) -> str:
    """Return the next such day: 17.2. is one of next year once this year's is past."""
    try:
        day = date(today.year, int(match[2]), int(match[1]))
        return (day if day >= today else day.replace(year=day.year + 1)).isoformat()
    except ValueError:
        return match[0]


def _said(before: str) -> re.Pattern[str]:
    return re.compile(rf"\b{before}\s+{_SPAN}\b")


_SAID: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (_said(_WEEK), _week_of),
    (_said(r"(?:at\s+the\s+|by\s+the\s+)?end\s+of"), _end_of),
    (_said(r"(?:in\s+)?(?:mid|(?:the\s+)?middle\s+of)"), _middle_of),
    (_said(r"(?:at\s+the\s+)?(?:beginning|start)\s+of"), _beginning_of),
    (re.compile(r"\b(?P<which>next)\s+(?P<length>quarter)(?P<month>)\b"), _beginning_of),
)
