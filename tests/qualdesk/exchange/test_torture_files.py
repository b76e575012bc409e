"""Files that break importers: each is read rightly, or refused with the sentence a user needs."""

import csv
import json
from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.exchange.findings import Findings
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.list_shape import ListTable
from qualdesk.exchange.list_tables import Opening, open_table
from tests.builders import NOW
from tests.real_lists import real_list

pytestmark = pytest.mark.real_lists

SPECTRUM = (
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json",
    "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
)  # fmt: skip
ONE_TWO_THREE: list[tuple[str, ...]] = [("a", "b", "c"), ("1", "2", "3")]
TABLES: dict[str, list[tuple[str, ...]]] = {
    "mac_newlines.csv": [*ONE_TWO_THREE, ("Once upon\ra time", "5", "6")],
    "test_utf16_little.csv": [*ONE_TWO_THREE, ("4", "5", "ʤ")],
    "test_utf16_big.csv": [*ONE_TWO_THREE, ("4", "5", "ʤ")],
    "test_utf8.csv": [("foo", "bar", "baz"), ("1", "2", "3"), ("4", "5", "ʤ")],
    "test_utf8_bom.csv": [("foo", "bar", "baz"), ("1", "2", "3"), ("4", "5", "ʤ")],
    "test_latin1.csv": [*ONE_TWO_THREE, ("4", "5", "©")],
    "test_skip_lines.csv": ONE_TWO_THREE,
    "sniff_limit.csv": ONE_TWO_THREE,
    "dummy.tsv": ONE_TWO_THREE,
    "optional_quote_characters.csv": ONE_TWO_THREE,
    "null_byte.csv": [("a", "b", "c"), ("\x00", "2", "3")],
    "test_no_leading_zeroes.csv": [("a", "b", "c"), ("01", "00.11", "0.1")],
    "date_like_number.csv": [("a",), ("4.5",)],
    "test_header_newline.csv": [
        ("\t\n\x0b\x0c\r start \t\n\x0b\x0c\r end \t\n\x0b\x0c\r", "b", "c"),
        ("d", "e", "f"),
    ],
    "no_header_row.csv": [("", "", ""), ("1", "2", "3")],
    "no_header_row3.csv": [("", "", ""), ("1", "2", "3"), ("4", "5", "6")],
    "test_extra_header.csv": [("a", "b", "c", "d"), ("1", "2", "3")],
    "test_empty_columns_long_row.csv": [("a", "b", "c")],
}
WORKBOOKS = {
    ("test.xlsx", ""): "testxlsx_converted.csv",
    ("test.xls", ""): "testxlsx_converted.csv",
    ("test_skip_lines.xlsx", ""): "testxlsx_converted.csv",
    ("test_skip_lines.xls", ""): "testxlsx_converted.csv",
    ("sheets.xlsx", "data"): "testxlsx_converted.csv",
    ("sheets.xls", "data"): "testxlsx_converted.csv",
    ("sheets.xlsx", "ʤ"): "testxlsx_unicode_converted.csv",
    ("sheets.xls", "ʤ"): "testxlsx_unicode_converted.csv",
    ("dummy.xlsx", ""): "testxlsx_unicode_converted.csv",
    ("dummy.xls", ""): "testxlsx_unicode_converted.csv",
}
REFUSED = {
    "csv/csvkit/empty.csv": "is empty",
    "csv/csvkit/testfixed": "fixed width",
    "csv/csv-spectrum/json/simple.json": "JSON",
    "csv/csvkit/iris.csv": "No column of iris.csv",
    "csv/csvkit/no_header_row.csv": "No column of",
    "csv/csvkit/bad.csv": "No column of bad.csv",
    "xlsx/csvkit/sheets.xlsx": "“data”, “ʤ”",
    "xlsx/csvkit/sheets.xls": "“data”, “ʤ”",
    "xlsx/csvkit/ne_1033_data.xlsx": "No column of ne_1033_data.xlsx",
}


def _table(name: str, sheet: str = "") -> ListTable:
    return open_table(real_list(f"../{name}"), Opening(sheet=sheet))


def _check(path: Path) -> None:
    source = LeadList(path, Reading("US"), NOW)
    source.check(Findings.of(source.rows()))


