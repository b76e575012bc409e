"""Letters on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedPrinted:
    """These letters were printed; `deed` is the press, by which it can be taken back."""

    letter_ids: tuple[int, ...]
    deed: str = ""


@dataclass(frozen=True, slots=True)
class CancelledLetters:
    """These letters will not be sent."""

    letter_ids: tuple[int, ...]
    deed: str


@dataclass(frozen=True, slots=True)
class TookBackLetters:
    """These letters wait again."""

    letter_ids: tuple[int, ...]
