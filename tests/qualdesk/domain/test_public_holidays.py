"""Public holidays: the package's, a state's own, and the named days it lacks."""

from datetime import date

import holidays
import pytest

from qualdesk.domain.public_holidays import has_own_holidays, is_holiday

NAMED_IN_PENNSYLVANIA = {
    "New Year's Day": "01-01",
    "Martin Luther King, Jr. Day": "01-19",
    "Presidents' Day": "02-16",
    "Good Friday": "04-03",
    "Memorial Day": "05-25",
    "Flag Day": "06-14",
    "Independence Day": "07-04",
    "Labor Day": "09-07",
    "Columbus Day": "10-12",
    "Election Day": "11-03",
    "Veterans Day": "11-11",
    "Thanksgiving Day": "11-26",
    "Christmas Day": "12-25",
}


@pytest.mark.parametrize("name", NAMED_IN_PENNSYLVANIA)
def test_pennsylvania_keeps_its_thirteen_named_days(name: str) -> None:
    day = date.fromisoformat(f"2026-{NAMED_IN_PENNSYLVANIA[name]}")
    assert is_holiday(day, "US", "PA")


def test_the_days_a_state_names_are_its_own() -> None:
    flag_day = date(2026, 6, 14)
    assert not is_holiday(flag_day, "US")
    assert not is_holiday(flag_day, "US", "NY")


def test_good_friday_is_listed_for_years_to_come() -> None:
    british = holidays.country_holidays("GB", years=range(2026, 2041))
    listed = british.get_named("Good Friday")
    assert len(listed) == 15
    assert all(is_holiday(day, "US", "PA") for day in listed)


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (date(2026, 5, 4), True),
        (date(2031, 5, 4), True),
        (date(2031, 5, 5), True),
        (date(2026, 5, 5), False),
        (date(2026, 11, 3), True),
        (date(2027, 11, 2), False),
        (date(2026, 8, 10), True),
        (date(2026, 6, 19), True),
    ],
)
def test_rhode_island_keeps_state_and_federal_holidays(day: date, *, is_one: bool) -> None:
    assert is_holiday(day, "US", "RI") is is_one


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [
        ("DE", "SN", date(2026, 11, 18)),
        ("DE", "BY", date(2027, 1, 6)),
        ("AU", "VIC", date(2026, 11, 3)),
        ("CA", "QC", date(2026, 6, 24)),
        ("GB", "SCT", date(2026, 1, 2)),
        ("US", "UT", date(2026, 7, 24)),
    ],
)
def test_a_states_holiday_is_none_in_the_whole_country(
    country: str, region: str, day: date
) -> None:
    assert has_own_holidays(country, region)
    assert is_holiday(day, country, region)
    assert not is_holiday(day, country)


def test_a_day_that_is_a_holiday_in_the_country_counts_in_every_state() -> None:
    columbus_day = date(2026, 10, 12)
    assert is_holiday(columbus_day, "US", "CA")
    assert is_holiday(columbus_day, "US", "unheard of")


def test_a_country_the_package_does_not_know_has_none() -> None:
    assert not is_holiday(date(2026, 12, 25), "XX")
    assert not is_holiday(date(2026, 12, 25), "")
