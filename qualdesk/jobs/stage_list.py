"""Staging a list: all its rows read into a file, a long list by several processes."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from qualdesk.exchange.findings import Findings
from qualdesk.exchange.lead_lists import LeadList
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.exchange.records import unpacked_records
from qualdesk.exchange.rows_reader import RowsReader
from qualdesk.jobs.pace import IsCancelled, Progress
from qualdesk.jobs.staging import Frame, Staging, frames_of

FEWEST_FOR_PROCESSES = 50_000
"""Rows: a shorter list is read sooner than processes start."""

_AHEAD = 3
"""Parts that wait for each process, so that none stands idle and few lie in memory."""


class ReadPart(NamedTuple):
    """One part of a list as it was read."""

    frames: list[Frame]
    found: Findings


def stage(
    source: LeadList,
    staging: Staging,
    *,
    processes: int | None = None,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> Findings | None:
    """Read all rows of a list into the staging file; return what is known of them.

    None if it was cancelled.
    """
    wanted = _processes_for(source.record_count) if processes is None else processes
    found = Findings()
    around = source.problems_around()
    for part in _parts(source.reader(), source.parts(), wanted):
        if found.row_count and is_cancelled is not None and is_cancelled():
            return None
        frames = part.frames if found.row_count else _with_lines_around(part.frames, around)
        staging.add(frames)
        found.join(part.found)
        if progress is not None:
            progress(found.row_count, source.record_count)
    return found


def _processes_for(row_count: int) -> int:
    return min(os.cpu_count() or 1, 4) if row_count >= FEWEST_FOR_PROCESSES else 0


def _parts(reader: RowsReader, parts: Iterable[bytes], processes: int) -> Iterator[ReadPart]:
    """Yield the parts in their order; where processes cannot be started, this one reads."""
    if processes < 2:  # noqa: PLR2004 - one other process reads no sooner than this one
        yield from (_read(reader, part) for part in parts)
        return
    waiting: deque[tuple[bytes, Future[ReadPart] | None]] = deque()
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(reader,)
    )
    try:
        for part in parts:
            waiting.append((part, _asked_for(pool, part)))
            if len(waiting) >= processes * _AHEAD:
                yield _result(reader, *waiting.popleft())
        while waiting:
            yield _result(reader, *waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _asked_for(pool: ProcessPoolExecutor, part: bytes) -> Future[ReadPart] | None:
    try:
        return pool.submit(_read_begun, part)
    except BrokenProcessPool:
        return None


def _result(reader: RowsReader, part: bytes, asked: Future[ReadPart] | None) -> ReadPart:
    try:
        return asked.result() if asked is not None else _read(reader, part)
    except BrokenProcessPool:
        return _read(reader, part)


def _read(reader: RowsReader, part: bytes) -> ReadPart:
    rows = reader.read(unpacked_records(part))
    return ReadPart(frames_of(rows), Findings.of(rows))


_readers: list[RowsReader] = []
"""In a process that reads: the reader of the list it was started for."""


def _begin(reader: RowsReader) -> None:
    _readers[:] = [reader]


def _read_begun(part: bytes) -> ReadPart:
    return _read(_readers[0], part)


def _with_lines_around(frames: list[Frame], around: list[Problem]) -> list[Frame]:
    """Hang the lines around the list on its first row, so that they are kept with it."""
    if not frames or not around:
        return frames
    first, *others = frames[0].unpacked()
    with_them = ReadRow(first.line, first.lead, (*around, *first.problems))
    return [*frames_of([with_them, *others]), *frames[1:]]
