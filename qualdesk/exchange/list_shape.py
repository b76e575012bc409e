"""The shape of a list in a file: headings, rows, and the lines around them that are not of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualdesk.exchange.records import Record, RecordPack

Read = Callable[[int, int | None], Iterator[Record]]
"""Yields the records behind a line; by the cells of a row it is told what an open quote swallows."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Lines that are not of the list, and why."""

    record: Record
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a whole column or of many lines, once, where it first holds."""

    line: int
    column: int | None
    """Which cell of the line, from 0."""
    kind: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """The list in a file: headings (empty if it has none), rows, and what was passed over."""

    headings: tuple[str, ...]
    rows: RecordPack
    passed_over: tuple[PassedOver, ...] = ()
    remarks: tuple[Remark, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    has_headings: bool = True
    sha256: str = ""
    """Of the bytes that were read, whatever has become of the file since."""
