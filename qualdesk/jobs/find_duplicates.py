"""Finding duplicates: the certain ones are made one, the possible ones wait for a person."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from qualdesk.commands.duplicates import note_duplicates
from qualdesk.commands.merging import merge_prospects
from qualdesk.commands.requests.duplicates import MergeProspects, NoteDuplicates
from qualdesk.domain.likeness import Likeness
from qualdesk.errors import Conflict, InputError
from qualdesk.jobs.comparing import Comparer, Wanted, everybody, of_list
from qualdesk.jobs.pace import IsCancelled
from qualdesk.jobs.workers import Workers, processors
from qualdesk.store.blocks import Blocks, Marks, Pair, pairs_in
from qualdesk.store.session import Database, Press

P = TypeVar("P")

_FEWEST_FOR_PROCESSES = 100_000
"""Prospects: fewer are compared sooner than processes start."""

_NOTED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class FoundDuplicates:
    """What a search made one, and what waits for a person now."""

    compared: int = 0
    """Pairs; one that meets under keys of two files is counted in each."""
    merged: int = 0
    noted: int = 0


def find_duplicates(
    database: Database,
    now: datetime,
    *,
    list_id: int | None = None,
    processes: int | None = None,
    is_cancelled: IsCancelled | None = None,
) -> FoundDuplicates:
    """Compare all prospects with one another, or only those of a list with all.

    What a person has decided is left alone; a search that is cancelled has changed nothing but
    what it merged or noted, each whole.
    """
    wanted = everybody(database) if list_id is None else of_list(database, list_id)
    count = _processes_for(wanted) if processes is None else processes
    with TemporaryDirectory() as folder:
        search = _Search(database, now, Path(folder), is_cancelled)
        return search.carry_out(wanted, count)


class _Search:
    def __init__(
        self,
        database: Database,
        now: datetime,
        folder: Path,
        is_cancelled: IsCancelled | None,
    ) -> None:
        self._database = database
        self._now = now
        self._folder = folder
        self._marks_path = folder / "marks"
        self._is_cancelled = is_cancelled

    def carry_out(self, wanted: Wanted, processes: int) -> FoundDuplicates:
        """Block, compare, merge and note."""
        found: dict[Pair, Likeness] = {}
        compared = 0
        with Workers(Comparer(self._database, self._marks_path), processes) as workers:
            paths = self._block(wanted, workers, max(processes, 1))
            pairs = self._unless_stopped(self._pairs(paths, workers))
            for judged in workers.over(Comparer.judged, pairs):
                compared += judged.compared
                found.update(judged.alike)
        merged = self._merge([pair for pair, how in found.items() if how is Likeness.SAME])
        noted = self._note([pair for pair, how in found.items() if how is Likeness.POSSIBLE])
        return FoundDuplicates(compared, merged, noted)

    def _block(self, wanted: Wanted, workers: Workers[Comparer], file_count: int) -> list[Path]:
        """Put those who are asked for under their keys, and whoever shares one with them."""
        marks = Marks.for_keys_of(wanted.asked_count)
        with closing(Blocks(self._folder, file_count)) as blocks:
            for keys in workers.over(Comparer.keys_of, self._unless_stopped(wanted.asked)):
                blocks.add_asked(keys)
                marks.mark(keys.numbers)
            marks.write(self._marks_path)
            for keys in workers.over(Comparer.shared_keys_of, self._unless_stopped(wanted.others)):
                blocks.add_others(keys)
        return blocks.paths

    def _pairs(self, paths: list[Path], workers: Workers[Comparer]) -> Iterator[list[Pair]]:
        """Yield who meet, file by file; while pairs of one are compared the next is looked through."""
        for path in workers.over(Comparer.paired, self._unless_stopped(paths)):
            yield from pairs_in(path)

    def _unless_stopped(self, parts: Iterable[P]) -> Iterator[P]:
        left = iter(parts)
        while not self._stops() and (part := next(left, None)) is not None:
            yield part

    def _merge(self, pairs: Sequence[Pair]) -> int:
        merged = 0
        for one, other in pairs:
            if self._stops():
                break
            try:
                request = MergeProspects(one, other)
                self._database.carry_out(merge_prospects, request, press=Press.new(), now=self._now)
                merged += 1
            except InputError:
                continue  # the two were made one by way of a third
            except Conflict:
                # Somebody is calling one of them, or sales has both: a person decides.
                self._note([(one, other)])
        return merged

    def _note(self, pairs: Sequence[Pair]) -> int:
        noted = 0
        for start in range(0, len(pairs), _NOTED_AT_ONCE):
            if self._stops():
                break
            request = NoteDuplicates(tuple(pairs[start : start + _NOTED_AT_ONCE]))
            event = self._database.carry_out(
                note_duplicates, request, press=Press.new(), now=self._now
            )
            noted += event.count
        return noted

    def _stops(self) -> bool:
        return self._is_cancelled is not None and self._is_cancelled()


def _processes_for(wanted: Wanted) -> int:
    return processors() if wanted.read_count >= _FEWEST_FOR_PROCESSES else 0
