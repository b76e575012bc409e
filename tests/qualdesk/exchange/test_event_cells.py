"""Cells as programs of events, mail and forms write them: moments, lengths, numbers, places."""

from pathlib import Path

import pytest

from qualdesk.exchange.cell_amounts import read_minutes
from qualdesk.exchange.cell_moments import read_moment
from qualdesk.exchange.cell_places import read_whole_address
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.phone_cells import read_numbers
from tests.builders import NOW


@pytest.mark.parametrize(
    ("cell", "hour", "zone"),
    [
        ("2026/10/14 3:01:12 p. m. CET", 14, "CET"),
        ("2026/10/14 3:01:12 nachm. MESZ", 13, "MESZ"),
        ("2026/10/14 9:01:12 vorm. OESZ", 6, "OESZ"),
        ("14/10/2026 15.01.12", 15, ""),
        ("2026-10-14 15:01:12(UTC+0)", 15, "UTC+0"),
        ("October 14, 2026 8:01 am New York Time", 12, "New York Time"),
        ("14 Oct, 2026 03:01 PM", 15, ""),
        ("October 14, 2026 8:01 am Eastern Daylight Time", 12, "Eastern Daylight Time"),
    ],
)
def test_programs_write_moments_in_ways_of_their_own(cell: str, hour: int, zone: str) -> None:
    moment = read_moment(cell, month_first=False)
    assert moment is not None
    assert (moment.at.hour, moment.at.minute, moment.zone) == (hour, 1, zone)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        *(("58.5", 58), ("58,5 min", 58), ("1時間 4分 28秒", 64), ("1時間4分", 64), ("PT1H4M", 64)),
        *(("58:12", 58), ("1:04", None)),
    ],
)
def test_programs_write_lengths_in_ways_of_their_own(cell: str, minutes: int | None) -> None:
    assert read_minutes(cell) == minutes


def test_an_address_of_a_mail_program_is_parted_at_its_double_blanks() -> None:
    found = read_whole_address("1 Main St  Boston  MA  02139  US")
    assert found is not None
    assert (found.street, found.town.city, found.town.region) == ("1 Main St", "Boston", "MA")
    assert (found.town.postal_code, found.town.country) == ("02139", "US")


@pytest.mark.parametrize(
    ("cell", "region", "number"),
    [
        ("491711234567", "DE", "+491711234567"),
        ("436641234567", "AT", "+436641234567"),
        ("33612345678", "FR", "+33612345678"),
        ("4921 123456", "DE", "+494921123456"),
        ("9198123456", "IN", "+919198123456"),
    ],
)
def test_a_mobile_behind_its_countrys_code_needs_no_plus(
    cell: str, region: str, number: str
) -> None:
    assert read_numbers(cell, region).phones == (number,)


def test_two_numbers_may_be_parted_by_a_shortened_or() -> None:
    found = read_numbers("0711/1234567 od. 0171/1234567", "DE")
    assert (found.phones, found.problem) == (("+497111234567", "+491711234567"), None)


def test_countries_may_be_named_as_cars_name_them(tmp_path: Path) -> None:
    words = "Firma;Land;Tel.\nMüller GmbH;D;0221 1234567\nMoser;A;01 5123456\n"
    path = tmp_path / "list.csv"
    path.write_text(words, encoding="utf-8")
    rows = list(LeadList(path, Reading(), NOW).rows())
    assert [(one.lead.country, one.lead.phones) for one in rows if one.lead] == [
        *(("DE", ("+492211234567",)), ("AT", ("+4315123456",)))
    ]
    assert [one.problems for one in rows] == [(), ()]
