"""Where work runs: in threads in the program, on the spot in tests."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from queue import SimpleQueue
from threading import Thread
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

    They are daemons: a program whose server is gone must be able to end without them. With `pause`
    seconds each piece waits a moment first, so that the window paints undisturbed.
    """

    def __init__(self, name: str, count: int = 1, *, pause: float = 0.0) -> None:
        self._name, self._count, self._pause = name, count, pause
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads: list[Thread] = []

    def run(self, work: Callable[[], None]) -> None:
        """Queue `work`."""
        self._queue.put(work)
        if len(self._threads) < self._count:
            name = f"{self._name}_{len(self._threads)}"
            self._threads.append(Thread(target=self._work, name=name, daemon=True))
            self._threads[-1].start()

    def stop(self) -> None:
        """Wait until everything queued is done."""
        for _thread in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _work(self) -> None:
        while (work := self._queue.get()) is not None:
            if self._pause:
                sleep(self._pause)
            work()


@dataclass(frozen=True, slots=True)
class Lanes:
    """The ways through the door: writes, reads, long work, the desk's own file, lists, words typed."""

    write: Executor
    read: Executor
    pool: Executor
    local: Executor = field(default_factory=Inline)
    lists: Executor = field(default_factory=Inline)
    typed: Executor = field(default_factory=Inline)

    @classmethod
    def threads(cls) -> "Lanes":
        """Return the lanes of the program."""
        return cls(
            Threads("write"),
            Threads("read", _READERS),
            Threads("long", _LONG_WORKERS),
            Threads("local"),
            Threads("lists", pause=_PAUSE),
            Threads("typed"),
        )

    @classmethod
    def inline(cls) -> "Lanes":
        """Return lanes that do everything at once."""
        return cls(*(Inline() for _lane in fields(cls)))

    def stop(self) -> None:
        """Finish all six."""
        for lane in (self.local, self.pool, self.lists, self.typed, self.read, self.write):
            lane.stop()
