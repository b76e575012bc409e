"""Tables for spreadsheets and CRMs, as CSV and XLSX: no cell runs as a formula, phones stay text."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from qualdesk.exchange.spreadsheet_cells import is_formula, safe_cell

Row = TypeVar("Row")

_LONGEST_XLSX: Final = 32_767
"""Characters; Excel takes no longer cell, and XlsxWriter would leave it out without a word."""

_WIDEST: Final = 60
_NARROWEST: Final = 8


@dataclass(frozen=True, slots=True)
class SheetColumn(Generic[Row]):
    """One column: its heading, and what stands in a row."""

    heading: str
    cell: Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is written: headings, and cells that are plain text."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def filled_sheet(name: str, columns: Sequence[SheetColumn[Row]], rows: Iterable[Row]) -> Sheet:
    """Return rows as a sheet."""
    return Sheet(
        name,
        tuple(column.heading for column in columns),
        tuple(tuple(column.cell(row) for column in columns) for row in rows),
    )


def csv_file(sheet: Sheet) -> bytes:
    """Return UTF-8 with BOM, one heading line, quoted as RFC 4180 asks."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows(map(safe_cell, cells) for cells in (sheet.headings, *sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(sheet: Sheet) -> bytes:
    """Return a workbook in which every cell is text, also where it looks like a formula."""
    import xlsxwriter  # noqa: PLC0415 - 60 ms, only when one is written

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **_AS_TEXT}) as book:
        page = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", sheet.name)[:31])
        bold = book.add_format({"bold": True})
        plain = book.add_format({"num_format": "@"})
        quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        page.freeze_panes(1, 0)
        for place, heading in enumerate(sheet.headings):
            page.write_string(0, place, heading, bold)
            page.set_column(place, place, _width(sheet, place))
        for line, row in enumerate(sheet.rows, start=1):
            for place, cell in enumerate(row):
                text = _fitting(cell.replace("\x00", ""))
                page.write_string(line, place, text, quoted if is_formula(text) else plain)
    return made.getvalue()


_AS_TEXT: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def _fitting(text: str) -> str:
    if len(text) <= _LONGEST_XLSX:
        return text
    note = f"… (cut: {len(text)} characters; the CSV holds them all)"
    return text[: _LONGEST_XLSX - len(note)] + note


def _width(sheet: Sheet, place: int) -> int:
    longest = max(
        (len(row[place].partition("\n")[0]) for row in sheet.rows[:200]),
        default=0,
    )
    return max(_NARROWEST, min(_WIDEST, max(longest, len(sheet.headings[place])) + 2))
