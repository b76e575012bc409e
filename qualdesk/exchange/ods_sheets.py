"""Sheets of OpenDocument files: what cells show, which are one, and which rows nobody sees."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from qualdesk.exchange.xlsx_parts import Place, attribute

_WORTH_A_LOOK = re.compile(
    rb'min-integer-digits="[2-9]|number-(?:rows|columns)-spanned="\d|visibility="(?:filter|collapse)'
)
_TABLE = re.compile(r"(<table:table\b[^>]*>)(.*?)</table:table>", re.DOTALL)
_ROW = re.compile(r"(<table:table-row\b[^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_CELL = re.compile(
    r"(<table:(?:covered-)?table-cell\b[^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_WORDS = re.compile(r"<text:p\b[^>]*>(.*?)</text:p>", re.DOTALL)
_COMMENT = re.compile(r"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_PADDED = re.compile(r"0\d+")


@dataclass(frozen=True, slots=True)
class OdsCell:
    """A cell of a row: its column, from 1, what it shows and keeps, and how far it spans."""

    column: int
    shown: str
    kept: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class OdsRow:
    """A row that holds anything: its line, from 1, and those of its cells that do."""

    line: int
    is_hidden: bool
    cells: tuple[OdsCell, ...]


def ods_rows(content: bytes, sheet: str) -> Iterator[OdsRow]:
    """Yield the rows of a sheet that hold anything, if anything in the file is worth the look."""
    if not _WORTH_A_LOOK.search(content):
        return
    words = content.decode("utf-8", errors="replace")
    for tag, inner in _TABLE.findall(words):
        if attribute(tag, "table:name") == sheet:
            yield from _rows_in(inner)


def shown_in_ods(rows: Sequence[OdsRow]) -> Mapping[Place, str]:
    """Return the numbers that are shown with leading zeros."""
    return {
        (row.line, one.column): one.shown
        for row in rows
        for one in row.cells
        if _WHOLE.fullmatch(one.kept) and _PADDED.fullmatch(one.shown)
    }


def merged_in_ods(rows: Sequence[OdsRow]) -> Sequence[tuple[Place, Place]]:
    """Return the first and the last cell of those that are one."""
    return [
        ((row.line, one.column), (row.line + one.rows - 1, one.column + one.columns - 1))
        for row in rows
        for one in row.cells
        if one.rows > 1 or one.columns > 1
    ]


def _rows_in(table: str) -> Iterator[OdsRow]:
    line = 1
    for tag, inner in _ROW.findall(table):
        repeated = _count(tag, "table:number-rows-repeated")
        if cells := tuple(_cells_in(inner)):
            is_hidden = attribute(tag, "table:visibility") in {"filter", "collapse"}
            yield OdsRow(line, is_hidden, cells)
        line += repeated


def _cells_in(row: str) -> Iterator[OdsCell]:
    column = 1
    for tag, inner in _CELL.findall(row):
        shown = unescape("".join(_WORDS.findall(_COMMENT.sub("", inner))))
        if shown:
            rows = _count(tag, "table:number-rows-spanned")
            columns = _count(tag, "table:number-columns-spanned")
            yield OdsCell(column, shown, attribute(tag, "office:value"), rows, columns)
        column += _count(tag, "table:number-columns-repeated")


def _count(tag: str, name: str) -> int:
    said = attribute(tag, name)
    return int(said) if said.isdecimal() else 1
