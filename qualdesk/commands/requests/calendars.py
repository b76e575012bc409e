"""The reps' own calendars: which are read, and what they say."""

from dataclasses import dataclass

from qualdesk.domain.meeting_times import CalendarKind, Span


@dataclass(frozen=True, slots=True)
class ChooseCalendar:
    """Say where somebody's own calendar is read; without an address it is read no more."""

    person_id: int
    by_id: int
    kind: CalendarKind = CalendarKind.CALDAV
    address: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class KeepBusyTimes:
    """Keep what a calendar said, or why it could not be read: then the last known times stay."""

    person_id: int
    address: str
    spans: tuple[Span, ...] = ()
    problem: str = ""
