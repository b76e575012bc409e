import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.list_shape import ListTable
from qualdesk.exchange.list_tables import Opening, open_table
from tests.builders import NOW
from tests.real_lists import real_list
from tests.workbooks import Rows, an_ods, an_xlsx

ROWS: Rows = [["Company", "Zip", "Phone"], ["Acme", "02139", 6172531000], ["Bolt", 97301, 12.5]]
NOTES: Rows = [["Notes"], ["nothing to see"]]


def _open(path: Path, sheet: str = "") -> ListTable:
    return open_table(path, Opening(sheet=sheet))


def test_numbers_come_out_as_people_read_them(tmp_path: Path) -> None:
    table = _open(an_xlsx(tmp_path / "list.xlsx", {"Leads": ROWS}))
    assert [one.cells for one in table.rows] == [
        ("Acme", "02139", "6172531000"),
        ("Bolt", "97301", "12.5"),
    ]
    assert (table.sheet, table.rows[0].line) == ("Leads", 2)


def test_open_document_sheets_are_read_alike(tmp_path: Path) -> None:
    table = _open(an_ods(tmp_path / "list.ods", {"Leads": ROWS}))
    assert table.rows[0].cells == ("Acme", "02139", "6172531000")


@pytest.mark.parametrize(("is_1904", "day"), [(False, "2026-11-16"), (True, "2030-11-17")])
def test_days_count_from_the_epoch_of_the_workbook(
    tmp_path: Path, day: str, *, is_1904: bool
) -> None:
    rows: Rows = [["Company", "Response date"], ["Acme", 46342]]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, dates=["B2"], is_1904=is_1904)
    assert _open(path).rows[0].cells == ("Acme", day)


def test_zeros_that_only_the_format_shows_are_kept(tmp_path: Path) -> None:
    rows: Rows = [["Company", "Zip", "Size"], ["Acme", 2139, 2139], ["Bolt", 97301, 12]]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, padded=["B2", "B3"])
    assert [one.cells for one in _open(path).rows] == [
        ("Acme", "02139", "2139"),
        ("Bolt", "97301", "12"),
    ]


