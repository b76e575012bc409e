"""Read rows: what became of each line of a list, and how parts of them are packed for a file."""

from collections.abc import Sequence

import msgspec

from qualdesk.exchange.lead_rows import LeadRow, Problem


class ReadRow(msgspec.Struct, frozen=True, array_like=True):
    """One row: what it tells, or None when it can only stand in the list of problems."""

    line: int
    lead: LeadRow | None
    problems: tuple[Problem, ...] = ()


def packed(rows: Sequence[ReadRow]) -> bytes:
    """Return rows as bytes, for a file or another process."""
    return _PACK.encode(rows)


def unpacked(part: bytes) -> list[ReadRow]:
    """Return the rows that were packed."""
    return _UNPACK.decode(part)


_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(list[ReadRow])
