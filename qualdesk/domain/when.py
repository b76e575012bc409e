"""When: what a typed time means, in the prospect's own zone. What was understood is always shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from parsedatetime import Calendar, pdtContext

_MORNING = time(9)
_BARE_HOUR = re.compile(r"^(?P<day>.*[a-z].*?)\s+(?:at\s+)?(?P<hour>[01]?\d|2[0-3])$")
_DOTTED_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_AND_DAY = re.compile(rf"\b(?:{_MONTHS})[a-z]*\s+\d{{1,2}}$")


def understood(text: str, now: datetime, zone: str) -> datetime | None:
    """Return the instant (UTC) that a caller's words mean there, or None if they mean none.

    A day without a time is that morning at 9. "tomorrow 10" is 10:00, 17.02.2027 is a day.
    """
    words = _spelled_out(text.strip().casefold())
    local = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    moment, context = _read(words, local)
    if not context.hasDateOrTime:
        return None
    if not context.hasTime:
        moment = datetime.combine(moment.date(), _MORNING)
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def unread(text: str) -> str:
    """Return the sentence for words that mean no time."""
    return f"Which day is “{text.strip()}”? Try “in 3 weeks”."


def _spelled_out(words: str) -> str:
    words = _DOTTED_DAY.sub(_iso_day, words)
    if _MONTH_AND_DAY.search(words):
        return words
    return _BARE_HOUR.sub(r"\g<day> \g<hour>:00", words)


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
