"""Finding duplicates: the certain ones are made one, the possible ones wait for a person."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from qualdesk.commands.duplicates import note_duplicates
from qualdesk.commands.merging import merge_prospects
from qualdesk.commands.requests.duplicates import MergeProspects, NoteDuplicates
from qualdesk.domain.likeness import Identity, Likeness, likeness
from qualdesk.errors import Conflict, InputError
from qualdesk.jobs.pace import IsCancelled
from qualdesk.queries.duplicates import decided_pairs
from qualdesk.store.identities import (
    Blocks,
    are_few,
    identities,
    ids_in,
    prospects_after,
    prospects_near,
    prospects_of_list,
)
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Database, Press

Progress = Callable[[int], None]
Pair = tuple[int, int]

_NOTED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class FoundDuplicates:
    """What a search made one, and what waits for a person now."""

    compared: int = 0
    merged: int = 0
    noted: int = 0


def find_duplicates(
    database: Database,
    now: datetime,
    *,
    list_id: int | None = None,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> FoundDuplicates:
    """Compare all prospects with one another, or only those of a list with all.

    What a person has decided is left alone; a search that is cancelled has changed nothing but
    what it merged or noted, each whole. `progress` is told how many prospects were read.
    """
    with TemporaryDirectory() as folder:
        search = _Search(database, now, Path(folder), progress, is_cancelled)
        return search.carry_out(list_id)


class _Search:
    def __init__(
        self,
        database: Database,
        now: datetime,
        folder: Path,
        progress: Progress | None,
        is_cancelled: IsCancelled | None,
    ) -> None:
        self._database = database
        self._now = now
        self._blocks = Blocks(folder / "blocks")
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._read_count = 0

    def carry_out(self, list_id: int | None) -> FoundDuplicates:
        """Block, compare, merge and note."""
        try:
            self._block(list_id)
            found: dict[Likeness, list[Pair]] = {Likeness.SAME: [], Likeness.POSSIBLE: []}
            compared = 0
            for pairs in self._pairs():
                compared += len(pairs)
                for pair, how in self._judged(pairs):
                    found[how].append(pair)
        finally:
            self._blocks.close()
        merged = self._merge(found[Likeness.SAME])
        return FoundDuplicates(compared, merged, self._note(found[Likeness.POSSIBLE]))

    def _block(self, list_id: int | None) -> None:
        """Put all under their keys, or those of a list and whoever shares one with them."""
        if list_id is None:
            self._read(self._everybody(), self._blocks.add_asked)
            return
        with self._database.read() as session:
            asked = prospects_of_list(session, list_id)
            near = prospects_near(session, list_id) if are_few(session, asked) else None
        everybody = self._everybody() if near is None else in_parts(near)
        others = ([one for one in part if one not in asked] for part in everybody)
        self._read(in_parts(asked), self._blocks.add_asked)
        self._read(others, self._blocks.add_others)

    def _read(self, parts: Iterable[list[int]], add: Callable[[dict[int, Identity]], None]) -> None:
        for part in parts:
            if self._stops():
                return
            with self._database.read() as session:
                known = identities(session, part)
            add(known)
            self._read_count += len(part)
            if self._progress is not None:
                self._progress(self._read_count)

    def _everybody(self) -> Iterator[list[int]]:
        last = 0
        while True:
            with self._database.read() as session:
                part = prospects_after(session, last)
            if not part:
                return
            yield part
            last = part[-1]

    def _pairs(self) -> Iterator[list[Pair]]:
        for pairs in self._blocks.pairs() if not self._stops() else ():
            if self._stops():
                return
            yield pairs

    def _judged(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Likeness]]:
        with self._database.read() as session:
            known = identities(session, ids_in(pairs))
            decided = decided_pairs(session, pairs)
        for pair in pairs:
            one, other = known.get(pair[0]), known.get(pair[1])
            if one is None or other is None or pair in decided:
                continue
            how = likeness(one, other)
            if how is not Likeness.OTHER:
                yield pair, how

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
