"""Headings as lists of many countries, registers and programs write them."""

import tomllib
from pathlib import Path

import pytest

from qualdesk.exchange.cell_places import TownLine, read_town_line
from qualdesk.exchange.column_matching import Matching, matched_columns
from qualdesk.exchange.fields import Field
from qualdesk.exchange.headings import guessed_fields
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from tests.builders import NOW

LISTS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "list_headings.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("kind", LISTS)
def test_headings_are_known_in_many_languages(kind: str) -> None:
    expected = LISTS[kind]
    found = guessed_fields(list(expected))
    assert dict(zip(expected, found, strict=True)) == expected


def test_a_long_heading_is_known_by_its_last_words_where_its_cells_agree() -> None:
    place = "Provider Business Practice Location Address"
    names = ["Provider Organization Name (Legal Business Name)", f"{place} City Name"]
    names += [
        f"{place} Telephone Number",
        f"{place} Fax Number",
        "Was the entry checked by your own staff",
    ]
    row = ["Acme", "Boston", "617-253-1000", "617-253-1001", "yes"]
    columns = matched_columns(names, [row], "US", Matching())
    assert [one.field for one in columns] == [
        *(Field.COMPANY, Field.CITY, Field.PHONE, Field.IGNORED, Field.ANSWER)
    ]


@pytest.mark.parametrize(
    ("names", "company"),
    [
        ("Name|Manager name|Phone", Field.COMPANY),
        ("Name|Company|Phone", Field.FULL_NAME),
        ("Name|First name|Last name|Company", Field.IGNORED),
    ],
)
def test_a_column_of_names_means_what_the_others_leave_open(names: str, company: Field) -> None:
    assert guessed_fields(names.split("|"))[0] is company


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("80331 München", TownLine("80331", "München")),
        ("D-80331 München", TownLine("D-80331", "München")),
        ("1012 AB Amsterdam", TownLine("1012 AB", "Amsterdam")),
        ("00-950 Warszawa", TownLine("00-950", "Warszawa")),
        ("110 00 Praha 1", TownLine("110 00", "Praha 1")),
        ("1000-205 Lisboa", TownLine("1000-205", "Lisboa")),
        ("Boston, MA 02139", TownLine("02139", "Boston", "MA")),
        ("Boston MA 02139-4307", TownLine("02139-4307", "Boston", "MA")),
        ("London SW1A 1AA", TownLine("SW1A 1AA", "London")),
        ("Toronto, ON, M5V 2T6", TownLine("M5V 2T6", "Toronto", "ON")),
        ("Saint-Malo", TownLine(city="Saint-Malo")),
        ("", TownLine()),
    ],
)
def test_a_line_of_code_and_town_is_parted(cell: str, expected: TownLine) -> None:
    assert read_town_line(cell) == expected


def _lead(folder: Path, words: str) -> LeadRow:
    path = folder / "list.csv"
    path.write_text(words, encoding="utf-8")
    (row,) = LeadList(path, Reading("US"), NOW).rows()
    assert row.lead
    return row.lead


def test_a_house_number_stands_where_the_list_has_it(tmp_path: Path) -> None:
    german = _lead(tmp_path, "Firma,Straße,Hausnummer,PLZ Ort\nAcme,Hauptstr.,12a,80331 München\n")
    assert (german.street, german.postal_code, german.city) == ("Hauptstr. 12a", "80331", "München")
    english = _lead(tmp_path, "Company,Street number,Address 1,Address 2\nAcme,12,Main St,Unit 4\n")
    assert english.street == "12 Main St, Unit 4"


def test_a_particle_in_a_column_of_its_own_belongs_to_the_last_name(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Voornaam,Tussenvoegsel,Achternaam\nAnna,van den,Berg\n")
    assert (lead.first_name, lead.last_name) == ("Anna", "van den Berg")
