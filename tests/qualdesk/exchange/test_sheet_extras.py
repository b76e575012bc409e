"""What a workbook holds beside the text of its cells: shown zeros, merged cells, links, errors."""

import zipfile
from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.exchange.list_tables import Opening, open_table
from tests.builders import NOW
from tests.workbooks import Cell, Extras, Rows, an_ods, an_xls, an_xlsx

HEAD: list[Cell] = ["Firma", "Nachname", "PLZ", "Telefon", "E-Mail"]
ANN: list[Cell] = ["Acme GmbH", "Lee", 1067, "089 99998210", "ann@acme.example"]
BOB: list[Cell] = ["", "Ray", 20095, "089 99998211", ""]
CEM: list[Cell] = ["Bolt AG", "Oz", 20095, "030 5550142", "cem@bolt.example"]


def _list(path: Path) -> LeadList:
    return LeadList(path, Reading("DE"), NOW)


def _leads(path: Path) -> list[LeadRow]:
    return [one.lead for one in _list(path).rows() if one.lead]


def _around(path: Path) -> list[tuple[int, str, str, str]]:
    return [(one.line, one.column, one.kind, one.value) for one in _list(path).problems_around()]


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (1067, "00000", "01067"),
        (21390001, "00000\\-0000", "02139-0001"),
        (1067, '"D-"00000', "01067"),
        (493055501420, "+0", "+493055501420"),
        (493055501420, '"+"00" "00" "00000000', "+49 30 55501420"),
        (3055501420, '"0"#', "03055501420"),
        (1711234567, "[$-407]00000000000", "01711234567"),
        (2500, '0" Euro"', "2500"),
        (2500, "#,##0", "2500"),
        (2500, "0.00", "2500"),
        (6172531000, "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "6172531000"),
    ],
)
def test_what_only_the_format_of_a_number_shows_is_kept(
    tmp_path: Path, number: int, code: str, shown: str
) -> None:
    rows: Rows = [["Company", "Zip"], ["Acme", number]]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, extras=Extras(formats={"B2": code}))
    assert open_table(path, Opening()).rows[0].cells == ("Acme", shown)


def test_zeros_are_kept_in_cells_that_say_they_are_numbers(tmp_path: Path) -> None:
    raw = {"B2": ' s="1" t="n"><f>A9</f><v>1067</v>'}
    rows: Rows = [["Company", "Zip"], ["Acme", 1], ["Bolt", 1069]]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, padded=["B3"], extras=Extras(raw=raw))
    assert [one.cells[1] for one in open_table(path, Opening()).rows] == ["01067", "01069"]


def test_zeros_are_kept_where_a_program_names_the_space_of_each_tag(tmp_path: Path) -> None:
    rows: Rows = [["Company", "Zip"], ["Acme", 1067]]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, padded=["B2"])
    with zipfile.ZipFile(path) as packed:
        parts = {one: packed.read(one).decode() for one in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, words in parts.items():
            is_named = name in {"xl/styles.xml", "xl/worksheets/sheet1.xml"}
            packed.writestr(name, _with_space(words) if is_named else words)
    assert open_table(path, Opening()).rows[0].cells == ("Acme", "01067")


def _with_space(words: str) -> str:
    return words.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")


def test_an_old_workbook_shows_zeros_and_hides_rows_too(tmp_path: Path) -> None:
    ann: list[Cell] = ["Acme GmbH", "Lee", 1067, 8999998210, ""]
    formats = {"C2": "00000", "D2": '"0"#', "C3": "0.00"}
    path = an_xls(tmp_path / "list.xls", [HEAD, ann, CEM], formats=formats, hidden=[3])
    assert open_table(path, Opening()).rows[0].cells[2:4] == ("01067", "08999998210")
    assert [(one.company, one.postal_code, one.phones) for one in _leads(path)] == [
        ("Acme GmbH", "01067", ("+498999998210",)),
        ("Bolt AG", "20095", ("+49305550142",)),
    ]
    assert [kind for _line, _column, kind, _value in _around(path)] == ["hidden_rows"]


@pytest.mark.parametrize("at", range(0, 6_000, 150))
def test_an_old_workbook_with_broken_bytes_is_read_or_refused(tmp_path: Path, at: int) -> None:
    path = an_xls(tmp_path / "list.xls", [HEAD, ANN, CEM], formats={"C2": "00000"})
    content = bytearray(path.read_bytes())
    content[at : at + 40] = b"\xff" * 40
    path.write_bytes(content)
    try:
        assert len(open_table(path, Opening()).rows) <= 2
    except InputError as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - a refusal is as good as a list


def test_a_company_merged_over_its_people_is_the_company_of_each(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ANN, BOB, CEM]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, extras=Extras(merged=["A2:A3"]))
    assert [(one.company, one.last_name) for one in _leads(path)] == [
        *(("Acme GmbH", "Lee"), ("Acme GmbH", "Ray"), ("Bolt AG", "Oz"))
    ]


