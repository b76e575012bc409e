"""Workers: processes of their own that do the parts of long work, on every processor."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Generic, TypeVar

T = TypeVar("T")
P = TypeVar("P")
R = TypeVar("R")

_AHEAD = 3
"""Parts that wait for each process, so that none stands idle and few lie in memory."""

_MOST = 4


def processors() -> int:
    """Return how many processes can work side by side here; beyond four one has to wait for them."""
    return min(os.cpu_count() or 1, _MOST)


class Workers(Generic[T]):
    """Some processes that work with a tool of their own, sent to each when it starts.

    With fewer than two, or where none can be started, this process does the work by itself.
    """

    def __init__(self, tool: T, count: int) -> None:
        self._tool = tool
        self._count = count
        self._pool: ProcessPoolExecutor | None = None
        if count >= 2:  # noqa: PLR2004 - one other process is no faster than this one
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(count, spawn, initializer=_take_up, initargs=(tool,))

    def __enter__(self) -> "Workers[T]":
        """Lend them."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Let them go; what they have not begun is left."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def over(self, work: Callable[[T, P], R], parts: Iterable[P]) -> Iterator[R]:
        """Yield what work made of each part, in the order of the parts."""
        if self._pool is None:
            yield from (work(self._tool, part) for part in parts)
            return
        waiting: deque[tuple[P, Future[R] | None]] = deque()
        for part in parts:
            waiting.append((part, self._asked_for(self._pool, work, part)))
            if len(waiting) >= self._count * _AHEAD:
                yield self._result(work, *waiting.popleft())
        while waiting:
            yield self._result(work, *waiting.popleft())

    def _asked_for(
        self, pool: ProcessPoolExecutor, work: Callable[[T, P], R], part: P
    ) -> Future[R] | None:
        try:
            return pool.submit(_worked, work, part)
        except BrokenProcessPool:
            return None

    def _result(self, work: Callable[[T, P], R], part: P, asked: Future[R] | None) -> R:
        try:
            return asked.result() if asked is not None else work(self._tool, part)
        except BrokenProcessPool:
            return work(self._tool, part)


_tools: list[Any] = []
"""In a process that was started: the tool it was given."""


def _take_up(tool: object) -> None:
    _tools[:] = [tool]


def _worked(work: Callable[[Any, P], R], part: P) -> R:
    return work(_tools[0], part)
