"""Letters on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkPrinted:
    """Write down that these letters were printed."""

    letter_ids: tuple[int, ...]
