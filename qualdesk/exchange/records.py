"""Records of a list, whatever the file: cells with the line they stand on, or why there are none."""

import re
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import overload

import msgspec

PART = 960
"""Records packed together: enough that a process of its own is worth being asked."""

UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Signs without width, as the ranges of a pattern: what comes along when a text is copied."""

_SHOWS_NOTHING = re.compile(rf"[\s{UNSEEN}]*")

_IN_MEMORY = 16_000_000
"""Bytes of packed records, beyond which they lie in a file that is gone with them."""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """One record: its first and last physical line, and its cells, or why it cannot be read."""

    line: int
    last_line: int
    cells: tuple[str, ...]
    fault: str = ""
    raw: str = ""

    @property
    def filled(self) -> list[str]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.strip()]

    @property
    def is_lone(self) -> bool:
        """Whether one cell at most holds anything; most rows say so at their second cell."""
        count = 0
        for cell in self.cells:
            if cell and not cell.isspace():
                if count:
                    return False
                count += 1
        return True


class RecordPack(Sequence[Record]):
    """The records of a list, however many: packed in parts, those of a long list in a file."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._parts = _Parts()
        self._last: list[Record] = []
        self._count = 0
        self._opened: tuple[int, list[Record]] = (-1, [])
        self.lone: list[int] = []
        """Where records stand of which one cell at most is filled: titles, totals, folded rows."""
        self.behind_gaps: list[int] = []
        """Where records stand behind lines that hold nothing."""
        self._last_line = 0
        self.widths: set[int] = set()
        """How many cells the records have, those left out that cannot be read."""
        for record in records:
            self._append(record)

    def parts(self) -> Iterator[bytes]:
        """Yield the records in packed parts."""
        yield from self._parts.each()
        if self._last:
            yield _PACK.encode(self._last)

    def cut(self, end: int) -> "RecordPack":
        """Return the records before one."""
        if end >= self._count:
            return self
        shorter = RecordPack()
        whole, rest = divmod(end, PART)
        shorter._parts = self._parts.first(whole)
        shorter._last = self._part(whole)[:rest]
        shorter._count = end
        shorter.lone = [index for index in self.lone if index < end]
        shorter.behind_gaps = [index for index in self.behind_gaps if index < end]
        shorter.widths = self.widths
        return shorter

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Record]:
        for part in self._parts.each():
            yield from unpacked_records(part)
        yield from self._last

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(self._count))]
        place = index if index >= 0 else self._count + index
        if not 0 <= place < self._count:
            raise IndexError(index)
        return self._part(place // PART)[place % PART]

    def _append(self, record: Record) -> None:
        if record.is_lone:
            self.lone.append(self._count)
        if self._count and record.line > self._last_line + 1:
            self.behind_gaps.append(self._count)
        self._last_line = record.last_line
        if not record.fault:
            self.widths.add(len(record.cells))
        self._last.append(record)
        self._count += 1
        if len(self._last) == PART:
            self._parts.add(_PACK.encode(self._last))
            self._last = []

    def _part(self, number: int) -> list[Record]:
        if number == self._parts.count:
            return self._last
        if self._opened[0] != number:
            self._opened = (number, unpacked_records(self._parts.at(number)))
        return self._opened[1]


class _Parts:
    """Packed parts one behind the other, first in memory, then in a file."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._ends = [0]
        self._whole: _Parts | None = None
        """Whose first ones these are: the file closes with them."""
        weakref.finalize(self, self._file.close)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ends) - 1

    def add(self, part: bytes) -> None:
        """Put one behind those that are there."""
        self._file.seek(self._ends[-1])
        self._file.write(part)
        self._ends.append(self._ends[-1] + len(part))

    def at(self, number: int) -> bytes:
        """Return one of them."""
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start)

    def each(self) -> Iterator[bytes]:
        """Yield one after another."""
        return map(self.at, range(self.count))

    def first(self, count: int) -> "_Parts":
        """Return so many of them, to which none is added."""
        found: _Parts = copy(self)
        found._ends, found._whole = self._ends[: count + 1], self
        return found


def unpacked_records(part: bytes) -> list[Record]:
    """Return the records of a packed part."""
    return _UNPACK.decode(part)


def are_blank(cells: Iterable[str]) -> bool:
    """Whether nobody sees anything in the cells; of most records the first says so."""
    for cell in cells:
        if cell and not cell.isspace() and not (cell[0] > "~" and _SHOWS_NOTHING.fullmatch(cell)):
            return False
    return True


def without_empty_end(cells: Sequence[str], width: int) -> int:
    """Return how many cells there are when empty ones behind the last heading do not count."""
    filled = len(cells)
    while filled > width and not cells[filled - 1].strip():
        filled -= 1
    return filled


_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(list[Record])
