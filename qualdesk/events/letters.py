"""Letters on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedPrinted:
    """These letters were printed."""

    letter_ids: tuple[int, ...]
