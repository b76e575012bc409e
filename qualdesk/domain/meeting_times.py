"""When rep and prospect could meet: the rep's working hours without what takes their time."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count, takewhile
from zoneinfo import ZoneInfo

from qualdesk.domain.hand_off import MEETING_LENGTH
from qualdesk.domain.working_days import WorkingHours, at_local, is_working_day

_SLOT_TIMES = (time(9, 30), time(10), time(11, 30), time(14), time(15, 30))
_WORKING_DAYS_SHOWN = 5
_LOOK_AHEAD = timedelta(days=60)
_REMEMBERED = 2048


class CalendarKind(StrEnum):
    """How a rep's own calendar is reached."""

    CALDAV = "caldav"
    ICS = "ics"
    """A file, or an address that answers with one."""

    @property
    def label(self) -> str:
        """The word beside its address."""
        return {CalendarKind.CALDAV: "CalDAV", CalendarKind.ICS: ".ics"}[self]


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is taken: from an instant until another, which does not belong to it."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether both take some of the same time."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class CalendarState:
    """How well a rep's calendar is known: from when the busy times are, and what failed since."""

    read_at: datetime | None
    problem: str = ""


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same times, earliest first, none touching another; empty ones are dropped."""
    found: list[Span] = []
    wanted = (one for one in spans if one.starts_at < one.ends_at)
    for one in sorted(wanted, key=_start):
        if found and one.starts_at <= found[-1].ends_at:
            found[-1] = Span(found[-1].starts_at, max(found[-1].ends_at, one.ends_at))
        else:
            found.append(one)
    return tuple(found)


def meeting_at(starts_at: datetime) -> Span:
    """Return the time that a meeting of the usual length takes."""
    return Span(starts_at, starts_at + MEETING_LENGTH)


def meeting_slots(
    now: datetime, *, zone: str, country: str, rep: WorkingHours, taken: Iterable[Span] = ()
) -> tuple[datetime, ...]:
    """Return free times on the next five days that have any; `zone`, `country` are the prospect's.

    A slot lies within the rep's working hours, on a working day of both, and touches nothing taken.
    Days without a free slot are passed over, two months at most.
    """
    busy = merged(taken)
    found: list[datetime] = []
    days = 0
    for day in _days_after(now.astimezone(ZoneInfo(zone)).date()):
        slots = _slots_on(day, zone, country, rep)
        free = [one for one in slots if _is_free(meeting_at(one), busy)]
        found += free
        days += bool(free)
        if days == _WORKING_DAYS_SHOWN:
            break
    return tuple(found)


def _is_free(span: Span, busy: Sequence[Span]) -> bool:
    """Whether none of these overlaps; they are in order and touch nowhere, so one look is enough."""
    before = bisect_left(busy, span.ends_at, key=_start)
    return before == 0 or busy[before - 1].ends_at <= span.starts_at


def _start(span: Span) -> datetime:
    return span.starts_at


def _days_after(today: date) -> Iterator[date]:
    last = today + _LOOK_AHEAD
    return takewhile(lambda day: day <= last, (today + timedelta(days=one) for one in count(1)))


@lru_cache(_REMEMBERED)
def _slots_on(day: date, zone: str, country: str, rep: WorkingHours) -> tuple[datetime, ...]:
    if not is_working_day(day, country):
        return ()
    slots = (at_local(day, clock, zone) for clock in _SLOT_TIMES)
    return tuple(one for one in slots if _is_at_work(one, rep))


def _is_at_work(slot: datetime, rep: WorkingHours) -> bool:
    begins, ends = (one.astimezone(ZoneInfo(rep.zone)) for one in (slot, slot + MEETING_LENGTH))
    is_within = rep.opens <= begins.time() and ends.time() <= rep.closes
    return is_within and begins.date() == ends.date() and is_working_day(begins.date(), rep.country)
