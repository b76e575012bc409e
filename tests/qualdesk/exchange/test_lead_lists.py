from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualdesk.domain.queue_order import ResponseKind
from qualdesk.errors import InputError
from qualdesk.exchange.fields import Field
from qualdesk.exchange.findings import Findings
from qualdesk.exchange.headings import guessed_fields
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.exchange.read_rows import ReadRow
from tests.builders import NOW

HEAD = "Company,First name,Last name,Phone,E-mail\n"


def _list(folder: Path, content: str | bytes, **reading: str) -> LeadList:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    region, responded = reading.get("region", "US"), reading.get("responded", "")
    chosen = Reading(region, responded=responded, delimiter=reading.get("delimiter", ""))
    return LeadList(path, chosen, NOW)


def _rows(folder: Path, content: str | bytes, **reading: str) -> list[ReadRow]:
    return list(_list(folder, content, **reading).rows())


def _only_lead(folder: Path, content: str | bytes, **reading: str) -> LeadRow:
    (row,) = _rows(folder, content, **reading)
    assert row.lead
    return row.lead


def _kinds(rows: list[ReadRow]) -> list[tuple[int, str]]:
    return [(one.line, one.kind) for row in rows for one in row.problems]


@pytest.mark.parametrize(
    ("encoding", "bom"), [("utf-8", b""), ("utf-8-sig", b""), ("utf-16", b""), ("cp1252", b"")]
)
def test_accents_survive_in_every_encoding(tmp_path: Path, encoding: str, bom: bytes) -> None:
    words = "Firma;Ort\nMüller Brüder GmbH;Köln\nÖl und Gemüse Jäger;Düsseldorf\n"
    lead = _rows(tmp_path, bom + words.encode(encoding))[0].lead
    assert lead
    assert (lead.company, lead.city) == ("Müller Brüder GmbH", "Köln")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    rows = ("Company|City|Phone", "Acme|Boston|(617) 253-1000", "Bolt|Salem|(503) 588-5000")
    lead = _rows(tmp_path, "\n".join(rows).replace("|", delimiter))[0].lead
    assert lead
    assert (lead.company, lead.city, lead.phones) == ("Acme", "Boston", ("+16172531000",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"PK\x03\x04rest", "cannot be opened as a workbook"),
        (b"%PDF-1.7 rest", "is a PDF"),
        (b"\xd0\xcf\x11\xe0rest", "cannot be opened as a workbook"),
        (bytes(range(256)) * 20, "no text file"),
        (b"name   city    phone\nAcme   Boston  617\nBolt   Salem   503\n", "fixed width"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(InputError, match=said) as refusal:
        _list(tmp_path, content)
    assert str(refusal.value).endswith(".")


def test_an_unclosed_quote_never_swallows_the_rows_after_it(tmp_path: Path) -> None:
    body = (
        '"Acme,Ann,Lee,,a@acme.example\nBolt,Bob,Ray,,b@bolt.example\nCask,Cy,Orr,,c@cask.example\n'
    )
    rows = _rows(tmp_path, HEAD + body)
    assert [row.lead and row.lead.company for row in rows] == [None, "Bolt", "Cask"]
    assert _kinds(rows) == [(2, "broken_row")]


def test_lines_are_counted_as_they_stand_in_the_file(tmp_path: Path) -> None:
    body = 'Acme,Ann,Lee,,\n"Bolt\nand Sons",Bob,Ray,,b@bolt.example\n\nCask,Cy,Orr,12,\n'
    rows = _rows(tmp_path, HEAD + body)
    assert [row.line for row in rows] == [2, 3, 6]
    assert _kinds(rows) == [(6, "invalid_phone")]


def test_ragged_rows_are_named_and_only_cut_ends_are_taken(tmp_path: Path) -> None:
    body = "Acme,Ann,Lee\nBolt,Bob,Ray,,b@bolt.example,more\nSuite 5,x\nCask,Cy,Orr,,,,\n"
    rows = _rows(tmp_path, HEAD + body)
    assert [row.lead is not None for row in rows] == [True, False, False, True]
    assert _kinds(rows) == [(2, "too_few_cells"), (3, "too_many_cells"), (4, "too_few_cells")]


def test_a_row_cut_off_before_half_is_taken_where_somebody_can_be_reached(tmp_path: Path) -> None:
    head = "Name,E-mail,Company,Phone,Street,City,Zip,Note,Do not call\n"
    body = (
        "Ann Lee,ann@acme.example,Acme,(617) 253-1000\nBolt,Bob Ray,(503) 588-5000\nCy Orr,Cask\n"
    )
    rows = _rows(tmp_path, head + body)
    assert [row.lead and row.lead.company for row in rows] == ["Acme", None, None]
    assert _kinds(rows) == [(line, "too_few_cells") for line in (2, 3, 4)]
    said = [one.message.endswith("read as empty.") for row in rows for one in row.problems]
    assert said == [True, False, False]


@pytest.mark.parametrize("note", ["x", "Hello Ann, yes, well, of course,\nbye, now, then"])
def test_cells_of_several_lines_are_taken_under_more_headings_than_cells(
    tmp_path: Path, note: str
) -> None:
    body = f'"Acme","(617) 253-1000","1 Main St\nBoston","{note}"\n'
    lead = _only_lead(tmp_path, "Company,Phone,Address,Notes,\n" + body)
    assert (lead.company, lead.phones) == ("Acme", ("+16172531000",))


def test_an_open_quote_closed_in_another_row_swallows_none(tmp_path: Path) -> None:
    body = 'Acme,"Ann,Lee,,a@acme.example\nBolt,Bob,Ray",,b@bolt.example\nCask,Cy,Orr,,\n'
    rows = _rows(tmp_path, HEAD + body)
    assert [row.lead and row.lead.company for row in rows] == [None, "Bolt", "Cask"]
    assert (2, "broken_row") in _kinds(rows)


def test_a_nul_and_a_huge_cell_are_named(tmp_path: Path) -> None:
    body = "Ac\x00me,Ann,Lee,,\n" + "x" * 200_000 + ",Bob,Ray,,\nCask,Cy,Orr,,\n"
    rows = _rows(tmp_path, HEAD + body)
    assert [row.lead and row.lead.company for row in rows] == ["Acme", None, "Cask"]
    assert _kinds(rows) == [(2, "nul"), (3, "broken_row")]


def test_double_headings_are_kept_apart(tmp_path: Path) -> None:
    source = _list(tmp_path, "Company,Phone,Phone\nAcme,(617) 253-1000,(503) 588-5000\n")
    assert [one.name for one in source.columns] == ["Company", "Phone", "Phone (2)"]
    lead = next(source.rows()).lead
    assert lead
    assert lead.phones == ("+16172531000", "+15035885000")


def test_a_title_above_the_headings_is_passed_over_aloud(tmp_path: Path) -> None:
    source = _list(tmp_path, "Trade show list\n\nCompany,Last name,Phone\nAcme,Lee,\n")
    assert [row.line for row in source.rows()] == [4]
    assert [(one.line, one.kind) for one in source.problems_around()] == [(1, "above_headings")]


def test_numbers_without_any_region_ask_for_one(tmp_path: Path) -> None:
    source = _list(tmp_path, HEAD + "Acme,Ann,Lee,030 123456,\n", region="")
    with pytest.raises(InputError, match="--region"):
        source.check(Findings.of(source.rows()))


def test_the_country_of_a_row_beats_the_region_of_the_list(tmp_path: Path) -> None:
    words = "Company,Country,State,Phone\nAcme,DEU,,089 99998210\nBolt,,California,(617) 253-1000\n"
    first, second = (row.lead for row in _rows(tmp_path, words))
    assert first
    assert second
    assert (first.country, first.phones) == ("DE", ("+498999998210",))
    assert (second.country, second.region) == ("US", "CA")


def test_placeholders_are_nothing_and_lost_zeros_stay_lost(tmp_path: Path) -> None:
    words = "NAME,ZIP,TELEPHONE,WEBSITE,STATUS\nAcme,5301,NOT AVAILABLE,n/a,CLOSED\n"
    lead = _only_lead(tmp_path, words)
    assert (lead.postal_code, lead.phones, lead.website) == ("5301", (), "")
    assert lead.is_closed
    assert not lead.has_bad_phone


def test_a_column_can_be_mapped_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("A,B\nAcme,Lee\n")
    reading = Reading("US", {"A": "company", "B": "last_name"})
    (row,) = LeadList(path, reading, NOW).rows()
    assert row.lead
    assert (row.lead.company, row.lead.last_name) == ("Acme", "Lee")
    with pytest.raises(InputError, match="The columns are: A, B"):
        LeadList(path, Reading("US", {"C": "company"}), NOW)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("", "2026-11-02"), ("never", None), ("2026-10-12", "2026-10-12"), ("Seen", "2026-10-03")],
)
def test_when_they_responded_is_a_column_a_date_or_never(
    tmp_path: Path, said: str, expected: str | None
) -> None:
    words = "Company,Response date,Seen,Attended\nAcme,11/02/2026,10/03/2026,yes\n"
    columns = words.replace("Response date", "Unknown") if said == "Seen" else words
    lead = _only_lead(tmp_path, columns, responded=said)
    assert (lead.responded_at and f"{lead.responded_at:%Y-%m-%d}") == expected
    assert lead.response is ResponseKind.ATTENDED


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("Vorname,Name,Firma,PLZ,Ort", "first_name,last_name,company,postal_code,city"),
        ("Prénom,Nom,Société,Téléphone", "first_name,last_name,company,phone"),
        ("Nombre,Apellidos,Empresa,Correo electrónico", "first_name,last_name,company,email"),
        ("Nome e cognome,Azienda,Città,CAP", "full_name,company,city,postal_code"),
        ("NAME,ADDRESS,ZIP,TYPE,STATUS", "company,street,postal_code,industry,account_status"),
        ("Full name,Company,Status,Position", "full_name,company,status,job_title"),
    ],
)
def test_headings_of_five_languages_are_known(headings: str, expected: str) -> None:
    assert guessed_fields(headings.split(",")) == [Field(one) for one in expected.split(",")]


_CELLS = st.text(st.sampled_from('aZ0+ ,;"\n\r\té-@.'), max_size=8)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=7), max_size=12))
def test_no_row_is_lost_and_none_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    body = "\n".join(",".join(cells) for cells in table)
    folder = tmp_path_factory.mktemp("lists")
    source = _list(folder, HEAD + body, delimiter=",")
    rows = list(source.rows())
    lines = Counter(row.line for row in rows)
    assert all(row.lead is not None or row.problems for row in rows)
    assert max(lines.values(), default=1) == 1
    if '"' not in body and "\r" not in body:
        around = source.problems_around()
        assert len(rows) + len(around) == sum(bool(line.strip()) for line in body.split("\n"))
