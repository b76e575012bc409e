"""Blocks: files beside the database in which those meet who may be the same.

Whoever shares a key with another stands in one block with them. A key is kept as a number of 32
bits: two keys that have one by chance cost a comparison, and nothing else.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import sqlcipher3.dbapi2 as sqlite

from qualdesk.domain.likeness import Identity, block_keys

Pair = tuple[int, int]

LARGEST_BLOCK = 50
"""Who shares a key with more others shares something that tells nobody apart: a switchboard."""

_PART = 2_000


class Keys(NamedTuple):
    """Keys, and for each the prospect who stands under it; small on the way between processes."""

    numbers: "array[int]"
    prospects: "array[int]"

    @classmethod
    def of(cls, known: Mapping[int, Identity]) -> "Keys":
        """Return the keys of some prospects."""
        keys = cls(array("L"), array("q"))
        for prospect_id, identity in known.items():
            numbers = {zlib.crc32(key.encode()) for key in block_keys(identity)}
            keys.numbers.extend(numbers)
            keys.prospects.extend([prospect_id] * len(numbers))
        return keys

    def among(self, marks: "Marks") -> "Keys":
        """Return those keys that are marked, and by chance a few others."""
        is_marked = marks.is_marked
        kept = [(key, who) for key, who in zip(*self, strict=True) if is_marked(key)]
        return Keys(
            array("L", (key for key, _who in kept)), array("q", (who for _key, who in kept))
        )


class Marks:
    """Keys that were marked: a bit each, so that they are small however many they are."""

    def __init__(self, bits: bytearray) -> None:
        self._bits = bits
        self._count = len(bits) * 8

    @classmethod
    def for_keys_of(cls, prospect_count: int) -> "Marks":
        """Return room for the keys of so many; one in ten others is marked by chance then."""
        wanted = max(prospect_count * _MARKS_EACH, 8)
        return cls(bytearray(1 << (wanted.bit_length() - 3)))

    @classmethod
    def read(cls, path: Path) -> "Marks":
        """Return marks that were written."""
        return cls(bytearray(path.read_bytes()))

    def write(self, path: Path) -> None:
        """Keep the marks where other processes can read them."""
        path.write_bytes(self._bits)

    def mark(self, keys: Iterable[int]) -> None:
        """Mark keys."""
        bits, count = self._bits, self._count
        for key in keys:
            bits[key % count >> 3] |= 1 << (key & 7)

    def is_marked(self, key: int) -> int:
        """Return 0 only if the key was never marked."""
        return self._bits[key % self._count >> 3] & 1 << (key & 7)


class Blocks:
    """All prospects of a search under their keys, in files that are thrown away at the end.

    Each key belongs to one of the files, so that several processes can look for pairs at once.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self.paths = [folder / f"blocks-{number}" for number in range(count)]
        self._files = [_opened(path) for path in self.paths]
        for file in self._files:
            file.execute("CREATE TABLE block(key INTEGER, prospect INTEGER, is_asked INTEGER)")

    def add_asked(self, keys: Keys) -> None:
        """Put prospects of whom pairs are wanted under their keys."""
        self._put(_ASKED, keys)

    def add_others(self, keys: Keys) -> None:
        """Put prospects of whom pairs are wanted only with those who are asked for."""
        self._put(_OTHER, keys)

    def close(self) -> None:
        """Let the files go: all are in."""
        for file in self._files:
            file.close()

    def _put(self, statement: str, keys: Keys) -> None:
        count = len(self._files)
        for number, file in enumerate(self._files):
            own = ((key, who) for key, who in zip(*keys, strict=True) if key % count == number)
            file.execute("BEGIN")
            file.executemany(statement, own)
            file.execute("COMMIT")


def find_pairs(path: Path) -> None:
    """Bring together all who meet under a key in a file of blocks."""
    with closing(_opened(path)) as file:
        file.execute("CREATE INDEX block_key ON block(key, prospect, is_asked)")
        file.execute("CREATE TABLE pair(one INTEGER, other INTEGER, PRIMARY KEY(one, other))")
        file.execute(_PAIR, (LARGEST_BLOCK,))


def pairs_in(path: Path) -> Iterator[list[Pair]]:
    """Yield, some at a time, the pairs that were found in a file, each once, lower id first.

    They come key by key: of fifty under one key who they are is read once for all their pairs.
    """
    with closing(_opened(path)) as file:
        cursor = file.execute("SELECT one, other FROM pair")
        while part := cursor.fetchmany(_PART):
            yield part


def _opened(path: Path) -> Any:
    file = sqlite.connect(str(path), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    for pragma in _PRAGMAS:
        file.execute(f"PRAGMA {pragma}")
    return file


_MARKS_EACH = 128
"""Bits a prospect, who has about a dozen keys."""

_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-32768", "temp_store=FILE")
"""SQLCipher would sort in memory, whatever there is to sort: a gigabyte for a million prospects."""

_ASKED = "INSERT INTO block VALUES (?, ?, 1)"
_OTHER = "INSERT INTO block VALUES (?, ?, 0)"
_PAIR = """
INSERT OR IGNORE INTO pair
SELECT a.prospect, b.prospect
FROM (SELECT key FROM block GROUP BY key HAVING count(*) BETWEEN 2 AND ? AND max(is_asked)) k
JOIN block a ON a.key = k.key
JOIN block b ON b.key = k.key AND b.prospect > a.prospect
WHERE a.is_asked OR b.is_asked
"""


def ids_in(pairs: Iterable[Pair]) -> set[int]:
    """Return everybody who is in one of the pairs."""
    return {one for pair in pairs for one in pair}
