"""When a number may be called: every candidate zone and every candidate law must allow the moment."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from qualdesk.domain.calling_rules import HOUSE_RULE, Audience, Rules
from qualdesk.domain.public_holidays import has_own_holidays
from qualdesk.domain.zone_hours import BoundRule, ZoneHours

_LOOK_AHEAD = timedelta(days=14)
_QUARTER = timedelta(minutes=15)
_LAST_MINUTE = time(23, 59)
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Clock:
    """All that decides the hours of a number: candidate zones, candidate laws, whom the call is for.

    A law is a country ("US") or a state ("US-PA"), whether or not it has a rule of its own: its
    holidays count.
    """

    zones: tuple[str, ...]
    laws: tuple[str, ...]
    audience: Audience = Audience.B2B

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

    @property
    def countries(self) -> frozenset[str]:
        """The ISO codes of all candidate laws."""
        return frozenset(law[:2] for law in self.laws)


class ClosedBy(StrEnum):
    """Why a number may not be called now."""

    HOLIDAY = "holiday"
    DAY = "day"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Closed:
    """Which law keeps a number closed now, and by what; the house's own hours come last."""

    law: str
    by: ClosedBy


def may_call_at(clock: Clock, now: datetime, rules: Rules) -> bool:
    """Whether every candidate zone and law, and the house's own hours, allow a call at `now`."""
    zones = _zones_of(clock, rules)
    return bool(zones) and all(zone.allow(now) for zone in zones)


def next_callable(clock: Clock, after: datetime, rules: Rules) -> datetime:
    """Return the first moment from `after` on at which the number may be called.

    Falls back to `after` when no hours come within two weeks, so that nothing waits for ever.
    """
    zones = _zones_of(clock, rules)
    moment = after
    while zones and moment < after + _LOOK_AHEAD:
        latest = max(zone.opening(moment, _LOOK_AHEAD) for zone in zones)
        if latest == moment:
            return moment
        moment = latest
    return after


def window_on(clock: Clock, now: datetime, rules: Rules) -> tuple[time, time] | None:
    """Return today's calling hours in the prospect's own wall time, or None on a closed day."""
    return _window_of(clock, now.astimezone(clock.tz).date(), rules)


@lru_cache(_REMEMBERED)
def _window_of(clock: Clock, day: date, rules: Rules) -> tuple[time, time] | None:
    midnight = datetime.combine(day, time(), clock.tz)
    quarters = [midnight + step * _QUARTER for step in reversed(range(96))]
    allowed = (one for one in quarters if may_call_at(clock, one.astimezone(UTC), rules))
    last = next(allowed, None)
    if last is None:
        return None
    opens = next_callable(clock, midnight.astimezone(UTC), rules).astimezone(clock.tz)
    end = last + _QUARTER
    return opens.time(), end.time() if end.date() == last.date() else _LAST_MINUTE


def why_closed(clock: Clock, now: datetime, rules: Rules) -> Closed | None:
    """Return what keeps a number closed now, or None when it may be called."""
    for zone in _zones_of(clock, rules):
        local = now.astimezone(zone.tz)
        for bound in sorted(zone.rules, key=lambda one: one.law == HOUSE_RULE):
            if not bound.hours_on(local.date()).allow(local.time()):
                return Closed(bound.law, _closed_by(bound, local.date()))
    return None


def laws_of(*places: tuple[str, str], rules: Rules) -> tuple[str, ...]:
    """Return the laws of places, each (country, region) in ISO codes; all of them apply.

    A region's stands beside its country's, where it has a rule or holidays of its own.
    """
    laws: list[str] = []
    for country, region in places:
        law = f"{country}-{region}"
        is_own = region and (rules.of_law(law) or has_own_holidays(country, region))
        laws += [country, law] if is_own else [country]
    return tuple(dict.fromkeys(law for law in laws if law))


@lru_cache(_REMEMBERED)
def rules_of(clock: Clock, rules: Rules) -> tuple[BoundRule, ...]:
    """Return the rules that bind a call; the house's own come first.

    A law keeps its own holidays, the house those of every place.
    """
    found = ((law, rules.of_law(law)) for law in (HOUSE_RULE, *clock.laws))
    return tuple(
        BoundRule(law, rule, clock.laws if law == HOUSE_RULE else (law,))
        for law, rule in found
        if rule and rule.holds_for(clock.audience)
    )


def is_moved_by_audience(laws: tuple[str, ...], rules: Rules) -> bool:
    """Whether it matters for these laws whom a call is for."""
    return any(rule.spares_b2b for law in laws if (rule := rules.of_law(law)))


@lru_cache(_REMEMBERED)
def _zones_of(clock: Clock, rules: Rules) -> tuple[ZoneHours, ...]:
    """Return the hours by zone: all rules where the number may be, else those that name the zone."""
    if not clock.zones:
        return ()
    bound = rules_of(clock, rules)
    named = {one.rule.zone for one in bound if one.rule.zone}.difference(clock.zones)
    elsewhere = (
        ZoneHours(zone, [one for one in bound if one.rule.zone == zone]) for zone in sorted(named)
    )
    return (*(ZoneHours(zone, bound) for zone in clock.zones), *elsewhere)


def _closed_by(bound: BoundRule, day: date) -> ClosedBy:
    if bound.hours_on(day).spans:
        return ClosedBy.TIME
    is_usually_open = bool(bound.rule.week_on(day).hours_on(day).spans)
    return ClosedBy.HOLIDAY if is_usually_open else ClosedBy.DAY
