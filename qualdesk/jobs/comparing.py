"""Comparing: who is compared with whom, and the part of it that processes of their own can do."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from qualdesk.domain.likeness import Likeness, likeness
from qualdesk.queries.duplicates import decided_pairs
from qualdesk.store.blocks import Keys, Marks, Pair, find_pairs, ids_in
from qualdesk.store.identities import (
    count_prospects,
    identities,
    prospects_after,
    prospects_near,
    prospects_of_list,
    without,
)
from qualdesk.store.session import Database

_FEW_BESIDE = 10
_AT_ONCE = 2_000

Ids = Sequence[int]


class Wanted(NamedTuple):
    """Whom a search looks at, by id and in parts: those it asks for, and those they may be like."""

    asked: Iterable[Ids]
    others: Iterable[Ids]
    asked_count: int
    read_count: int
    """How many are read at all."""


class Judged(NamedTuple):
    """How many pairs were compared, and which of them are the same or may be."""

    compared: int
    alike: list[tuple[Pair, Likeness]]


def everybody(database: Database) -> Wanted:
    """Return that all are to be compared with one another."""
    with database.read() as session:
        count = count_prospects(session)
    return Wanted(_everybody(database), (), count, count)


def of_list(database: Database, list_id: int) -> Wanted:
    """Return that those of a list are to be compared with all.

    Of few beside a large base only whoever shares something with one of them is read.
    """
    with database.read() as session:
        asked = prospects_of_list(session, list_id)
        count = count_prospects(session)
        is_few = len(asked) * _FEW_BESIDE < count
        near = prospects_near(session, list_id) if is_few else []
    parts = _in_parts(near) if is_few else _everybody(database)
    others = (without(part, asked) for part in parts)
    return Wanted(_in_parts(asked), others, len(asked), len(near) if is_few else count)


def _everybody(database: Database) -> Iterator[Ids]:
    last = 0
    while True:
        with database.read() as session:
            part = prospects_after(session, last)
        if not part:
            return
        yield part
        last = part[-1]


def _in_parts(ids: Ids) -> Iterator[Ids]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


class Comparer:
    """Reads who people are, under which keys they stand, and what they are to each other.

    Sent to another process it opens the database there by itself.
    """

    def __init__(self, database: Database, marks_path: Path) -> None:
        self._database = database
        self._marks_path = marks_path

    def __reduce__(self) -> tuple[object, ...]:
        """Return how another process makes it."""
        return (_opened, (self._database.target, self._marks_path))

    def keys_of(self, ids: Ids) -> Keys:
        """Return the keys of some prospects."""
        with self._database.read() as session:
            return Keys.of(identities(session, ids))

    def shared_keys_of(self, ids: Ids) -> Keys:
        """Return those of their keys under which somebody asked for may stand."""
        return self.keys_of(ids).among(self._marks)

    def paired(self, path: Path) -> Path:
        """Bring together all who meet in a file of blocks; return its path."""
        find_pairs(path)
        return path

    def judged(self, pairs: Sequence[Pair]) -> Judged:
        """Return what two prospects are to each other, pair by pair, where nobody has decided yet."""
        with self._database.read() as session:
            known = identities(session, ids_in(pairs))
            decided = decided_pairs(session, pairs)
        alike: list[tuple[Pair, Likeness]] = []
        for pair in pairs:
            one, other = known.get(pair[0]), known.get(pair[1])
            if one is None or other is None or pair in decided:
                continue
            how = likeness(one, other)
            if how is not Likeness.OTHER:
                alike.append((pair, how))
        return Judged(len(pairs), alike)

    @cached_property
    def _marks(self) -> Marks:
        return Marks.read(self._marks_path)


def _opened(target: str, marks_path: Path) -> Comparer:
    return Comparer(Database.open(target), marks_path)
