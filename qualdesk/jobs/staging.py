"""Staging: the rows of a list as they were read, in a file that is thrown away at the end.

While it fills nothing of the desk is locked; what is applied later comes from it frame by frame.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qualdesk.exchange.read_rows import ReadRow, packed, unpacked

FRAME = 20
"""Rows a frame: the least that is applied at once."""

_HEAD = struct.Struct("<II")


class Frame(NamedTuple):
    """Some rows, packed, and how many they are."""

    rows: bytes
    row_count: int

    def unpacked(self) -> list[ReadRow]:
        """Return the rows."""
        return unpacked(self.rows)


def frames_of(rows: Sequence[ReadRow]) -> list[Frame]:
    """Return rows in frames."""
    parts = (rows[start : start + FRAME] for start in range(0, len(rows), FRAME))
    return [Frame(packed(part), len(part)) for part in parts]


class Staging:
    """The frames of one list; they are read from the first on while none is added."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "rows").open("w+b")

    def add(self, frames: Iterable[Frame]) -> None:
        """Put frames behind those that are there."""
        for frame in frames:
            self._file.write(_HEAD.pack(len(frame.rows), frame.row_count))
            self._file.write(frame.rows)

    def frames(self, *, after: int = 0) -> Iterator[Frame]:
        """Yield the frames behind so many rows, which end with a frame."""
        self._file.seek(0)
        passed = 0
        while head := self._file.read(_HEAD.size):
            size, row_count = _HEAD.unpack(head)
            rows = self._file.read(size)
            if passed >= after:
                yield Frame(rows, row_count)
            passed += row_count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
