"""Touches: one contact, out or in, and by which medium."""

from enum import StrEnum


class TouchKind(StrEnum):
    """The medium of a touch."""

    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    MEETING = "meeting"
    NOTE = "note"
    CORRECTION = "correction"


class Direction(StrEnum):
    """Who reached out."""

    OUT = "out"
    IN = "in"
