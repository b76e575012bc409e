"""Pace: how much a part of long work may be, so that whoever waits for it waits but a moment."""

from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

F = TypeVar("F")

_AIM = 0.030
"""Seconds: well below the 50 ms that a part may take, for now and then one takes longer."""

_GROWS = 2


class Pace:
    """Parts begin small and grow until they take as long as they should; they shrink at once."""

    def __init__(self) -> None:
        self.count = 1
        """How many pieces the next part is made of."""

    def note(self, seconds: float) -> None:
        """Take in how long the last part took."""
        fitting = int(self.count * _AIM / max(seconds, 1e-6))
        self.count = max(1, min(fitting, self.count * _GROWS))


class Steady:
    """Parts of one size, however long they take."""

    def __init__(self, count: int) -> None:
        self.count = count

    def note(self, _seconds: float) -> None:
        """Change nothing."""


def paced(pieces: Iterator[F], pace: Pace | Steady) -> Iterator[list[F]]:
    """Yield pieces in parts as large as the pace says when each is asked for."""
    while part := list(islice(pieces, pace.count)):
        yield part
