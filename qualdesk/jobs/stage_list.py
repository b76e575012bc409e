"""Staging a list: all its rows read into a file, a long list by several processes."""

from typing import NamedTuple

from qualdesk.exchange.findings import Findings
from qualdesk.exchange.lead_lists import LeadList
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.exchange.records import unpacked_records
from qualdesk.exchange.rows_reader import RowsReader
from qualdesk.jobs.pace import IsCancelled, Progress
from qualdesk.jobs.staging import Frame, Staging, frames_of
from qualdesk.jobs.workers import Workers, processors

FEWEST_FOR_PROCESSES = 50_000
"""Rows: a shorter list is read sooner than processes start."""


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
    with Workers(source.reader(), wanted) as workers:
        for part in workers.over(_read, source.parts()):
            if found.row_count and is_cancelled is not None and is_cancelled():
                return None
            frames = part.frames if found.row_count else _with_lines_around(part.frames, around)
            staging.add(frames)
            found.join(part.found)
            if progress is not None:
                progress(found.row_count, source.record_count)
    return found


def _processes_for(row_count: int) -> int:
    return processors() if row_count >= FEWEST_FOR_PROCESSES else 0


def _read(reader: RowsReader, part: bytes) -> ReadPart:
    rows = reader.read(unpacked_records(part))
    return ReadPart(frames_of(rows), Findings.of(rows))


def _with_lines_around(frames: list[Frame], around: list[Problem]) -> list[Frame]:
    """Hang the lines around the list on its first row, so that they are kept with it."""
    if not frames or not around:
        return frames
    first, *others = frames[0].unpacked()
    with_them = ReadRow(first.line, first.lead, (*around, *first.problems))
    return [*frames_of([with_them, *others]), *frames[1:]]
