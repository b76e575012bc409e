"""Moments: days and times as lists write them, in the words and the order of many languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from qualdesk.domain.places import folded
from qualdesk.exchange.cell_values import one_line
from qualdesk.exchange.moment_words import in_plain_words

_NUMERIC_DATE = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ ,T]+(.+))?$")
_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%I %p", "%H.%M.%S", "%H.%M")
_WORDY_DATES = (
    "%b %d, %Y",
    "%d %b %Y",
    "%d %b, %Y",
    "%d. %b %Y",
    "%d-%b-%Y",
    "%b %d %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
)
_WORDY_DATE = re.compile(r"^(.*?\d{4}|\d{4}[/.]\d{1,2}[/.]\d{1,2})(?:[ ,T]+(\d{1,2}:\d{2}.*))?$")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_MONTHS_IN_OTHER_WORDS = {
    "Jan": "january januar janner janvier janv enero ene gennaio gen",
    "Feb": "february februar fevrier fevr febrero febbraio",
    "Mar": "march marz mars marzo mrz",
    "Apr": "april avril avr abril abr aprile",
    "May": "may mai mayo maggio mag",
    "Jun": "june juni juin junio giugno giu",
    "Jul": "july juli juillet juil julio luglio lug",
    "Aug": "august aout agosto ago",
    "Sep": "september sept septembre septiembre settembre set",
    "Oct": "october oktober okt octobre octubre ottobre ott",
    "Nov": "november novembre noviembre",
    "Dec": "december dezember dez decembre diciembre dic dicembre",
}
_MONTH_NAMES = {
    name: month
    for month, names in _MONTHS_IN_OTHER_WORDS.items()
    for name in (*names.split(), month.casefold())
}
_MONTH_NAME = re.compile(
    r"\b(?:"
    + "|".join(sorted({*_MONTH_NAMES, "märz", "février", "août", "décembre", "jänner"}))
    + r")\b\.?",
    re.IGNORECASE,
)
_OFFSETS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "OEZ": 2, "EEST": 3, "OESZ": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "JST": 9, "KST": 9, "SGT": 8, "AWST": 8,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Hours ahead of UTC of what lists write behind a time; they are American where two claim one."""

_SPOKEN_ZONES = {
    "Eastern": "America/New_York",
    "Central": "America/Chicago",
    "Mountain": "America/Denver",
    "Pacific": "America/Los_Angeles",
    "Central European": "Europe/Berlin",
    "Eastern European": "Europe/Athens",
    "Western European": "Europe/Lisbon",
    "Greenwich Mean": "Etc/UTC",
    "Coordinated Universal": "Etc/UTC",
    "India": "Asia/Kolkata",
    "Japan": "Asia/Tokyo",
}
_TIME = " Time"
_SEASON = re.compile(r" (?:Standard|Daylight|Summer)$")
_OFFSET = re.compile(r"(?:GMT|UTC)? ?([+−-])(\d{1,2}):?(\d{2})?")
_ZONE = re.compile(
    r"(?:\s\(?|(?<=\d)\()((?:GMT|UTC) ?[+−-]\d{1,2}(?::?\d{2})?|[A-Z]{1,5}|[A-Z][\w]+/[\w/]+"
    r"|[A-Z][A-Za-z]+(?: [A-Z][a-z]+){0,2} Time)\)?$"
)
_FROM_TO = re.compile(r"(?<=[0-9A-Z]) [-–] .*\d.*$")
"""What stands behind the beginning of a time: "10:01 AM PST - 10:59 AM PST (58 minutes)"."""
_SPREADSHEET_DAY = re.compile(r"[34567]\d{4}(?:\.\d+)?")
_UNIX_SECONDS = re.compile(r"1[2-9]\d{8}(?:\d{3})?")
_BLANK_BEFORE_OFFSET = re.compile(r" (?=[+-]\d{2}:?\d{2}$)")
_MOST_HOURS = 14
_DAY_ONLY = time(12)
"""A day without a time counts as its noon, UTC: nearly everywhere the same day."""

_MONTHS = 12
_MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH", "AS", "GU", "PR", "VI", "MP"})


class DateOrder(StrEnum):
    """What stands first in a date of numbers."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """How a column writes its dates, and which of its cells fits both orders while none tells."""

    order: DateOrder
    doubtful: int | None = None


def date_order(cells: Iterable[str], region: str) -> FoundOrder:
    """Return how a column writes its dates: told by its own cells, else as its region does."""
    says_so = has_dots = False
    doubtful = None
    for place, cell in enumerate(cells):
        has_dots = has_dots or "." in cell.split(" ", 1)[0]
        found = _NUMERIC_DATE.match(one_line(cell))
        if found and int(found[1]) > _MONTHS:
            return FoundOrder(DateOrder.DAY_FIRST)
        says_so = says_so or bool(found and int(found[2]) > _MONTHS)
        if doubtful is None and found and int(found[1]) != int(found[2]):
            doubtful = place
    if says_so or has_dots:
        return FoundOrder(DateOrder.MONTH_FIRST if says_so else DateOrder.DAY_FIRST)
    usual = DateOrder.MONTH_FIRST if region in _MONTH_FIRST else DateOrder.DAY_FIRST
    return FoundOrder(usual, doubtful)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, and the zone it was written in, or nothing if none was."""

    at: datetime
    zone: str = ""


