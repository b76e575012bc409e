"""When: what a typed time means, in the prospect's own zone. What was understood is always shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from qualdesk.domain.moments import months_after
from qualdesk.domain.spoken_days import with_dates

if TYPE_CHECKING:
    from parsedatetime import Calendar, pdtContext

_MORNING = time(9)
_BARE_HOUR = re.compile(r"^(?P<day>.*[a-z].*?)\s+(?:at\s+)?(?P<hour>[01]?\d|2[0-3])$")
_DOTTED_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_AND_DAY = re.compile(rf"\b(?:{_MONTHS})[a-z]*\s+\d{{1,2}}$")
_WEEKDAY = re.compile(r"(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b")
_NO_YEAR = re.compile(
    rf"\b\d{{1,2}}\.?\s+(?:{_MONTHS})|\b(?:{_MONTHS})[a-z]*\s+\d{{1,2}}\b|\b\d{{1,2}}\.\d{{1,2}}\.(?!\d)"
)
_UHR = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*uhr\b")
_IN_THE_AFTERNOON = re.compile(
    r"\b(?:in\s+the\s+)?(?:afternoon|evening)\s+(?:at\s+)?(?P<after>\d{1,2})(?![:\d])"
    r"|\b(?:at\s+)?(?P<before>\d{1,2})\s+in\s+the\s+(?:afternoon|evening)\b"
)
_SAID_SO = (
    (re.compile(r"\bhalf\s+a\s+year\b"), "6 months"),
    (re.compile(r"\bfortnight\b"), "2 weeks"),
    (re.compile(r"\b(?:in\s+the\s+)?morning\b(?!\s*(?:at\s*)?\d)"), "9:00"),
    (re.compile(r"\bmorning\s+(?=(?:at\s*)?\d)"), ""),
)
"""Words that the parser does not know, or reads otherwise than callers mean them."""


def understood(text: str, now: datetime, zone: str) -> datetime | None:
    """Return the instant (UTC) that a caller's words mean there, or None if they mean none.

    A day without a time is that morning at 9. "tomorrow 10" is 10:00, 17.02.2027 is a day.
    """
    local = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    words = _spelled_out(with_dates(text.strip().casefold(), local.date()))
    moment, context = _read(words, local)
    if not context.hasDateOrTime:
        return None
    if not context.hasTime:
        moment = datetime.combine(moment.date(), _MORNING)
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def responded_at(text: str, now: datetime, zone: str) -> datetime | None:
    """Return the past instant (UTC) that words mean; no words mean now, "Monday" the last one.

    None if they mean no time, or one to come.
    """
    words = text.strip().casefold()
    if words in {"", "now", "just now"}:
        return now
    moment = understood(words, now, zone)
    if moment is not None and moment > now:
        moment = now if words == "today" else _one_before(words, moment)
    return moment if moment is not None and moment <= now else None


def _one_before(words: str, moment: datetime) -> datetime:
    """Return the same day of the year or week before, where that was not said."""
    if _NO_YEAR.search(words):
        return datetime.combine(months_after(moment.date(), -12), moment.timetz())
    return moment - timedelta(days=7) if _WEEKDAY.match(words) else moment


def unread(text: str) -> str:
    """Return the sentence for words that mean no time."""
    return f"Which day is “{text.strip()}”? Try “in 3 weeks”."


def _spelled_out(words: str) -> str:
    words = _DOTTED_DAY.sub(_iso_day, words)
    words = _UHR.sub(_as_clock, words)
    words = _IN_THE_AFTERNOON.sub(_as_afternoon, words)
    for pattern, plain in _SAID_SO:
        words = pattern.sub(plain, words)
    if _MONTH_AND_DAY.search(words):
        return words
    return _BARE_HOUR.sub(r"\g<day> \g<hour>:00", words)


def _as_clock(match: re.Match[str]) -> str:
    return f"{match[1]}:{match[2] or '00'}"


def _as_afternoon(match: re.Match[str]) -> str:
    return f"{int(match['after'] or match['before']) % 12 + 12}:00"


def _iso_day(match: re.Match[str]) -> str:
    day, month, year = (int(part) for part in match.groups())
    return f"{year if year > 99 else 2000 + year}-{month:02d}-{day:02d}"  # noqa: PLR2004


def _read(words: str, local: datetime) -> tuple[datetime, pdtContext]:
    moment, context = _calendar().parseDT(words, local)
    return cast("datetime", moment), cast("pdtContext", context)


@cache
def _calendar() -> Calendar:
    import parsedatetime  # noqa: PLC0415 - only when somebody types a time

    return parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)
