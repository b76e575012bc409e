"""How lists stand on a sheet: in groups, with totals, beside others and above them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualdesk.errors import InputError
from qualdesk.exchange.findings import Findings
from qualdesk.exchange.lead_lists import LeadList, Reading
from tests.builders import NOW
from tests.workbooks import Rows, an_xlsx

_MOST_HEADING_LINES = 3
"""Their groups above them, they, and their parts below."""

HEAD = ["Firma", "Nachname", "Telefon", "E-Mail", "Ort"]
ANN = ["Acme", "Lee", "089 99998210", "ann@acme.example", "München"]
BOB = ["Bolt", "Ray", "030 5550142", "bob@bolt.example", "Berlin"]
CEM = ["Carl", "Oz", "040 5550143", "cem@carl.example", "Hamburg"]
DOE = ["Dorn", "Ude", "0221 5550199", "doe@dorn.example", "Köln"]


def _read(folder: Path, rows: Rows) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the companies of a sheet, and the lines of which something is said, with the kind."""
    found = LeadList(an_xlsx(folder / "list.xlsx", {"Leads": rows}), Reading("DE"), NOW)
    read = list(found.rows())
    found.check(Findings.of(read))
    told = [*(one for row in read for one in row.problems), *found.problems_around()]
    companies = [row.lead.company for row in read if row.lead]
    return companies, sorted((one.line, str(one.kind)) for one in told)


_CELLS = st.sampled_from(
    [
        *HEAD,
        *ANN,
        "",
        "",
        "Gesamt",
        "Summe Bayern",
        "3",
        "12.5",
        "…",
        "Seite 1",
        "#N/A",
        "Acme GmbH",
    ]
)
_LINES: st.SearchStrategy[list[str]] = st.one_of(
    st.just([]),
    st.sampled_from([HEAD, HEAD[:3], ANN, BOB, ["Bayern"], ["Stand: heute"], ["Teilnehmer"]]),
    st.lists(_CELLS, min_size=1, max_size=6),
)


@given(st.lists(_LINES, min_size=1, max_size=14), st.integers(0, 3))
def test_each_line_of_a_sheet_is_of_the_headings_a_row_or_said_to_be_passed_over(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], at: int
) -> None:
    rows = [*lines[:at], HEAD, *lines[at:]]
    path = an_xlsx(tmp_path_factory.mktemp("sheet") / "list.xlsx", {"Leads": rows})
    try:
        found = LeadList(path, Reading("DE"), NOW)
    except InputError as refusal:
        assert str(refusal).endswith("."), str(refusal)  # noqa: PT017 - a refusal is as good
        return
    read = list(found.rows())
    assert all(row.lead is not None or row.problems for row in read)
    told = [*(row.line for row in read), *(one.line for one in found.problems_around())]
    assert len(set(told)) == len(told)
    holding = {number for number, row in enumerate(rows, start=1) if any(row)}
    headings = holding - {*told}
    assert len(headings) <= _MOST_HEADING_LINES
    assert max(headings) - min(headings) < _MOST_HEADING_LINES


def test_lone_lines_that_divide_the_whole_list_head_its_rows(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Bayern"], ANN, BOB, ["Hamburg"], CEM, DOE]
    companies, said = _read(tmp_path, rows)
    assert companies == ["Acme", "Bolt", "Carl", "Dorn"]
    assert said == [(2, "group_row"), (5, "group_row")]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ANN, ["Nurname"], BOB, ["Zeta"], CEM],
        [HEAD, ["Nurname GmbH"], ANN, BOB, ["Zeta AG"], CEM, DOE],
        [HEAD, ["Nurname"], ["Zeta"], ANN, BOB, CEM, DOE],
        [HEAD, ["Nurname"], ANN, ["Zeta"], BOB],
        [HEAD, ["Nurname"], ANN, BOB, CEM, DOE],
    ],
)
def test_companies_of_which_only_the_name_is_known_are_companies(
    tmp_path: Path, rows: Rows
) -> None:
    companies, said = _read(tmp_path, rows)
    assert len(companies) == len(rows) - 1
    assert said == []


def test_lines_that_name_companies_over_their_people_tell_whose_these_are(tmp_path: Path) -> None:
    rows: Rows = [
        ["Name", "Funktion", "Telefon"],
        ["Acme GmbH, München"],
        *(["Ann Lee", "Einkauf", "089 99998210"], ["Bea May", "Leitung"]),
        ["Bolt AG"],
        ["Bob Ray", "Einkauf", "030 5550142"],
    ]
    companies, said = _read(tmp_path, rows)
    assert companies == ["Acme GmbH, München", "Acme GmbH, München", "Bolt AG"]
    assert said == [(2, "group_row"), (5, "group_row")]


@pytest.mark.parametrize(
    "total",
    [
        ["Zwischensumme Bayern", "", "", 2],
        ["Bayern Ergebnis", 2],
        ["Subtotal", "", "", "", "1.234,50 €"],
        ["", "", "", "Gesamt", "2"],
    ],
)
def test_a_total_between_the_rows_is_no_company(tmp_path: Path, total: list[str]) -> None:
    companies, said = _read(tmp_path, [HEAD, ANN, total, BOB, CEM])
    assert companies == ["Acme", "Bolt", "Carl"]
    assert said == [(3, "total")]


