"""What is a person's own: all of it moves together when they leave (DESIGN §2, 10)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.working_days import add_working_days, at_local

_MORNING = time(9)


class BelongingKind(StrEnum):
    """What kind of thing it is."""

    PROMISE = "promise"
    CLAIM = "claim"
    CALLED_FIRST = "called_first"
    HAND_OFF = "hand_off"
    MEETING = "meeting"
    TERRITORY = "territory"
    TRACK = "track"
    DEPUTY = "deputy"

    @property
    def is_of_sales(self) -> bool:
        """Whether only a rep or a team lead can take it over."""
        return self in {BelongingKind.HAND_OFF, BelongingKind.MEETING, BelongingKind.TERRITORY}

    @property
    def is_of_callers(self) -> bool:
        """Whether only a caller or a team lead can take it over."""
        return self in {BelongingKind.PROMISE, BelongingKind.TRACK, BelongingKind.CALLED_FIRST}


@dataclass(frozen=True, slots=True)
class Belonging:
    """One thing that is a person's, with the prospect or place it is about."""

    kind: BelongingKind
    name: str
    at: datetime | None = None
    zone: str = "UTC"


def counted(theirs: Sequence[Belonging]) -> str:
    """Return what is theirs in words: "2 promises, 1 meeting and 1 territory"."""
    counts = Counter(one.kind for one in theirs)
    words = [f"{count} {_words(kind, count)}" for kind, count in sorted(counts.items())]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else "nothing"


def back_at(until_on: date, clock: Clock) -> datetime:
    """Return the first working morning after a person's absence, where the prospect is."""
    return at_local(add_working_days(until_on, 1, clock.country), _MORNING, clock.zone)


def _words(kind: BelongingKind, count: int) -> str:
    one, many = _WORDS[kind]
    return one if count == 1 else many


_WORDS = {
    BelongingKind.PROMISE: ("promise", "promises"),
    BelongingKind.CLAIM: ("call on the desk", "calls on the desk"),
    BelongingKind.CALLED_FIRST: ("lead to call first", "leads to call first"),
    BelongingKind.HAND_OFF: ("hand-off", "hand-offs"),
    BelongingKind.MEETING: ("meeting", "meetings"),
    BelongingKind.TERRITORY: ("territory", "territories"),
    BelongingKind.TRACK: ("nurture track", "nurture tracks"),
    BelongingKind.DEPUTY: ("absence to stand in for", "absences to stand in for"),
}