def test_an_ods_shows_zeros_and_one_company_over_its_people(tmp_path: Path) -> None:
    path = an_ods(tmp_path / "list.ods", {"Leads": [HEAD, ANN, BOB, CEM]})
    with zipfile.ZipFile(path) as packed:
        parts = {one: packed.read(one).decode() for one in packed.namelist()}
    cell = '<table:table-cell office:value-type="string"><text:p>Acme'
    parts["content.xml"] = (
        parts["content.xml"]
        .replace(cell, cell.replace("cell ", 'cell table:number-rows-spanned="2" '))
        .replace("<text:p>1067<", "<text:p>01067<")
    )
    with zipfile.ZipFile(path, "w") as packed:
        for name, words in parts.items():
            packed.writestr(name, words)
    assert [(one.company, one.postal_code) for one in _leads(path)] == [
        *(("Acme GmbH", "01067"), ("Acme GmbH", "20095"), ("Bolt AG", "20095"))
    ]


def test_hidden_rows_are_read_and_said_once(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ANN, CEM, ["Carl KG", "Orth", 1, "040 5550143", ""]]
    extras = Extras(hidden=[1, 3, 4, 9])
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, extras=extras)
    assert [one.company for one in _leads(path)] == ["Acme GmbH", "Bolt AG", "Carl KG"]
    (said,) = _list(path).problems_around()
    assert (said.line, said.column, said.kind) == (3, "", "hidden_rows")
    assert "workbook (and 1 more) and read all the same" in said.message


def test_errors_and_formulas_without_a_result_are_said_once_a_column(tmp_path: Path) -> None:
    raw = {
        "A2": "><f>B2</f><v></v>",
        "A3": ' t="str"><f>""</f><v></v>',
        "D2": ' t="e"><v>#REF!</v>',
        "D3": ' t="e"><f>1/0</f><v>#DIV/0!</v>',
    }
    rows: Rows = [HEAD, ANN, CEM]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, extras=Extras(raw=raw))
    assert _around(path) == [(2, "Firma", "no_result", ""), (2, "Telefon", "no_result", "#REF!")]
    assert [(one.company, one.phones) for one in _leads(path)] == [
        *(("acme.example", ()), ("bolt.example", ()))
    ]


def test_errors_in_columns_that_are_left_out_are_nobodys_business(tmp_path: Path) -> None:
    rows: Rows = [["Firma", "Telefon", "Formelspalte"], ["Acme GmbH", "089 99998210", 1]]
    raw = {"C2": ' t="e"><v>#REF!</v>'}
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, extras=Extras(raw=raw))
    assert _around(path) == []


def test_the_address_that_a_cell_links_to_is_read(tmp_path: Path) -> None:
    rows: Rows = [
        ["Firma", "Ansprechpartner", "E-Mail"],
        ["Acme GmbH", "Ann Lee", "schreiben"],
        ["Bolt AG", "Bob Ray", ""],
        ["Carl KG", "Cy Orth", "x"],
    ]
    links = {"C2": "mailto:ann@acme.example?subject=Hi", "B3": "mailto:bob@bolt.example"}
    formula = '<f>HYPERLINK("mailto:cy@carl.example","Mail")</f><v>Mail</v>'
    extras = Extras(links=links, raw={"C4": f' t="str">{formula}'})
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, extras=extras)
    assert [(one.person, one.email) for one in _leads(path)] == [
        ("Ann Lee", "ann@acme.example"),
        ("Bob Ray", "bob@bolt.example"),
        ("Cy Orth", "cy@carl.example"),
    ]


def test_comments_are_said_not_to_be_read(tmp_path: Path) -> None:
    comments = {"A1": "heading", "D3": "does not want calls", "A3": "twice"}
    path = an_xlsx(
        tmp_path / "list.xlsx", {"Leads": [HEAD, ANN, CEM]}, extras=Extras(comments=comments)
    )
    assert _around(path) == [(3, "", "comments", "twice")]


def test_cells_far_out_that_only_have_a_format_hold_nothing(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ANN]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows})
    far = '<row r="900000"><c r="A900000" s="0"/><c r="XFD900000" s="0"/></row></sheetData>'
    with zipfile.ZipFile(path) as packed:
        parts = {one: packed.read(one).decode() for one in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, words in parts.items():
            packed.writestr(name, words.replace("</sheetData>", far))
    assert len(_leads(path)) == 1


def test_a_table_begins_wherever_it_was_put(tmp_path: Path) -> None:
    title: Rows = [["", "", "Leads der Messe"], []]
    end: Rows = [[], ["", "", "erstellt von Marketing am 3.11."]]
    rows: Rows = [*title, ["", "", *HEAD], ["", "", *ANN], ["", "", *CEM], *end]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, padded=["E4"])
    assert [(one.company, one.postal_code) for one in _leads(path)] == [
        *(("Acme GmbH", "01067"), ("Bolt AG", "20095"))
    ]
    assert [(line, kind) for line, _column, kind, _value in _around(path)] == [
        *((1, "above_headings"), (7, "below_rows"))
    ]


def test_lines_merged_across_the_table_head_the_rows_below_them(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ANN, ["Hamburg", "", "", "", ""], CEM]
    path = an_xlsx(tmp_path / "list.xlsx", {"Leads": rows}, extras=Extras(merged=["A3:E3"]))
    assert [one.company for one in _leads(path)] == ["Acme GmbH", "Bolt AG"]
    assert _around(path) == [(3, "", "group_row", "Hamburg")]
