"""What leaves as a table is text: formulas do not run, phones and naughty strings stay what they are."""

import csv
import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from qualdesk.exchange.spreadsheet import Sheet, csv_file, xlsx_file
from tests.real_lists import real_list

DANGEROUS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(1+1)", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0"),
    *('DDE ("cmd";"/C calc";"!A0")A0', "+1-2", "+49=cmd", "+49 89 123 A1", "\x00=1"),
]

_UNREADABLE = re.compile(r"_x([0-9A-F]{4})_")
"""How a workbook writes what XML cannot hold (ECMA-376, ST_Xstring)."""


def a_sheet(*cells: str) -> Sheet:
    headings = tuple(f"Column {place}" for place, _cell in enumerate(cells))
    return Sheet("Made / up [1]", headings, (tuple(cells),))


def from_csv(sheet: Sheet) -> list[str]:
    text = csv_file(sheet).decode("utf-8-sig")
    (_head, row) = csv.reader(io.StringIO(text, newline=""), strict=True)
    return row


def from_xlsx(sheet: Sheet) -> list[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_file(sheet)))
    (_head, row) = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert all(isinstance(cell, str) for cell in row)
    return [_UNREADABLE.sub(_decoded, str(cell)) for cell in row]


def _decoded(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_cell_that_would_run_is_text_in_a_csv(cell: str) -> None:
    assert from_csv(a_sheet(cell)) == [f"'{cell}".replace("\x00", "")]


@pytest.mark.parametrize(
    "cell", [one for one in DANGEROUS if "\x00" not in one and "\r" not in one]
)
def test_a_cell_that_would_run_is_text_in_a_workbook(cell: str) -> None:
    made = xlsx_file(a_sheet(cell))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in page
    assert 'quotePrefix="1"' in styles
    assert from_xlsx(a_sheet(cell)) == [cell]


@pytest.mark.parametrize("phone", ["+498999998210", "+49 (89) 9999-8210", "+1 617.253.1000"])
def test_a_phone_stays_bare_in_both(phone: str) -> None:
    sheet = a_sheet(phone)
    assert from_csv(sheet) == from_xlsx(sheet) == [phone]


@pytest.mark.parametrize(
    "cell", ["00123", "5301", "1e5", "2026-11-18", "http://example.com", "TRUE"]
)
def test_a_workbook_makes_nothing_else_of_a_cell(cell: str) -> None:
    assert from_xlsx(a_sheet(cell)) == [cell]


def test_a_cell_too_long_for_a_workbook_says_so() -> None:
    (cell,) = from_xlsx(a_sheet("x" * 40_000))
    assert len(cell) == 32_767
    assert cell.endswith("(cut: 40000 characters; the CSV holds them all)")
    assert from_csv(a_sheet("x" * 40_000)) == ["x" * 40_000]


@pytest.mark.real_lists
def test_every_formula_of_the_list_is_inert() -> None:
    cells = _lines("formula_injection_cells.txt")
    assert len(cells) == 13
    assert from_csv(a_sheet(*cells)) == [f"'{cell}" for cell in cells]
    assert from_xlsx(a_sheet(*cells)) == cells


@pytest.mark.real_lists
def test_every_naughty_string_survives() -> None:
    cells = [one for one in _lines("blns.txt") if one and not one.startswith("#")]
    assert len(cells) > 400
    assert [one.removeprefix("'") for one in from_csv(a_sheet(*cells))] == [
        one.removeprefix("'") for one in cells
    ]
    assert from_xlsx(a_sheet(*cells)) == cells


def _lines(name: str) -> list[str]:
    return real_list(f"../text/{name}").read_text("utf-8").rstrip("\n").split("\n")
