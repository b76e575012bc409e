"""Where work runs: in threads in the program, on the spot in tests."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import sleep
from typing import Protocol

_LONG_WORKERS = 2
_READERS = 2
_PAUSE = 0.05
"""Seconds: the lists beside a card are read once the card is painted."""


class Executor(Protocol):
    """Runs pieces of work that never raise."""

    def run(self, work: Callable[[], None]) -> None:
        """Carry out `work` soon, after what was given before."""

    def stop(self) -> None:
        """Finish what was given, and take nothing more."""


class Inline:
    """Carries out work at once, so that a click in a test is synchronous."""

    def run(self, work: Callable[[], None]) -> None:
        """Carry out `work` before returning."""
        work()

    def stop(self) -> None:
        """Have nothing left to finish."""


class Threads:
    """Carries out work in threads of its own: in order with one, side by side with more.

    With `pause` seconds each piece waits a moment first, so that the window paints undisturbed.
    """

    def __init__(self, name: str, count: int = 1, *, pause: float = 0.0) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)
        self._pause = pause

    def run(self, work: Callable[[], None]) -> None:
        """Queue `work`."""
        self._pool.submit(self._carry_out, work)

    def _carry_out(self, work: Callable[[], None]) -> None:
        if self._pause:
            sleep(self._pause)
        work()

    def stop(self) -> None:
        """Wait until everything queued is done."""
        self._pool.shutdown()


@dataclass(frozen=True, slots=True)
class Lanes:
    """The ways through the door: writes in order, reads, long work, the desk's own file, lists."""

    write: Executor
    read: Executor
    pool: Executor
    local: Executor = field(default_factory=Inline)
    lists: Executor = field(default_factory=Inline)

    @classmethod
    def threads(cls) -> "Lanes":
        """Return the lanes of the program."""
        return cls(
            Threads("write"),
            Threads("read", _READERS),
            Threads("long", _LONG_WORKERS),
            Threads("local"),
            Threads("lists", pause=_PAUSE),
        )

    @classmethod
    def inline(cls) -> "Lanes":
        """Return lanes that do everything at once."""
        return cls(Inline(), Inline(), Inline(), Inline(), Inline())

    def stop(self) -> None:
        """Finish all five."""
        for lane in (self.local, self.pool, self.lists, self.read, self.write):
            lane.stop()
