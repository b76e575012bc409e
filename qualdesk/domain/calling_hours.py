"""When a number may be called: every candidate zone and every candidate law must allow the moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from qualdesk.domain.working_days import is_holiday

HOUSE_RULE = "*"
"""The id of the firm's own hours, which apply to every number beside the law."""

_SATURDAY, _SUNDAY = 5, 6
_LOOK_AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of local wall time, each (from, to) with the end not included."""

    spans: tuple[tuple[time, time], ...] = ()

    def allow(self, clock: time) -> bool:
        """Whether the wall time lies in one of the spans."""
        return any(start <= clock < end for start, end in self.spans)


class OnHolidays(StrEnum):
    """What a rule says of public holidays."""

    ALLOWED = "allowed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rule:
    """One country's or state's hours, with where it was read and how sure that is."""

    id: str
    weekdays: Hours
    saturday: Hours
    sunday: Hours
    holidays: OnHolidays
    source: str = ""
    confidence: str = ""

    def hours_on(self, day: date) -> Hours:
        """Return the hours of that day, none on a holiday that the rule keeps free."""
        if self.holidays is OnHolidays.NONE and self.country and is_holiday(day, self.country):
            return Hours()
        by_weekday = {_SATURDAY: self.saturday, _SUNDAY: self.sunday}
        return by_weekday.get(day.weekday(), self.weekdays)

    @property
    def country(self) -> str:
        """The ISO code whose holidays count; the house rule has none of its own."""
        return "" if self.id == HOUSE_RULE else self.id[:2]


Rules = Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class Clock:
    """All that decides the hours of a number: candidate zones, candidate laws (rule ids)."""

    zones: tuple[str, ...]
    laws: tuple[str, ...]

    @property
    def zone(self) -> str:
        """The zone whose time the caller is shown."""
        return self.zones[0] if self.zones else "UTC"

    @property
    def tz(self) -> ZoneInfo:
        """The same, as a tzinfo."""
        return ZoneInfo(self.zone)

    @property
    def country(self) -> str:
        """The ISO code of the first law, or nothing."""
        return self.laws[0][:2] if self.laws else ""


def may_call_at(clock: Clock, now: datetime, rules: Rules) -> bool:
    """Whether every candidate zone and law, and the house's own hours, allow a call at `now`."""
    moments = [now.astimezone(ZoneInfo(zone)) for zone in clock.zones]
    return (
        bool(moments)
        and all(
            rule.hours_on(local.date()).allow(local.time())
            for rule in _rules_for(clock, rules)
            for local in moments
        )
        and not any(is_holiday(local.date(), clock.country) for local in moments)
    )


def next_callable(clock: Clock, after: datetime, rules: Rules) -> datetime:
    """Return the first moment from `after` on at which the number may be called.

    Falls back to `after` when no hours come within two weeks, so that nothing waits for ever.
    """
    if not clock.zones or may_call_at(clock, after, rules):
        return after
    starts = sorted(start for start in _starts_of_hours(clock, after, rules) if start > after)
    return next((start for start in starts if may_call_at(clock, start, rules)), after)


def window_on(clock: Clock, now: datetime, rules: Rules) -> tuple[time, time] | None:
    """Return today's calling hours in the prospect's own wall time, or None on a closed day."""
    local = now.astimezone(ZoneInfo(clock.zone))
    midnight = datetime.combine(local.date(), time(), ZoneInfo(clock.zone))
    quarters = [midnight + timedelta(minutes=15 * step) for step in range(96)]
    allowed = [one for one in quarters if may_call_at(clock, one.astimezone(UTC), rules)]
    if not allowed:
        return None
    end = allowed[-1] + timedelta(minutes=15)
    return allowed[0].time(), end.time() if end.date() == local.date() else time(23, 59)


def _rules_for(clock: Clock, rules: Rules) -> list[Rule]:
    return [rules[one] for one in (HOUSE_RULE, *clock.laws) if one in rules]


def _starts_of_hours(clock: Clock, after: datetime, rules: Rules) -> set[datetime]:
    starts: set[datetime] = set()
    for zone in clock.zones:
        today = after.astimezone(ZoneInfo(zone)).date()
        for rule in _rules_for(clock, rules):
            for ahead in range(_LOOK_AHEAD_DAYS):
                day = today + timedelta(days=ahead)
                starts |= {
                    datetime.combine(day, start, ZoneInfo(zone)).astimezone(UTC)
                    for start, _end in rule.hours_on(day).spans
                }
    return starts


def laws_of(country: str, region: str, phone_country: str, rules: Rules) -> tuple[str, ...]:
    """Return the rule ids of an address and of a number; a state's stands beside its country's."""
    state = f"{country}-{region}"
    laws = (country, state if state in rules else "", phone_country)
    return tuple(dict.fromkeys(law for law in laws if law))
