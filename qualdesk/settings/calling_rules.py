"""The rules of calling hours that ship with the program, read from resources/calling_hours.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from qualdesk.domain.calling_rules import ANY_TIME, Cap, Hours, Rule, Rules, Week
from qualdesk.paths import resource

_ANY: Final = "any"
_WHOLE_DAYS: Final = {"none": Hours(), _ANY: ANY_TIME}


@cache
def calling_rules() -> Rules:
    """Return the rules of calling hours: "*" the house, "FR" a country, "US-FL" a state."""
    with resource("calling_hours.toml").open("rb") as file:
        rows = msgspec.convert(tomllib.load(file)["rule"], list[_RuleRow])
    return Rules(MappingProxyType({row.id: _rule(row) for row in rows}))


def read_hours(text: str) -> Hours:
    """Read spans of wall time as "10:00-13:00, 14:00-20:00"; "none" has no hours, "any" has all."""
    if text in _WHOLE_DAYS:
        return _WHOLE_DAYS[text]
    spans = ([time.fromisoformat(end) for end in span.split("-")] for span in text.split(", "))
    return Hours(tuple((start, end) for start, end in spans))


@dataclass(frozen=True, slots=True)
class _WeekRow:
    since: date
    weekdays: str = ""
    saturday: str = ""
    sunday: str = ""


@dataclass(frozen=True, slots=True)
class _CapRow:
    calls: int
    hours: int = 0
    days: int = 0
    rest_after_refusal_days: int = 0


@dataclass(frozen=True, slots=True)
class _RuleRow:
    id: str
    weekdays: str
    saturday: str
    sunday: str
    source: str
    confidence: str
    read_on: date
    holidays: str = "any"
    eve_of_holidays: str = "any"
    zone: str = ""
    amended: tuple[_WeekRow, ...] = ()
    spares_b2b: bool = False
    cap: _CapRow | None = None
    b2b: str = ""
    duties: str = ""


def _rule(row: _RuleRow) -> Rule:
    return Rule(
        id=row.id,
        weeks=tuple(_weeks(row)),
        holidays=None if row.holidays == _ANY else read_hours(row.holidays),
        eve_of_holidays=None if row.eve_of_holidays == _ANY else read_hours(row.eve_of_holidays),
        zone=row.zone,
        spares_b2b=row.spares_b2b,
        cap=_cap(row.cap) if row.cap else None,
        b2b=row.b2b,
        duties=row.duties,
        source=row.source,
        confidence=row.confidence,
        read_on=row.read_on,
    )


def _weeks(row: _RuleRow) -> Iterator[Week]:
    """Yield the hours as the law stands; an amendment changes only what it names."""
    week = Week(read_hours(row.weekdays), read_hours(row.saturday), read_hours(row.sunday))
    yield week
    for change in row.amended:
        week = Week(
            weekdays=read_hours(change.weekdays) if change.weekdays else week.weekdays,
            saturday=read_hours(change.saturday) if change.saturday else week.saturday,
            sunday=read_hours(change.sunday) if change.sunday else week.sunday,
            since=change.since,
        )
        yield week


def _cap(row: _CapRow) -> Cap:
    rest = timedelta(days=row.rest_after_refusal_days)
    return Cap(row.calls, timedelta(days=row.days, hours=row.hours), rest or None)