def read_moment(cell: str, *, month_first: bool, zone: str = "") -> Moment | None:
    """Read a day or a day and time; a day without a time is its noon.

    Without a zone of its own it is in `zone` (as people write it), else UTC. What a spreadsheet or
    a program counts instead (days since 1900, seconds since 1970) is read as well.
    """
    return written_moment(cell, month_first=month_first, zone=zone) or _counted(cell.strip())


def written_moment(cell: str, *, month_first: bool, zone: str = "") -> Moment | None:
    """Read a day or a day and time that is written as one; bare numbers are none."""
    text = _FROM_TO.sub("", one_line(cell))
    found = _moment_in(text, month_first=month_first, zone=zone)
    plain = text if found else in_plain_words(text)
    return found if plain == text else _moment_in(plain, month_first=month_first, zone=zone)


def _moment_in(text: str, *, month_first: bool, zone: str) -> Moment | None:
    said = _ZONE.search(text)
    own = read_zone(said[1]) if said else None
    if said and own is not None:
        text = text[: said.start()].strip()
    zone_name = said[1].strip() if said and own is not None else zone
    for read in (_iso, _numeric, _wordy):
        moment = read(text, month_first)
        if moment is not None and moment.tzinfo:
            return Moment(moment.astimezone(UTC), moment.strftime("%z"))
        if moment is not None:
            there = own or read_zone(zone) or UTC
            return Moment(moment.replace(tzinfo=there).astimezone(UTC), zone_name)
    return None


def _counted(text: str) -> Moment | None:
    """Read the days of a spreadsheet's calendar, or the (milli)seconds of the clock of Unix."""
    if _SPREADSHEET_DAY.fullmatch(text):
        days = float(text)
        at = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(seconds=round(days * 86_400))
        return Moment(at if "." in text else at.replace(hour=12))
    if _UNIX_SECONDS.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(text[:10]), UTC), "+0000")
    return None


def is_clock(cell: str) -> bool:
    """Whether a cell is a time of day and nothing else: "14:30", "2:30 PM"."""
    return ":" in cell and _clock(one_line(cell)) is not None


def read_zone(text: str) -> tzinfo | None:
    """Return the zone of "Europe/Berlin", "CET", "GMT+2" or "+02:00", or None."""
    name = text.strip()
    if name.upper() in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name.upper()]))
    if found := _OFFSET.fullmatch(name):
        hours, minutes = int(found[2]), int(found[3] or 0)
        ahead = timedelta(hours=hours, minutes=minutes) * (-1 if found[1] in "-−" else 1)
        return timezone(ahead) if hours <= _MOST_HOURS else None
    if name.endswith(_TIME):
        return _zone_of_words(_SEASON.sub("", name.removesuffix(_TIME)))
    return ZoneInfo(name) if "/" in name and name in _all_zones() else None


def _zone_of_words(words: str) -> tzinfo | None:
    """Return the zone of "Eastern" or of a town that names one: "New York"."""
    town = f"/{words.replace(' ', '_')}"
    named = _SPOKEN_ZONES.get(words) or min(
        (one for one in _all_zones() if one.endswith(town)), default=""
    )
    return ZoneInfo(named) if named else None


@cache
def _all_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _iso(text: str, _month_first: bool) -> datetime | None:  # noqa: FBT001
    try:
        if len(text) == len("2026-10-12"):
            return datetime.combine(date.fromisoformat(text), _DAY_ONLY)
        return datetime.fromisoformat(_BLANK_BEFORE_OFFSET.sub("", text))
    except ValueError:
        return None


def _numeric(text: str, month_first: bool) -> datetime | None:  # noqa: FBT001
    found = _NUMERIC_DATE.match(text)
    if not found:
        return None
    one, two, year = (int(found[index]) for index in (1, 2, 3))
    day, month = (two, one) if month_first else (one, two)
    try:
        on = date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004
    except ValueError:
        return None
    clock = _clock(found[4]) if found[4] else _DAY_ONLY
    return datetime.combine(on, clock) if clock else None


def _clock(text: str) -> time | None:
    for form in _CLOCKS:
        try:
            return datetime.strptime(text.strip(), form).time()  # noqa: DTZ007 - a wall time only
        except ValueError:
            continue
    return None


def _wordy(text: str, _month_first: bool) -> datetime | None:  # noqa: FBT001
    found = _WORDY_DATE.match(_MONTH_NAME.sub(_english_month, _EAST_ASIAN.sub(r"\1/\2/\3", text)))
    clock = _clock(found[2]) if found and found[2] else _DAY_ONLY
    if not found or clock is None:
        return None
    for form in _WORDY_DATES:
        try:
            on = datetime.strptime(found[1], form).date()  # noqa: DTZ007 - the zone comes later
        except ValueError:
            continue
        return datetime.combine(on, clock)
    return None


def _english_month(found: re.Match[str]) -> str:
    return _MONTH_NAMES[folded(found[0])]