@pytest.mark.parametrize(
    "line",
    [
        *([1, 2, 3, 4, 5], ["(1)", "(2)", "(3)", "(4)", "(5)"], ["…"], ["* * *"], ["...", "..."]),
        *(["Seite 1 von 3"], ["Page 2/3"], ["3 ページ"], ["Pflichtfeld", "optional"]),
    ],
)
def test_what_only_looks_like_a_row_is_passed_over(tmp_path: Path, line: list[str]) -> None:
    companies, said = _read(tmp_path, [HEAD, ANN, line, BOB, CEM])
    assert companies == ["Acme", "Bolt", "Carl"]
    assert said == [(3, "empty_row")]


@pytest.mark.parametrize("name", ["1", "Seite 5 GmbH", "Page One", "Blatt", "A·B", "3 Pagen"])
def test_odd_names_of_companies_are_names(tmp_path: Path, name: str) -> None:
    companies, _said = _read(tmp_path, [HEAD, ANN, [name, "", "", "", "Ulm"], [name, "x"], BOB])
    assert companies == ["Acme", name, name, "Bolt"]


def test_headings_in_a_second_language_are_no_row(tmp_path: Path) -> None:
    second = ["Company", "Last name", "Phone", "E-mail", "City"]
    companies, said = _read(tmp_path, [HEAD, second, ANN, BOB])
    assert companies == ["Acme", "Bolt"]
    assert said == [(2, "repeated_headings")]


def test_a_company_called_like_a_total_is_one(tmp_path: Path) -> None:
    rows: Rows = [
        HEAD,
        ["Total", "", "030 5550142"],
        ["Summe", "", "", "", "Berlin"],
        ["Gesamt"],
        ANN,
    ]
    companies, _said = _read(tmp_path, rows)
    assert companies == ["Total", "Summe", "Gesamt", "Acme"]


@pytest.mark.parametrize("titles", [[], [["Tag 1", "", "", "", "", "", "Tag 2"]]])
def test_two_tables_side_by_side_are_refused_with_the_way_out(
    tmp_path: Path, titles: list[list[str]]
) -> None:
    rows: Rows = [*titles, [*HEAD, "", *HEAD], [*ANN, "", *BOB], [*[""] * 6, *CEM]]
    with pytest.raises(InputError, match=r"side by side: “Firma” begins.*import that[.]$"):
        _read(tmp_path, rows)


def test_a_legend_beside_the_table_is_none_of_its_rows(tmp_path: Path) -> None:
    rows: Rows = [
        [*HEAD, "", "Legende", "Bedeutung"],
        [*ANN, "", "grün", "angerufen"],
        [*BOB, "", "rot", "nicht anrufen"],
    ]
    assert _read(tmp_path, rows) == (["Acme", "Bolt"], [])


def test_another_table_behind_a_gap_is_not_read_as_rows(tmp_path: Path) -> None:
    other: Rows = [["Partner", "Firma", "Telefon"], ["Ja", "Zulu", "069 5550199"]]
    companies, said = _read(tmp_path, [HEAD, ANN, BOB, [], *other])
    assert companies == ["Acme", "Bolt"]
    assert said == [(5, "other_section"), (6, "other_section")]


def test_headings_that_come_again_behind_a_gap_are_passed_over(tmp_path: Path) -> None:
    companies, said = _read(tmp_path, [HEAD, ANN, [], HEAD, BOB])
    assert companies == ["Acme", "Bolt"]
    assert said == [(4, "repeated_headings")]


def test_a_count_under_a_title_of_its_own_stands_below_the_rows(tmp_path: Path) -> None:
    count: Rows = [["Verteilung"], ["Ort", "Anzahl"], ["München", 1], ["Berlin", 1]]
    companies, said = _read(tmp_path, [HEAD, ANN, BOB, [], *count])
    assert companies == ["Acme", "Bolt"]
    assert said == [(line, "below_rows") for line in (5, 6, 7, 8)]


def test_companies_behind_a_gap_that_can_be_reached_are_rows(tmp_path: Path) -> None:
    more: Rows = [["Carl", "", "040 5550143"], ["Dorn", "", "", "doe@dorn.example"]]
    companies, _said = _read(tmp_path, [HEAD, ANN, BOB, [], *more])
    assert companies == ["Acme", "Bolt", "Carl", "Dorn"]


def test_tables_with_the_same_headings_are_one_list_whatever_their_titles(tmp_path: Path) -> None:
    rows: Rows = [["Partner"], HEAD, ANN, [], ["Teilnehmer"], HEAD, BOB, CEM]
    companies, said = _read(tmp_path, rows)
    assert companies == ["Acme", "Bolt", "Carl"]
    assert said == [(1, "above_headings"), (5, "other_section"), (6, "other_section")]


def test_what_counts_companies_is_no_list_of_them(tmp_path: Path) -> None:
    rows: Rows = [["Zeilenbeschriftungen", "Anzahl von Firma"], ["Bayern", 3], ["Berlin", 2]]
    with pytest.raises(InputError, match="No column of"):
        _read(tmp_path, rows)