@pytest.mark.parametrize("name", SPECTRUM)
def test_the_spectrum_comes_out_as_its_truth_says(name: str) -> None:
    table = _table(f"csv/csv-spectrum/csvs/{name}.csv")
    truth = json.loads(real_list(f"../csv/csv-spectrum/json/{name}.json").read_text("utf-8"))
    found = [dict(zip(table.headings, one.cells, strict=True)) for one in table.rows]
    assert found == (truth if isinstance(truth, list) else [truth])


@pytest.mark.parametrize("name", TABLES)
def test_the_odd_ones_come_out_as_they_were_meant(name: str) -> None:
    table = _table(f"csv/csvkit/{name}")
    assert [table.headings, *(one.cells for one in table.rows)] == TABLES[name]


@pytest.mark.parametrize(("name", "sheet"), WORKBOOKS)
def test_workbooks_come_out_as_their_csv_says(name: str, sheet: str) -> None:
    table = _table(f"xlsx/csvkit/{name}", sheet)
    with real_list(f"../xlsx/csvkit/{WORKBOOKS[name, sheet]}").open(encoding="utf-8") as file:
        head, *truth = (tuple(row) for row in csv.reader(file))
    # The converter cuts off midnight in one of its two files, and names the blank heading.
    whole = [tuple(cell.removesuffix("T00:00:00") for cell in row) for row in truth]
    assert table.headings[:7] == head[:7]
    assert [one.cells for one in table.rows] == whole


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_leads_is_refused_in_a_sentence_that_helps(name: str) -> None:
    with pytest.raises(InputError, match=REFUSED[name]) as refusal:
        _check(real_list(f"../{name}"))
    assert str(refusal.value).endswith(".")


def test_ragged_rows_are_named_by_their_lines() -> None:
    reading = Reading("US", {"column_a": "company", "column_b": "note"})
    rows = LeadList(real_list("../csv/csvkit/bad.csv"), reading, NOW).rows()
    named = [(one.line, one.kind) for row in rows for one in row.problems]
    assert named[:2] == [(2, "too_many_cells"), (3, "too_few_cells")]


def test_each_file_is_imported_or_refused_with_the_sentence_expected_of_it() -> None:
    """All 73 files; what is named nowhere holds no lead, and the sentence says how to map one."""
    paths = [
        path
        for kind in ("csv", "xlsx")
        for path in sorted(real_list(f"../{kind}").rglob("*"))
        if path.is_file()
    ]
    assert len(paths) == 73
    found = {f"{path.parent.name}/{path.name}": _became(path) for path in paths}
    assert len(found) == len(paths)
    named = {name: said for name, said in found.items() if said != _names_nobody(name)}
    assert named == {
        **{f"json/{path.name}": _IS_JSON.format(path.name) for path in paths if _is_json(path)},
        **{f"csvkit/sheets.{kind}": _SEVERAL.format(kind) for kind in ("xls", "xlsx")},
        "csvs/comma_in_quotes.csv": "1 row imported",
        "csvs/location_coordinates.csv": "1 row imported",
        "csvkit/empty.csv": "empty.csv is empty. Choose a file with a heading line and rows.",
        **{f"csvkit/{name}": f"{name} {_NO_ROWS}" for name in _OF_EMPTY_COLUMNS},
        "csvkit/testfixed": (
            "The columns of testfixed are set apart by spaces (fixed width), not by commas."
            " Save it as CSV and import that."
        ),
    }


_IS_JSON = "{} is JSON, not a table: export the list as CSV instead."
_NO_ROWS = "has headings and no rows. Choose a file with rows."
_OF_EMPTY_COLUMNS = ("test_empty_columns_long_row.csv", "test_empty_columns_short_row.csv")
_SEVERAL = (
    "sheets.{} has rows on these sheets: “data”, “ʤ”. Say which one to read, for example"
    ' --sheet "data".'
)


def _names_nobody(name: str) -> str:
    return (
        f"No column of {Path(name).name} is known as a company, person, e-mail or phone."
        ' Say which is which, for example --map "COLUMN=company".'
    )


def _is_json(path: Path) -> bool:
    return path.suffix == ".json"


def _became(path: Path) -> str:
    """Return the sentence by which a file is refused, or how many rows of it were taken."""
    try:
        _check(path)
    except InputError as refusal:
        return str(refusal)
    taken = [one for one in LeadList(path, Reading("US"), NOW).rows() if one.lead]
    return f"{len(taken)} row imported"
