"""The rules of calling hours: what one law, or the house, allows on a day, and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from qualdesk.domain.public_holidays import is_holiday
from qualdesk.domain.working_days import at_local

HOUSE_RULE = "*"
"""The id of the firm's own hours, which apply to every number beside the law."""

_OTHER_STATES = "-*"
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of local wall time, each (from, to) with the end not included."""

    spans: tuple[tuple[time, time], ...] = ()

    def allow(self, clock: time) -> bool:
        """Whether the wall time lies in one of the spans."""
        return any(start <= clock < end for start, end in self.spans)

    def and_also(self, other: "Hours") -> "Hours":
        """Return what both allow."""
        overlaps = (
            (max(start, other_start), min(end, other_end))
            for start, end in self.spans
            for other_start, other_end in other.spans
        )
        return Hours(tuple(sorted(span for span in overlaps if span[0] < span[1])))

    def is_within(self, other: "Hours") -> bool:
        """Whether these allow nothing that the others forbid."""
        return self.and_also(other) == self

    @property
    def words(self) -> str:
        """The spans as they are written down: "10:00-13:00, 14:00-20:00", "none" or "any"."""
        if self == ANY_TIME:
            return "any"
        spans = (f"{start:%H:%M}-{end:%H:%M}" for start, end in self.spans)
        return ", ".join(spans) or "none"


ANY_TIME = Hours(((time.min, time.max),))
"""What a law allows that names no hours."""


class Audience(StrEnum):
    """Whom a call is meant for: some laws protect consumers only."""

    B2B = "b2b"
    B2C = "b2c"


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of a week, from a day on."""

    weekdays: Hours
    saturday: Hours
    sunday: Hours
    since: date = date.min

    def hours_on(self, day: date) -> Hours:
        """Return the hours of that day of the week."""
        return {_SATURDAY: self.saturday, _SUNDAY: self.sunday}.get(day.weekday(), self.weekdays)

    def is_within(self, other: "Week") -> bool:
        """Whether no day allows what it forbids in the other week."""
        days = ("weekdays", "saturday", "sunday")
        return all(getattr(self, one).is_within(getattr(other, one)) for one in days)


@dataclass(frozen=True, slots=True)
class HoursChange:
    """Hours that a team lead has set in the place of a law's; None leaves what the law says."""

    weekdays: Hours | None = None
    saturday: Hours | None = None
    sunday: Hours | None = None
    holidays: Hours | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """How often a number may be dialled, and how long it rests once somebody refused."""

    calls: int
    within: timedelta
    rest_after_refusal: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One country's or state's hours, with where it was read and how sure that is."""

    id: str
    weeks: tuple[Week, ...]
    """As the law stands from one day to the next, the oldest first."""
    holidays: Hours | None = None
    """What holds on holidays beside the hours of the day; None: holidays are days like any other."""
    eve_of_holidays: Hours | None = None
    """What holds on the day before a holiday beside the hours of that day."""
    zone: str = ""
    """A zone whose clocks must allow the call as well, where the law names one."""
    spares_b2b: bool = False
    """Whether the law surely protects consumers only."""
    cap: Cap | None = None
    b2b: str = ""
    duties: str = ""
    """What the law asks beside hours and caps: registers, consent, what is said."""
    source: str = ""
    confidence: str = ""
    read_on: date = date.min

    def hours_on(self, day: date, places: Sequence[str]) -> Hours:
        """Return the hours of that day; a holiday in any of the places ("US", "US-PA") counts."""
        hours = self.week_on(day).hours_on(day)
        if self.holidays is not None and any(is_holiday_in(day, one) for one in places):
            hours = hours.and_also(self.holidays)
        if self.eve_of_holidays is not None:
            next_day = day + timedelta(days=1)
            if any(is_holiday_in(next_day, one) for one in places):
                hours = hours.and_also(self.eve_of_holidays)
        return hours

    def week_on(self, day: date) -> Week:
        """Return the hours of the week as they stand on that day."""
        return [week for week in self.weeks if week.since <= day][-1]

    def changed(self, change: HoursChange) -> "Rule":
        """Return the rule with other hours, whatever the law says from some day on."""
        days = {
            name: hours
            for name in ("weekdays", "saturday", "sunday")
            if (hours := getattr(change, name)) is not None
        }
        weeks = tuple(replace(week, **days) for week in self.weeks)
        holidays = self.holidays if change.holidays is None else change.holidays
        return replace(self, weeks=weeks, holidays=None if holidays == ANY_TIME else holidays)

    def is_looser_than(self, other: "Rule") -> bool:
        """Whether the rule allows a call at some time at which the other, of the same law, does not."""
        weeks = zip(self.weeks, other.weeks, strict=True)
        on_holidays = self.holidays or ANY_TIME
        is_within = on_holidays.is_within(other.holidays or ANY_TIME)
        return not (is_within and all(own.is_within(theirs) for own, theirs in weeks))

    def holds_for(self, audience: Audience) -> bool:
        """Whether the rule binds a call to this audience."""
        return audience is Audience.B2C or not self.spares_b2b


@dataclass(frozen=True, eq=False)
class Rules:
    """All rules; one object for the whole program, and equal to itself only."""

    by_id: Mapping[str, Rule]

    def of_law(self, law: str) -> Rule | None:
        """Return the rule of a country ("FR") or of a state ("US-FL", else that of "US-*")."""
        country, dash, _state = law.partition("-")
        others = f"{country}{_OTHER_STATES}" if dash else ""
        return self.by_id.get(law) or self.by_id.get(others)


def is_holiday_in(day: date, place: str) -> bool:
    """Whether the day is a public holiday in a country ("US") or in a state ("US-PA")."""
    country, _dash, region = place.partition("-")
    return is_holiday(day, country, region)


@dataclass(frozen=True, slots=True)
class Rest:
    """A number must not be dialled before this instant."""

    until: datetime
    is_after_refusal: bool = False


def rest_of(
    dials: Sequence[datetime], refused_at: datetime | None, cap: Cap, zone: str
) -> Rest | None:
    """Return how long a cap lets a number rest after these dials, or None when it does not.

    Every dial counts, whatever came of it. A rest after a refusal is one of whole days: it ends at
    the midnight, in the zone, after the last of them (France: "soixante jours calendaires révolus").
    """
    rests: list[Rest] = []
    if len(dials) >= cap.calls:
        rests.append(Rest(sorted(dials)[-cap.calls] + cap.within))
    if refused_at is not None and cap.rest_after_refusal is not None:
        until = _end_of_rest(refused_at, cap.rest_after_refusal, zone)
        rests.append(Rest(until, is_after_refusal=True))
    return max(rests, key=lambda rest: rest.until, default=None)


def _end_of_rest(refused_at: datetime, rest: timedelta, zone: str) -> datetime:
    first_day = refused_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return at_local(first_day + rest, time(), zone)
