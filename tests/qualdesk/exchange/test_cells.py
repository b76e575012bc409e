"""Cells as people fill them: names, moments and places in one cell, each read into its parts."""

from datetime import UTC, datetime

import pytest

from qualdesk.exchange.cell_moments import read_moment, written_moment
from qualdesk.exchange.cell_names import PersonName, split_name
from qualdesk.exchange.cell_places import TownLine, WholeAddress, read_town_line, read_whole_address
from qualdesk.exchange.name_customs import name_custom
from qualdesk.exchange.phone_cells import read_numbers


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Dr. Jane Q. Public, MD, PhD", PersonName("Dr.", "Jane Q.", "Public")),
        ("Robert Downey Jr.", PersonName("", "Robert", "Downey Jr.")),
        ("King, Martin Luther, Jr.", PersonName("", "Martin Luther", "King Jr.")),
        ("Lee, CPA, Ann", PersonName("", "Ann", "Lee")),
        ("WALSH DDS, MARY", PersonName("", "MARY", "WALSH")),
        ("Yo-Yo Ma", PersonName("", "Yo-Yo", "Ma")),
        ("Dipl.-Ing. (FH) Klaus Weber", PersonName("Dipl.-Ing. (FH)", "Klaus", "Weber")),
        ("Dott.ssa Carla Neri", PersonName("Dott.ssa", "Carla", "Neri")),
        ("Bc. Věra Šťastná", PersonName("Bc.", "Věra", "Šťastná")),
        ("Иванов Иван Иванович", PersonName("", "Иван Иванович", "Иванов")),
        ("DUPONT Jean-Pierre", PersonName("", "Jean-Pierre", "DUPONT")),
        ("Jean DUPONT", PersonName("", "Jean", "DUPONT")),
        ("van den BERG Jan", PersonName("", "Jan", "van den BERG")),
        ("JP Morgan", PersonName("", "JP", "Morgan")),
        ("ANN LEE", PersonName("", "ANN", "LEE")),
        ("Weber, ANNA Maria", PersonName("", "ANNA Maria", "Weber")),
        ("山田 太郎", PersonName("", "", "山田 太郎")),
        ("김철수", PersonName("", "", "김철수")),
    ],
)
def test_a_name_is_parted_from_titles_degrees_and_generations(
    cell: str, expected: PersonName
) -> None:
    assert split_name(cell) == expected


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("María García López", "María", "García López"),
        ("Juan Carlos García", "Juan Carlos", "García"),
        ("Juan C. García", "Juan C.", "García"),
        ("José Luis Rodríguez Zapatero", "José Luis", "Rodríguez Zapatero"),
        ("María del Carmen Ruiz", "María del Carmen", "Ruiz"),
        ("Ana de la Cruz Peña", "Ana", "de la Cruz Peña"),
        ("Pedro Gómez", "Pedro", "Gómez"),
        ("GARCÍA LÓPEZ María", "María", "GARCÍA LÓPEZ"),
        ("García López, María José", "María José", "García López"),
    ],
)
def test_in_spain_and_the_americas_people_have_two_family_names(
    cell: str, first: str, last: str
) -> None:
    assert split_name(cell, name_custom("Nombre completo", "", "ES")) == PersonName("", first, last)
    assert split_name(cell, name_custom("Name", "US", "US")).last in {
        last,
        last.rsplit(maxsplit=1)[-1],
    }


def test_elsewhere_the_last_of_three_names_is_the_familys() -> None:
    custom = name_custom("Nombre completo", "US", "US")
    assert split_name("María García López", custom) == PersonName("", "María García", "López")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("García López María José", "María José", "García López"),
        ("García María José", "María José", "García"),
        ("García López María", "María", "García López"),
        ("Gómez Pedro", "Pedro", "Gómez"),
    ],
)
def test_two_family_names_stand_first_where_the_heading_says_so(
    cell: str, first: str, last: str
) -> None:
    custom = name_custom("Apellidos y nombre", "MX", "MX")
    assert split_name(cell, custom) == PersonName("", first, last)