def test_several_sheets_with_rows_ask_which(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": ROWS, "Empty": [], "Notes": NOTES})
    with pytest.raises(InputError, match=r"“Leads”, “Notes”.*--sheet"):
        _open(path)
    assert len(_open(path, "leads").rows) == 2
    with pytest.raises(InputError, match="has no sheet “Old”"):
        _open(path, "Old")


def test_a_hidden_sheet_with_rows_asks_too(tmp_path: Path) -> None:
    sheets = {"Leads": ROWS, "Old": ROWS}
    path = an_xlsx(tmp_path / "list.xlsx", sheets, states={"Old": "hidden"})
    with pytest.raises(InputError, match=r"“Old” \(hidden\)"):
        _open(path)


def test_what_a_program_keeps_for_itself_is_no_sheet_to_ask_about(tmp_path: Path) -> None:
    sheets = {"Leads": ROWS, "hiddenDataSheet": NOTES}
    path = an_xlsx(tmp_path / "list.xlsx", sheets, states={"hiddenDataSheet": "veryHidden"})
    assert _open(path).sheet == "Leads"


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        _open(an_xlsx(tmp_path / "list.xlsx", {"Leads": []}))


def test_a_sheet_of_a_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Company\nAcme\n")
    with pytest.raises(InputError, match="has no sheets"):
        _open(path, "Leads")


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(InputError, match="would unpack to 60 MB"):
        _open(path)


def _with_part(path: Path, name: str, words: str) -> Path:
    """Put another part into a packed workbook."""
    with zipfile.ZipFile(path) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for one, content in {**parts, name: words.encode()}.items():
            packed.writestr(one, content)
    return path


def _sheet(rows: str) -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'


def _row(number: int, *cells: str) -> str:
    """Return a row of an XLSX sheet, its cells given as XML with {place} for where they stand."""
    placed = (cell.replace("{place}", f"{'AB'[at]}{number}") for at, cell in enumerate(cells))
    return f'<row r="{number}">{"".join(placed)}</row>'


def _words(words: str) -> str:
    return f'<c r="{{place}}" t="inlineStr"><is><t>{words}</t></is></c>'


SHEET = "xl/worksheets/sheet1.xml"
HEAD = _row(1, _words("Company"), _words("Phone"))


def test_a_cell_in_the_last_corner_is_refused_before_there_is_room_made_for_it(
    tmp_path: Path,
) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": ROWS})
    with pytest.raises(InputError, match=r"“Leads” in list\.xlsx reaches to XFD1048576"):
        _open(_with_part(path, SHEET, _sheet(HEAD + _row(2, _words("Acme")) + far)))


def test_a_row_of_an_ods_that_stands_for_a_million_is_refused(tmp_path: Path) -> None:
    path = an_ods(tmp_path / "list.ods", {"Leads": ROWS})
    with zipfile.ZipFile(path) as packed:
        content = packed.read("content.xml").decode()
    often = (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
        ' table:number-columns-repeated="100" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    with pytest.raises(InputError) as refusal:
        _open(_with_part(path, "content.xml", content.replace("</table:table>", often, 1)))
    assert "CSV" in str(refusal.value)


def test_results_of_formulas_are_read_and_never_the_formulas(tmp_path: Path) -> None:
    number = '<c r="{place}" t="str"><f>CONCAT("617","x")</f><v>(617) 253-1000</v></c>'
    fault = '<c r="{place}" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": ROWS})
    rows = HEAD + _row(2, _words("Acme"), number) + _row(3, _words("Bolt"), fault)
    table = _open(_with_part(path, SHEET, _sheet(rows)))
    assert [one.cells[0] for one in table.rows] == ["Acme", "Bolt"]
    assert table.rows[0].cells[1] == "(617) 253-1000"
    assert "=" not in "".join(table.rows[1].cells)


@pytest.mark.parametrize(
    "sheet", ["<garbage", _sheet(_row(1, _words("&nobody;"))), "", _sheet("<row><c></row>")]
)
def test_a_damaged_sheet_is_refused_in_one_sentence(tmp_path: Path, sheet: str) -> None:
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": ROWS})
    with pytest.raises(InputError) as refusal:
        _open(_with_part(path, SHEET, sheet))
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("length", [8, 100, 512, 1000, 4096])
def test_an_old_workbook_that_breaks_off_is_refused_whatever_its_reader_does(
    tmp_path: Path, length: int
) -> None:
    path = tmp_path / "list.xls"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00"
    path.write_bytes((head + bytes(range(1, 256)) * 20)[:length])
    with pytest.raises(InputError, match="cannot be opened as a workbook"):
        _open(path)


@pytest.mark.real_lists
@pytest.mark.parametrize("name", ["test.xls", "test.xlsx", "sheets.xls", "dummy.xlsx"])
def test_a_workbook_cut_anywhere_is_refused_or_read(tmp_path: Path, name: str) -> None:
    whole = real_list(f"../xlsx/csvkit/{name}").read_bytes()
    path = tmp_path / name
    for part in range(1, 24):
        path.write_bytes(whole[: len(whole) * part // 24])
        try:
            _open(path, "data")
        except InputError as refusal:
            assert str(refusal).endswith("."), part  # noqa: PT017 - a refusal is as good as a list


@pytest.mark.parametrize("make", [an_xlsx, an_ods])
def test_a_merged_heading_is_put_before_the_headings_below_it(
    tmp_path: Path, make: Callable[..., Path]
) -> None:
    rows: Rows = [
        ["Export of the fair"],
        ["Company", "Contact", "", "Phone"],
        ["", "First", "Last", ""],
        ["Acme", "Ann", "Lee", "(617) 253-1000"],
    ]
    path = make(tmp_path / f"list.{make.__name__.removeprefix('an_')}", {"Leads": rows})
    found = LeadList(path, Reading("US"), NOW)
    assert [one.name for one in found.columns] == [
        *("Company", "Contact First", "Contact Last", "Phone")
    ]
    (row,) = found.rows()
    assert row.lead is not None
    assert (row.lead.first_name, row.lead.last_name, row.line) == ("Ann", "Lee", 4)


@pytest.mark.parametrize("make", [an_xlsx, an_ods])
def test_a_title_in_two_cells_leaves_the_headings_as_they_are(
    tmp_path: Path, make: Callable[..., Path]
) -> None:
    rows: Rows = [
        ["Lead export", "", "Created by: Marketing", ""],
        ["Vorname", "Nachname", "Telefon", "Nicht anrufen"],
        ["Anna", "Lee", "030 1234567", "ja"],
    ]
    path = make(tmp_path / f"list.{make.__name__.removeprefix('an_')}", {"Leads": rows})
    found = LeadList(path, Reading("DE"), NOW)
    (row,) = found.rows()
    assert row.lead is not None
    assert (row.lead.last_name, row.lead.may_not_call) == ("Lee", True)
    assert [(one.line, one.kind) for one in found.problems_around()] == [(1, "above_headings")]
