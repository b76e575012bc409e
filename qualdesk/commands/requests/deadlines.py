"""What must happen at a time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeetDeadline:
    """Do what is due."""

    deadline_id: int


@dataclass(frozen=True, slots=True)
class PutOffDeadline:
    """Try again later what could not be done, with the reason."""

    deadline_id: int
    error: str


@dataclass(frozen=True, slots=True)
class KeepWallTimes:
    """Look whether every promise still comes at the time agreed."""
