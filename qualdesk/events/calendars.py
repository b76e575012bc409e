"""The reps' own calendars: which are read, and what they say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChoseCalendar:
    """Somebody's calendar is read from there from now on, or no more."""

    person_id: int
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class KeptBusyTimes:
    """A calendar was read, with so many busy times, or could not be."""

    person_id: int
    busy: int
    problem: str = ""
