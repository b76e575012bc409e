"""Pace: how much a part of long work may be, so that whoever waits for it waits but a moment."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

F = TypeVar("F")

Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""

IsCancelled = Callable[[], bool]
"""Says between two parts whether somebody wants it to stop."""

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
        if seconds < _AIM:
            # By one at least: what a part costs whatever its size would keep small ones small.
            self.count = min(max(fitting, self.count + 1), self.count * _GROWS)
        else:
            self.count = max(1, fitting)


class Doubling:
    """Parts grow twofold up to a size, however long they take."""

    def __init__(self, first: int, most: int) -> None:
        self.count = first
        self._most = most

    def note(self, _seconds: float) -> None:
        """Let the next part be twice as large, if it may."""
        self.count = min(self.count * _GROWS, self._most)


def paced(pieces: Iterator[F], pace: Pace | Doubling) -> Iterator[list[F]]:
    """Yield pieces in parts as large as the pace says when each is asked for."""
    while part := list(islice(pieces, pace.count)):
        yield part
