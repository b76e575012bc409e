import zipfile
from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.exchange.list_tables import ListTable, Opening, open_table
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
