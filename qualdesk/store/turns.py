"""Turns at a database: whoever has long work to do lets those go first who wait for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

_PATIENCE = 5.0
"""Seconds: who still waits then, waits for another program."""


class Turns:
    """Counts the threads that wait to write; a lock alone would go to whoever asks again first."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting = 0

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """Be one of those who wait, until the block ends."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def let_others_first(self) -> None:
        """Wait until nobody waits any more."""
        with self._changed:
            self._changed.wait_for(self._is_free, _PATIENCE)

    def _is_free(self) -> bool:
        return not self._waiting

    def _count(self, more: int) -> None:
        with self._changed:
            self._waiting += more
            self._changed.notify_all()
