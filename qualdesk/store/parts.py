"""Values in parts: a statement can hold only so many of them."""

from collections.abc import Iterable
from typing import TypeVar

V = TypeVar("V", bound="int | str")

_PART = 500


def in_parts(values: Iterable[V], size: int = _PART) -> list[list[V]]:
    """Return values, sorted, in parts that a statement can hold."""
    ordered = sorted(values)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]
