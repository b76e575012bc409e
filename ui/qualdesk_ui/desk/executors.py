"""Where work runs: in threads in the program, on the spot in tests."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

_LONG_WORKERS = 2
_READERS = 2
"""A card never waits behind the lists that were asked for before it."""


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
    """Carries out work in threads of its own: in order with one, side by side with more."""

    def __init__(self, name: str, count: int = 1) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    def run(self, work: Callable[[], None]) -> None:
        """Queue `work`."""
        self._pool.submit(work)

    def stop(self) -> None:
        """Wait until everything queued is done."""
        self._pool.shutdown()


@dataclass(frozen=True, slots=True)
class Lanes:
    """The ways through the door: writes in order, reads, long work, and the desk's own file."""

    write: Executor
    read: Executor
    pool: Executor
    local: Executor = field(default_factory=Inline)

    @classmethod
    def threads(cls) -> "Lanes":
        """Return the lanes of the program."""
        return cls(
            Threads("write"),
            Threads("read", _READERS),
            Threads("long", _LONG_WORKERS),
            Threads("local"),
        )

    @classmethod
    def inline(cls) -> "Lanes":
        """Return lanes that do everything at once."""
        return cls(Inline(), Inline(), Inline(), Inline())

    def stop(self) -> None:
        """Finish all four."""
        for lane in (self.local, self.pool, self.read, self.write):
            lane.stop()
