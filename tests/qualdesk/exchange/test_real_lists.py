"""The real lists, read in place: what was counted in them by other means, and what was said of them."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from phonenumbers import timezone

from qualdesk.domain.phone import Phone, country_of, type_of, zones_of
from qualdesk.domain.places import candidate_zones, folded
from qualdesk.exchange.column_matching import own_names
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow, Problem
from qualdesk.exchange.list_shape import ListTable
from qualdesk.exchange.list_tables import Opening, open_table
from qualdesk.exchange.phone_cells import read_numbers
from qualdesk.exchange.read_rows import ReadRow
from tests.builders import NOW
from tests.real_lists import real_list

pytestmark = pytest.mark.real_lists

HOSPITALS, SCHOOLS = ("us_hifld_hospitals.csv", "US"), ("au_nsw_schools.csv", "AU")
ECOLES, SINGAPORE = ("fr_annuaire_education_35.csv", "FR"), ("sg_schools.csv", "SG")
Source = tuple[str, str]
Clock = tuple[timedelta | None, ...]


@cache
def _rows(source: Source) -> tuple[ReadRow, ...]:
    name, region = source
    return tuple(LeadList(real_list(name), Reading(region), NOW).rows())


def _leads(source: Source) -> list[LeadRow]:
    leads = [row.lead for row in _rows(source) if row.lead]
    assert len(leads) == len(_rows(source))
    return leads


def _problems(source: Source) -> list[Problem]:
    return [one for row in _rows(source) for one in row.problems]


@cache
def _table(source: Source) -> ListTable:
    return open_table(real_list(source[0]), Opening())


def _column(source: Source, name: str) -> list[str]:
    table = _table(source)
    place = own_names(table.headings).index(name)
    return [one.cells[place] for one in table.rows]


def _shared(values: Iterable[str]) -> tuple[int, int, int, int]:
    """Return how many differ, how many come more than once, on how many rows, and most on one."""
    counts = Counter(values)
    shared = [count for count in counts.values() if count > 1]
    return len(counts), len(shared), sum(shared), max(shared, default=0)


def _clock(zone: str) -> Clock:
    there = ZoneInfo(zone)
    samples = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (1, 7))
    return tuple(sample.astimezone(there).utcoffset() for sample in samples)


def _clocks(zones: Iterable[str]) -> set[Clock]:
    return {_clock(zone) for zone in zones}


def _candidates(lead: LeadRow) -> set[Clock]:
    by_number = zones_of(Phone(lead.phones[0])) if lead.phones else ()
    return _clocks(candidate_zones(lead.country, lead.region, by_number, lead.time_zone))


@pytest.mark.parametrize(
    ("source", "rows", "columns", "delimiter", "first"),
    [
        (HOSPITALS, 8013, 27, ",", "X"),
        (SCHOOLS, 2216, 44, ",", "School_code"),
        (ECOLES, 996, 69, ";", "Identifiant_de_l_etablissement"),
        (SINGAPORE, 358, 29, ",", "school_name"),
    ],
)
def test_every_row_and_column_is_there_and_no_mark_sticks_to_the_first_heading(
    source: Source, rows: int, columns: int, delimiter: str, first: str
) -> None:
    table = _table(source)
    assert (len(table.rows), len(table.headings)) == (rows, columns)
    assert (table.delimiter, table.encoding, table.headings[0]) == (delimiter, "utf-8", first)
    assert {len(one.cells) for one in table.rows} == {columns}
    assert table.passed_over == ()


@pytest.mark.parametrize(
    ("source", "column", "types"),
    [
        (HOSPITALS, "TELEPHONE", {"fixed_line_or_mobile": 7508, "fixed_line": 1, "toll_free": 39}),
        (SCHOOLS, "Phone", {"fixed_line": 105, "shared_cost": 1, "mobile": 1}),
        (ECOLES, "Telephone", {"fixed_line": 958, "mobile": 16, "voip": 6}),
    ],
)
def test_numbers_are_of_the_types_that_were_counted(
    source: Source, column: str, types: dict[str, int]
) -> None:
    read = (read_numbers(cell, source[1]).phones for cell in _column(source, column))
    assert Counter(type_of(phones[0]) for phones in read if phones) == types


@pytest.mark.parametrize(
    ("source", "shared"), [(HOSPITALS, (7194, 307, 661, 7)), (ECOLES, (919, 42, 103, 15))]
)
def test_numbers_are_shared_as_was_counted(
    source: Source, shared: tuple[int, int, int, int]
) -> None:
    assert _shared(lead.phones[0] for lead in _leads(source) if lead.phones) == shared


@pytest.mark.parametrize(("source", "groups"), [(HOSPITALS, (98, 202)), (ECOLES, (21, 45))])
def test_names_are_shared_at_a_postal_code_as_was_counted(
    source: Source, groups: tuple[int, int]
) -> None:
    named = (f"{folded(lead.company)}|{lead.postal_code}" for lead in _leads(source))
    assert _shared(named)[1:3] == groups


# Hospitals


def test_the_seven_numbers_of_no_hospital_are_named_and_nothing_else() -> None:
    assert [(one.kind, one.column, one.value) for one in _problems(HOSPITALS)] == [
        ("invalid_phone", "TELEPHONE", number)
        for number in (
            *("(222) 333-4444", "(232) 722-4400", "(856) 111-1111", "(931) 143-5290"),
            *("(245) 242-2824", "(496) 867-1120", "(225) 111-1111"),
        )
    ]


def test_codes_that_lost_their_zero_stay_as_they_are() -> None:
    short = [lead for lead in _leads(HOSPITALS) if len(lead.postal_code) < 5]
    assert len(short) == 539
    assert [lead.postal_code for lead in _leads(HOSPITALS)] == _column(HOSPITALS, "ZIP")
    assert {lead.zone_source for lead in short} == {None}


def test_what_is_not_available_is_nothing() -> None:
    assert sum(not lead.website for lead in _leads(HOSPITALS)) == 3491
    assert sum(lead.is_closed for lead in _leads(HOSPITALS)) == 379
    missing = [lead for lead in _leads(HOSPITALS) if not (lead.phones or lead.has_bad_phone)]
    assert len(missing) == 458


def test_countries_of_three_letters_are_known() -> None:
    counts = Counter(lead.country for lead in _leads(HOSPITALS))
    assert counts == Counter(US=7933, PR=72, GU=3, VI=2, AS=1, MP=1, PW=1)


def test_the_country_of_a_row_is_asked_before_that_of_the_list() -> None:
    (palau,) = [lead for lead in _leads(HOSPITALS) if lead.country == "PW"]
    cell = _column(HOSPITALS, "TELEPHONE")[palau.line - 2]
    assert read_numbers(cell, "US").phones == (f"+1{palau.phones[0].removeprefix('+')}",)
    assert country_of(Phone(palau.phones[0])) == "PW"


_LETTERS = dict(
    letter_and_zone.split(" ")
    for letter_and_zone in (
        *("E America/New_York", "C America/Chicago", "M America/Denver", "Z America/Phoenix"),
        *("P America/Los_Angeles", "K America/Anchorage", "A America/Adak", "H Pacific/Honolulu"),
        *("R America/Puerto_Rico", "G Pacific/Guam", "S Pacific/Pago_Pago", "W Pacific/Palau"),
    )
)


def _clocks_at_the_hospitals() -> list[Clock]:
    """Return the clock at the coordinates of each row, as timezonefinder 9.0.0 tells it."""
    words = (Path(__file__).parent / "hospital_clocks.txt").read_text().replace("\n", "")
    runs = re.findall(r"([A-Z])(\d*)", words)
    return [_clock(_LETTERS[letter]) for letter, count in runs for _one in range(int(count or 1))]


def test_the_number_alone_would_name_55_wrong_clocks_and_leave_81_open() -> None:
    counts: Counter[str] = Counter()
    cells = _column(HOSPITALS, "TELEPHONE")
    for cell, there in zip(cells, _clocks_at_the_hospitals(), strict=True):
        for phone in read_numbers(cell, "US").phones:
            told = timezone.time_zones_for_number(phonenumbers.parse(phone))
            is_right = there in _clocks(told)
            counts["open" if len(told) > 1 else "right" if is_right else "wrong"] += 1
    assert counts == {"right": 7412, "open": 81, "wrong": 55}


def test_the_address_decides_the_clock_of_every_hospital() -> None:
    counts: Counter[str] = Counter()
    for lead, there in zip(_leads(HOSPITALS), _clocks_at_the_hospitals(), strict=True):
        found = _candidates(lead)
        assert there in found, lead
        counts["told" if len(found) == 1 else "open"] += 1
    assert counts["open"] <= 150  # towns of states on two clocks, near the line between them


def test_a_hospital_in_alaska_keeps_alaska_s_time_whatever_its_number() -> None:
    (lead,) = [one for one in _leads(HOSPITALS) if one.phones == ("+19075811202",)]
    assert timezone.time_zones_for_number(phonenumbers.parse(lead.phones[0])) == (
        "Pacific/Honolulu",
    )
    assert _candidates(lead) == {_clock("America/Anchorage")}


# Schools of New South Wales


def test_local_numbers_need_an_area_code_and_none_is_made_up() -> None:
    assert Counter(one.kind for one in _problems(SCHOOLS)) == {"phone_needs_area_code": 2108}
    assert {len(lead.phones) for lead in _leads(SCHOOLS)} == {0, 1}
    assert not [lead for lead in _leads(SCHOOLS) if "+6197136220" in lead.phones]


def test_a_state_s_area_code_makes_the_local_numbers_whole() -> None:
    cells = [cell for cell in _column(SCHOOLS, "Phone") if cell]
    local = [cell for cell in cells if not read_numbers(cell, "AU").numbers]
    whole = [cell for cell in local if read_numbers(f"02 {cell}", "AU").numbers]
    assert (len(cells), len(local), len(whole)) == (2215, 2108, 2108)


def test_norfolk_island_is_another_country() -> None:
    abroad = [lead for lead in _leads(SCHOOLS) if any("+672" in one for one in lead.phones)]
    assert [lead.phones for lead in abroad] == [("+672323000",)]
    assert country_of(Phone("+672323000")) == "NF"


def test_a_school_s_address_is_its_own_and_an_office_s_number_is_nobody_s() -> None:
    emails = [lead.email for lead in _leads(SCHOOLS) if lead.email]
    assert len(set(emails)) == len(emails) > 2200
    cells = _column(SCHOOLS, "Operational_directorate_office_phone")
    read = [one for cell in cells for one in read_numbers(cell, "AU").phones]
    assert (len(read), len(set(read)), max(Counter(read).values())) == (426, 10, 84)
    assert not {*read} & {phone for lead in _leads(SCHOOLS) for phone in lead.phones}


def test_the_far_west_and_the_islands_keep_clocks_of_their_own() -> None:
    clocks = Counter(clock for lead in _leads(SCHOOLS) for clock in _candidates(lead))
    assert clocks == {
        _clock(zone): count
        for zone, count in (
            *(("Australia/Sydney", 2205), ("Australia/Broken_Hill", 9)),
            *(("Pacific/Norfolk", 1), ("Australia/Lord_Howe", 1)),
        )
    }


def test_blanks_behind_a_town_and_suppressed_values_are_taken_away() -> None:
    assert any(cell != cell.rstrip() for cell in _column(SCHOOLS, "Town_suburb"))
    assert all(lead.city == lead.city.strip() for lead in _leads(SCHOOLS))
    assert "np" in _column(SCHOOLS, "Indigenous_pct")
    assert read_numbers("np", "AU") == read_numbers("", "AU")


# Schools of Ille-et-Vilaine


def test_french_faxes_are_numbers_that_nobody_dials() -> None:
    read = [read_numbers(cell, "FR") for cell in _column(ECOLES, "Fax")]
    assert (sum(bool(one.numbers) for one in read), read.count(read_numbers("", "FR"))) == (
        161,
        835,
    )
    own = [{*read_numbers(cell, "FR").phones} for cell in _column(ECOLES, "Telephone")]
    assert own == [{*lead.phones} for lead in _leads(ECOLES)]


def test_french_accents_survive_and_codes_stay_text() -> None:
    names = _column(ECOLES, "Nom_etablissement")
    assert [lead.company for lead in _leads(ECOLES)] == [name.strip() for name in names]
    assert any("é" in name for name in names)
    assert [lead.postal_code for lead in _leads(ECOLES)] == _column(ECOLES, "Code postal")
    assert {*_column(ECOLES, "Code_departement")} == {"035"}


def test_every_french_school_keeps_the_time_of_paris() -> None:
    assert {lead.country for lead in _leads(ECOLES)} == {"FR"}
    assert [_candidates(lead) for lead in _leads(ECOLES)] == [{_clock("Europe/Paris")}] * 996


# Schools of Singapore


@pytest.mark.parametrize(
    ("column", "cells_with", "numbers"),
    [("telephone_no", 358, 359), ("telephone_no_2", 17, 18), ("fax_no", 357, 357)],
)
def test_notes_are_no_letters_to_be_dialled(column: str, cells_with: int, numbers: int) -> None:
    read = [read_numbers(cell, "SG").phones for cell in _column(SINGAPORE, column)]
    assert (sum(bool(one) for one in read), sum(map(len, read))) == (cells_with, numbers)


def test_na_is_nothing_in_singapore() -> None:
    cells = _column(SINGAPORE, "telephone_no_2")
    assert cells.count("na") == 341
    assert _problems(SINGAPORE) == []


def test_long_texts_with_marks_and_commas_keep_their_places() -> None:
    with real_list(SINGAPORE[0]).open(encoding="utf-8", newline="") as file:
        _head, *truth = csv.reader(file)
    assert [list(one.cells) for one in _table(SINGAPORE).rows] == truth
    assert any("<br />" in cell and "," in cell for row in truth for cell in row)


# Numbers of all countries


def test_example_numbers_of_every_country_are_read_in_each_way_they_are_written() -> None:
    with real_list("../phones/libphonenumber_example_numbers.csv").open(newline="") as file:
        examples = list(csv.DictReader(file))
    assert len(examples) == 1129
    for one in examples:
        for how in ("national", "international", "e164", "rfc3966"):
            assert read_numbers(one[how], one["region"]).phones == (one["e164"],), (one, how)
