"""Letters on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkPrinted:
    """Write down that these letters were printed."""

    letter_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CancelLetters:
    """Let these letters not be sent."""

    letter_ids: tuple[int, ...]
    person_id: int


@dataclass(frozen=True, slots=True)
class TakeBackLetters:
    """Let letters wait again that a press said were posted, or would not be."""

    deed: str
