from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.exchange.csv_records import records
from qualdesk.exchange.csv_text import read_text

ROWS = ("Company|City|Phone", "Acme, Ltd|Boston|(617) 253-1000", "Bolt|Salem|(503) 588-5000")


def _cells(folder: Path, content: str | bytes, delimiter: str = "") -> list[tuple[str, ...]]:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [one.cells for one in records(read_text(path, delimiter=delimiter))]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "^", "~", ":"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_is_found_out(tmp_path: Path, delimiter: str, end: str) -> None:
    cells = _cells(tmp_path, end.join(ROWS).replace("|", delimiter))
    assert cells[1] == ("Acme, Ltd", "Boston", "(617) 253-1000")


def test_commas_in_the_text_of_every_row_are_no_delimiter(tmp_path: Path) -> None:
    rows = "a;b;c\n" + "one, two;three, four;five\n" * 30
    assert _cells(tmp_path, rows)[1] == ("one, two", "three, four", "five")


@pytest.mark.parametrize("first", ["sep=;\n", '"sep=;"\r\n', "SEP=;\n"])
def test_a_first_line_may_name_the_delimiter(tmp_path: Path, first: str) -> None:
    assert _cells(tmp_path, f"{first}a,b;c\n1,2;3\n") == [("a,b", "c"), ("1,2", "3")]


@pytest.mark.parametrize("said", ["tab", "\\t", "\t", "Tab"])
def test_the_delimiter_can_be_said_by_name(tmp_path: Path, said: str) -> None:
    assert _cells(tmp_path, "a,b\tc\n", said) == [("a,b", "c")]


def test_a_delimiter_of_two_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Give one character"):
        _cells(tmp_path, "a::b\n", "::")


def test_quotes_may_be_apostrophes(tmp_path: Path) -> None:
    assert _cells(tmp_path, "'a','b, c'\n'1','2'\n'3','4'\n")[0] == ("a", "b, c")


def test_quotes_may_be_escaped_as_databases_do(tmp_path: Path) -> None:
    cells = _cells(tmp_path, 'a,b\n"He said \\"hi\\", twice",2\n')
    assert cells[1] == ('He said "hi", twice', "2")


@pytest.mark.parametrize("behind", [",", ",,,", "\t"])
def test_rows_that_lie_whole_in_the_first_cell_are_parted_by_what_stands_behind_them(
    tmp_path: Path, behind: str
) -> None:
    lines = ("Firma;Ort;Telefon", '"Acme, Ltd;Berlin;030 5550142"', "Bolt;Bonn;0228 5550142")
    text = "".join(f"{line}{behind}\r\n" for line in lines)
    blank = ("",) * len(behind)
    assert _cells(tmp_path, text)[1] == ("Acme, Ltd;Berlin;030 5550142", *blank)


def test_an_empty_last_column_parts_no_rows(tmp_path: Path) -> None:
    assert _cells(tmp_path, "Company,City,Note\nAcme,Boston,\n")[1] == ("Acme", "Boston", "")


def test_lines_of_which_nobody_sees_anything_are_blank_lines(tmp_path: Path) -> None:
    text = "Company;City\n;\nAcme;Boston\n\u200b;\xa0\n" + ";\n" * 3_000 + " ; \nBolt;Salem\n;\n"
    assert _cells(tmp_path, text) == [("Company", "City"), ("Acme", "Boston"), ("Bolt", "Salem")]