@pytest.mark.parametrize(
    "cell",
    [
        *("Di, 03.11.2026 14:30 Uhr", "3. November 2026 um 14.30 Uhr", "03.11.2026, 14:30 h"),
        *("mardi 3 novembre 2026 à 14h30", "le 03/11/2026 à 14h30", "3 de noviembre de 2026 14:30"),
        *(
            "Tuesday, November 3rd, 2026 2:30 p.m.",
            "Tue 3 Nov 2026 at 2:30 pm",
            "3-Nov-2026 2:30 PM",
        ),
        *("2026年11月3日 14時30分", "令和8年11月3日 午後2時30分", "2026년 11월 3일 오후 2시 30분"),
        *("2026-11-3 14:30", "2026-11-03 02:30:00 PM", "2026-11-3T14:30"),
        *("46329.604166667", "1793716200", "1793716200000", "20261103T143000"),
    ],
)
def test_a_moment_is_read_however_it_is_written(cell: str) -> None:
    moment = read_moment(cell, month_first=False)
    assert moment is not None
    assert moment.at == datetime(2026, 11, 3, 14, 30, tzinfo=UTC)


def test_march_is_no_day_of_the_week() -> None:
    moment = read_moment("Mar 3, 2026", month_first=False)
    assert moment is not None
    assert moment.at == datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize("cell", ["46340", "60601", "1793716200", "2125550182"])
def test_a_bare_number_is_a_moment_only_where_a_heading_says_so(cell: str) -> None:
    assert written_moment(cell, month_first=False) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Austin, TX", TownLine("", "Austin", "TX")),
        ("Wilmington, DE", TownLine("", "Wilmington", "DE")),
        ("Atlanta, Georgia", TownLine("", "Atlanta", "Georgia")),
        ("Berlin, Germany", TownLine("", "Berlin", "", "DE")),
        ("Leeds, UK", TownLine("", "Leeds", "", "GB")),
        ("Paris, Île-de-France, France", TownLine("", "Paris", "Île-de-France", "FR")),
        ("San Francisco Bay Area", TownLine("", "San Francisco Bay Area")),
    ],
)
def test_a_location_tells_city_region_and_country(cell: str, expected: TownLine) -> None:
    assert read_town_line(cell, "US") == expected


@pytest.mark.parametrize(
    ("cell", "street", "town"),
    [
        ("1 Main St, Springfield, IL 62701", "1 Main St", TownLine("62701", "Springfield", "IL")),
        ("1 Elm Rd\nBoston MA 02139", "1 Elm Rd", TownLine("02139", "Boston", "MA")),
        (
            "4 Oak Ave, Suite 2, Austin, TX 78701, USA",
            "4 Oak Ave, Suite 2",
            TownLine("78701", "Austin", "TX", "US"),
        ),
        ("Hauptstr. 12, 80331 München", "Hauptstr. 12", TownLine("80331", "München")),
        ("1 Mill Lane, Leeds, LS1 4AB", "1 Mill Lane", TownLine("LS1 4AB", "Leeds")),
        ("2 King St, Toronto, ON M5V 2T6", "2 King St", TownLine("M5V 2T6", "Toronto", "ON")),
    ],
)
def test_a_whole_address_is_parted_at_its_town(cell: str, street: str, town: TownLine) -> None:
    assert read_whole_address(cell) == WholeAddress(street, town)


@pytest.mark.parametrize(
    "cell", ["Suite 5, 12345 Main Street", "12, MG Road, Mumbai", "Main Street 1", "", ",", "80331"]
)
def test_an_address_without_a_code_in_its_place_stays_whole(cell: str) -> None:
    assert read_whole_address(cell) is None


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("Office 212-555-0186 Fax 212-555-0187", ["+12125550186"]),
        ("Tel: (212) 555-0186 / Telefax no. (212) 555-0187", ["+12125550186"]),
        ("Fax: 212-555-0187", []),
    ],
)
def test_the_number_of_a_fax_is_never_dialled(cell: str, phones: list[str]) -> None:
    read = read_numbers(cell, "US")
    assert list(read.phones) == phones
    assert read.problem is None


@pytest.mark.parametrize(
    ("cell", "region"),
    [
        ("58 555 01 99 wew. 12", "PL"),
        ("222 555 142 klapka 12", "CZ"),
        ("0216 555 01 42 dahili 12", "TR"),
    ],
)
def test_extensions_are_known_in_the_words_of_the_country(cell: str, region: str) -> None:
    assert [one.extension for one in read_numbers(cell, region).numbers] == ["12"]
