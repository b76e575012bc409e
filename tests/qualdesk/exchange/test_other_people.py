"""Lists that name several people in a row: the first is called, the others stand in the notes."""

from pathlib import Path

import pytest

from qualdesk.exchange.column_matching import Matching, matched_columns
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from tests.builders import NOW

_OTHER = Field.OTHER_PERSON


@pytest.mark.parametrize(
    ("names", "others"),
    [
        ("Company|Contact 1 Name|Contact 1 Email|Contact 2 Name|Contact 2 Email", 2),
        ("Company|Contact Name 1|Email 1|Contact Name 2|Email 2|Phone 2", 3),
        ("Company|Primary Contact Name|Phone|Secondary Contact Name|Secondary Contact Phone", 2),
        ("Firma|Ansprechpartner 1|E-Mail 1|Ansprechpartner 2|E-Mail 2|Telefon 2", 3),
        ("Entreprise|Contact principal|Contact secondaire|Email contact secondaire", 2),
        ("Empresa|Contacto 1|Correo 1|Contacto 2|Correo 2", 2),
        ("会社名|担当者1|メール1|担当者2|メール2", 2),
        ("Organization|Person1Name|Person1Email|Person2Name|Person2Email", 2),
        ("Company|First Name 1|Last Name 1|First Name 2|Last Name 2|Email 2", 3),
    ],
)
def test_columns_of_further_people_are_told_apart(names: str, others: int) -> None:
    columns = matched_columns(names.split("|"), [], "US", Matching())
    assert [one.field is _OTHER for one in columns] == [False] * (len(columns) - others) + [
        True
    ] * others
    assert all(one.field for one in columns)


@pytest.mark.parametrize(
    "names",
    [
        "Company|Contact|Phone 1|Phone 2",
        "Company|Phone 1|Phone 2|Contact",
        "Empresa|Nombre|Apellido 1|Apellido 2",
        "Company|First name|Last name|Address 1|Address 2",
        "Name 1|Name 2|Telefon 1|Telefon 2",
    ],
)
def test_what_one_person_has_twice_is_nobody_elses(names: str) -> None:
    columns = matched_columns(names.split("|"), [], "US", Matching())
    assert _OTHER not in {one.field for one in columns}


_TWO = (
    "Company,Contact 1 Name,Contact 1 Email,Contact 1 Phone,"
    "Contact 2 Name,Contact 2 Email,Contact 2 Phone\n"
)


def _lead(folder: Path, words: str) -> LeadRow:
    path = folder / "list.csv"
    path.write_text(words, encoding="utf-8")
    (row,) = LeadList(path, Reading("US"), NOW).rows()
    assert row.lead
    return row.lead


def test_the_second_person_of_a_row_stands_in_its_notes(tmp_path: Path) -> None:
    told = "Acme,Tom Lee,tom@acme.test,617-253-1000,Ann Roy,ann@acme.test,617-253-1001\n"
    lead = _lead(tmp_path, _TWO + told)
    assert (lead.person, lead.email, lead.phones) == ("Tom Lee", "tom@acme.test", ("+16172531000",))
    assert lead.note.splitlines() == [
        "Contact 2 Name: Ann Roy",
        "Contact 2 Email: ann@acme.test",
        "Contact 2 Phone: 617-253-1001",
    ]


def test_where_the_first_person_is_missing_the_second_is_called(tmp_path: Path) -> None:
    lead = _lead(tmp_path, _TWO + "Acme,,N/A,,Ann Roy,ann@acme.test,617-253-1001\n")
    assert (lead.person, lead.email, lead.phones) == ("Ann Roy", "ann@acme.test", ("+16172531001",))
    assert not lead.note


def test_a_second_last_name_belongs_to_the_first(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Empresa,Nombre,Apellido 1,Apellido 2\nAcme,Ana,García,López\n")
    assert (lead.first_name, lead.last_name) == ("Ana", "García López")
