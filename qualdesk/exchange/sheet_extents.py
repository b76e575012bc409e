"""Sheet extents: how far a sheet reaches, known before the reader makes room for all of it.

The reader keeps a place for every cell between the first and the last; one stray cell in the last
corner of a sheet would ask for half a terabyte, and end the program.
"""

import io
import re
import zipfile
from pathlib import Path

from qualdesk.errors import InputError
from qualdesk.exchange.xlsx_parts import NO_PART, column_number, part_of, path_of_sheet

_MOST_CELLS = 20_000_000
"""A million rows of twenty columns."""

_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_FAR = re.compile(rb'\br="([A-Z]{3})[0-9]{1,7}"[^>/]*>')
"""A cell far out that holds anything; those with a format only make no room."""

_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_ROWS = re.compile(rb'\btable:number-rows-repeated="(\d+)"')
_COLUMNS = re.compile(rb'\btable:number-columns-repeated="(\d+)"')


def check_extent(content: bytes, path: Path, sheet: str) -> None:
    """Make sure that a sheet of a packed workbook is no larger than a list can be.

    Raises:
        InputError: if a cell stands so far out that the sheet could not be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            is_ods = "content.xml" in packed.namelist()
            part = part_of(packed, "content.xml" if is_ods else path_of_sheet(packed, sheet))
    except NO_PART:
        return  # XLS, whose sheets are small, or damaged: the reader says so
    cells, place = _ods_extent(part) if is_ods else _xlsx_extent(part)
    if cells > _MOST_CELLS:
        raise InputError(
            f"“{sheet}” in {path.name} reaches to {place}, far beyond any list. Delete what stands"
            " there, or save the list as CSV and import that."
        )


def _xlsx_extent(part: bytes) -> tuple[int, str]:
    """Return how many cells lie between the first and the last, and where the last would be."""
    columns = max((column_number(one.decode()) for one in _FAR.findall(part)), default=0)
    widest, last = "A", 0
    for row in part.split(b"<row"):
        holding = max(row.rfind(b"<v"), row.rfind(b"<is"))
        cell = row.rfind(b"<c ", 0, holding) if holding >= 0 else -1
        found = _PLACE.search(row, cell) if cell >= 0 else None
        if found is None:
            continue
        last = max(last, int(found[2]))
        if (column := column_number(found[1].decode())) >= columns:
            columns, widest = column, found[1].decode()
    return columns * last, f"{widest}{last}"


def _ods_extent(part: bytes) -> tuple[int, str]:
    """Return how many cells the rows that hold anything stand for, each as often as it says."""
    cells = rows = 0
    for attributes, inner in _ODS_ROW.findall(part):
        if b"<text:p" not in inner and b"office:value" not in inner:
            continue
        found = _ROWS.search(attributes)
        repeated = int(found[1]) if found else 1
        width = sum(_times(cell) for cell, _end in _ODS_CELL.findall(inner))
        cells, rows = cells + repeated * width, rows + repeated
    return cells, f"line {rows:,}"


def _times(cell: bytes) -> int:
    found = _COLUMNS.search(cell)
    return int(found[1]) if found else 1
