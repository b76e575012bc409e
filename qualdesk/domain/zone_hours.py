"""What rules allow on the clocks of one zone: now, and when next, across every change of clocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from qualdesk.domain.calling_rules import ANY_TIME, Hours, Rule

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with the law it was found by, and the places whose holidays it keeps."""

    law: str
    rule: Rule
    places: tuple[str, ...]

    def hours_on(self, day: date) -> Hours:
        """Return what the rule allows on that day."""
        return self.rule.hours_on(day, self.places)


class ZoneHours:
    """The hours that all of some rules allow in a zone; each day is worked out once.

    Hours and changes of clocks begin on whole minutes, so within one the answer stays.
    """

    def __init__(self, zone: str, rules: Sequence[BoundRule]) -> None:
        self.tz = ZoneInfo(zone)
        self.rules = rules
        self._days: dict[date, Hours] = {}
        self._minute = (_NEVER, _NEVER, False)

    def allow(self, moment: datetime) -> bool:
        """Whether every rule allows the moment."""
        since, until, is_allowed = self._minute
        if since <= moment < until:
            return is_allowed
        local = moment.astimezone(self.tz)
        is_allowed = self._on(local.date()).allow(local.time())
        since = moment.replace(second=0, microsecond=0)
        self._minute = since, since + _MINUTE, is_allowed
        return is_allowed

    def opening(self, moment: datetime, within: timedelta) -> datetime:
        """Return the moment itself if it is allowed, else when hours begin next.

        Falls back to the end of `within` when none do.
        """
        if self.allow(moment):
            return moment
        today = moment.astimezone(self.tz).date()
        days = (today + timedelta(days=ahead) for ahead in range(within.days + 1))
        starts = (start for day in days for start in self._starts_on(day))
        allowed = (start for start in starts if start > moment and self.allow(start))
        return next(allowed, moment + within)

    def _on(self, day: date) -> Hours:
        hours = self._days.get(day)
        if hours is None:
            by_rule = (rule.hours_on(day) for rule in self.rules)
            hours = self._days[day] = reduce(Hours.and_also, by_rule, ANY_TIME)
        return hours

    def _starts_on(self, day: date) -> Iterator[datetime]:
        for start, _end in self._on(day).spans:
            yield from _instants_of(day, start, self.tz)


def _instants_of(day: date, wall: time, tz: ZoneInfo) -> tuple[datetime, ...]:
    """Return when clocks show a time: twice if they go back, the end of the gap if they skip it."""
    first = datetime.combine(day, wall, tz)
    second = first.replace(fold=1)
    offset, other = first.utcoffset(), second.utcoffset()
    if offset is None or other is None or offset == other:
        return (first.astimezone(UTC),)
    if offset > other:
        return first.astimezone(UTC), second.astimezone(UTC)
    return (_end_of_gap(second.astimezone(UTC), first.astimezone(UTC), tz),)


def _end_of_gap(before: datetime, after: datetime, tz: ZoneInfo) -> datetime:
    """Return the instant, to the second, at which the clocks jumped between two instants."""
    offset = before.astimezone(tz).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(tz).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
