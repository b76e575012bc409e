"""Parts of an XLS file: the stream that holds its sheets, and the records that it is written in."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_SHIFTS = (9, 12)
_HEAD_PARTS = 109
_LAST = 0xFFFF_FFFA
"""From here on a number names no sector."""

_STREAMS = ("Workbook", "Book")
_SHORTEST = 4_096
"""Programs fill the stream up to so many bytes; shorter ones would lie elsewhere."""


class XlsRecord(NamedTuple):
    """One record: what it is, and its bytes."""

    kind: int
    content: bytes


class DamagedError(Exception):
    """The file is no XLS, or its parts do not hold together."""


def stream_of(content: bytes) -> bytes:
    """Return the stream of an XLS file in which its sheets are.

    Raises:
        DamagedError: if there is none.
    """
    if not content.startswith(_SIGNATURE):
        raise DamagedError
    try:
        return _Container(content).stream()
    except (struct.error, IndexError) as problem:
        raise DamagedError from problem


def records_at(stream: bytes, offset: int) -> Iterator[XlsRecord]:
    """Yield the records of a stream from a place on."""
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield XlsRecord(kind, stream[offset + 4 : offset + 4 + length])
        offset += 4 + length


class _Container:
    """The folder that an XLS file is: sectors, chained by a table of what follows which."""

    def __init__(self, content: bytes) -> None:
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in _SHIFTS:
            raise DamagedError
        self._content, self._size = content, 1 << shift
        self._follows = self._table()
        (first,) = struct.unpack_from("<I", content, 48)
        self._entries = self._chained(first)

    def stream(self) -> bytes:
        """Return the stream of the sheets."""
        for at in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            entry = self._entries[at : at + _ENTRY]
            (length,) = struct.unpack_from("<H", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            name = entry[: max(0, length - 2)].decode("utf-16-le", errors="replace")
            if name in _STREAMS and size >= _SHORTEST:
                return self._chained(start)[:size]
        raise DamagedError

    def _table(self) -> list[int]:
        """Return by sector which one follows it."""
        parts = list(struct.unpack_from(f"<{_HEAD_PARTS}I", self._content, 76))
        more, count = struct.unpack_from("<II", self._content, 68)
        for _part in range(min(count, len(self._content) // self._size)):
            if more >= _LAST:
                break
            *further, more = _numbers(self._sector(more))
            parts += further
        table: list[int] = []
        for part in parts:
            if part < _LAST:
                table += _numbers(self._sector(part))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _chained(self, first: int) -> bytes:
        found = (self._sector(one) for one in _chain(first, self._follows))
        return b"".join(found)


def _chain(first: int, follows: list[int]) -> Iterator[int]:
    """Yield the numbers of a chain; one that bites its tail ends once it is as long as the table."""
    number = first
    for _step in range(len(follows)):
        if number >= _LAST:
            return
        yield number
        number = follows[number]


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
