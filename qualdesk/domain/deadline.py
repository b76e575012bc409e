"""Deadlines: what must happen at a time, and how it ended."""

from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

_DEADLINES: Final = UUID("5f0e7f0a-5d0b-5c55-8a3c-0d8c4b6e9b11")


class DeadlineKind(StrEnum):
    """What happens then; it says what a deadline's subject is the id of."""

    TRACK_STEP = "track_step"
    """A planned touch of a nurture track."""
    REOPEN = "reopen"
    """A close-out whose door opens again on a day."""
    SALES_CALL = "sales_call"
    """A promised call that a rep is to make."""
    ABSENCE = "absence"
    """An absence that was noted before it begins."""
    TERRITORY = "territory"
    """Another rep of a territory, from a later day on."""


class Ending(StrEnum):
    """Why nothing is to happen any more."""

    DONE = "done"
    PAUSED = "paused"
    """They came forward or were spoken to: whoever speaks to them decides what follows."""
    CANCELLED = "cancelled"


def press_id(kind: DeadlineKind, subject_id: int) -> UUID:
    """Return the id under which it is done: whoever does it, the press is the same and counts once."""
    return uuid5(_DEADLINES, f"{kind}/{subject_id}")
