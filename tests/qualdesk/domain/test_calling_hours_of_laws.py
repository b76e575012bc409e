"""Every rule alone, minute by minute: on a weekday, a Saturday, a Sunday and a holiday."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from qualdesk.domain.calling_hours import Clock, may_call_at
from qualdesk.domain.calling_rules import HOUSE_RULE, Audience, Rules
from qualdesk.domain.places import candidate_zones
from qualdesk.settings import calling_rules
from tests.real_lists import real_list

WEDNESDAY, SATURDAY, SUNDAY = date(2026, 11, 18), date(2026, 11, 21), date(2026, 11, 22)
CHRISTMAS = date(2026, 12, 25)
"""A Friday, and a holiday in every one of these places."""

MINUTE = timedelta(minutes=1)
NONE, ANY = "none", "any"


@dataclass(frozen=True)
class Says:
    """What a row says of four days, as "10:00-13:00, 14:00-20:00", "none" or "any"."""

    law: str
    wednesday: str
    saturday: str
    sunday: str
    christmas: str


def _every_day(hours: str, *laws: str) -> list[Says]:
    return [Says(law, hours, hours, hours, hours) for law in laws]


SAYINGS = [
    *_every_day("08:00-21:00", "US", "US-ME", "US-SC", "US-SD", "US-*"),
    *_every_day("08:00-20:00", "US-FL", "US-MA", "US-MD", "US-OK", "US-WA", "US-WY"),
    *_every_day("09:00-21:00", "US-MI", "US-MN", "US-NM"),
    *_every_day("09:00-20:00", "US-CT", "US-NV"),
    *_every_day("10:00-21:00", "US-KY"),
    *_every_day(ANY, "GB", "DE", "NL", "AT", "CZ", "FI", "SG"),
    Says("US-AL", "08:00-20:00", "08:00-20:00", NONE, NONE),
    Says("US-LA", "08:00-20:00", "08:00-20:00", NONE, NONE),
    Says("US-MS", "08:00-20:00", "08:00-20:00", NONE, NONE),
    Says("US-PA", "09:00-19:00", "09:00-19:00", NONE, NONE),
    Says("US-RI", "09:00-18:00", "10:00-17:00", NONE, NONE),
    Says("US-TX", "09:00-21:00", "09:00-21:00", "12:00-21:00", "09:00-21:00"),
    Says("US-UT", "08:00-21:00", "08:00-21:00", NONE, NONE),
    Says("CA", "09:00-21:30", "10:00-18:00", "10:00-18:00", "09:00-21:30"),
    Says("CA-BC", "09:00-21:30", "10:00-18:00", "10:00-18:00", NONE),
    Says("FR", "10:00-13:00, 14:00-20:00", NONE, NONE, NONE),
    Says("IT", "09:00-20:00", "10:00-19:00", NONE, NONE),
    Says("ES", "09:00-21:00", NONE, NONE, NONE),
    Says("AU", "09:00-20:00", "09:00-17:00", NONE, NONE),
    Says("ZA", "08:00-20:00", "09:00-13:00", NONE, NONE),
]


def test_the_table_has_every_rule_that_ships() -> None:
    assert {one.law for one in SAYINGS} == set(calling_rules().by_id) - {HOUSE_RULE}
    assert len(SAYINGS) == 38


@pytest.mark.parametrize("says", SAYINGS, ids=lambda says: says.law)
def test_a_law_opens_and_closes_on_the_minute(says: Says) -> None:
    _assert_says(says)


@pytest.mark.real_lists
def test_the_rules_are_those_of_the_collected_table() -> None:
    rows = json.loads(real_list("../calling_rules.json").read_text(encoding="utf-8"))
    assert len(rows) == 38
    for row in rows:
        _assert_says(_as_written(row))
        _assert_scope_and_cap(row)


@pytest.mark.parametrize("says", SAYINGS, ids=lambda says: says.law)
def test_a_law_opens_and_closes_on_the_minute_in_summer_too(says: Says) -> None:
    assert _open_minutes(says.law, date(2026, 7, 8)) == _spans(says.wednesday)


def test_pennsylvania_keeps_sundays_free_from_october_2026() -> None:
    assert _open_minutes("US-PA", date(2026, 10, 11)) == _spans("09:00-19:00")
    assert _open_minutes("US-PA", date(2026, 10, 18)) == []


def test_a_texan_sunday_begins_at_noon_on_a_holiday_too() -> None:
    independence_day = date(2027, 7, 4)
    assert independence_day.weekday() == SUNDAY.weekday()
    assert _open_minutes("US-TX", independence_day) == _spans("12:00-21:00")


def test_italy_keeps_saturday_hours_on_the_eve_of_a_holiday() -> None:
    christmas_eve, sunday_before_a_holiday = date(2026, 12, 24), date(2027, 3, 28)
    assert _open_minutes("IT", christmas_eve) == _spans("10:00-19:00")
    assert _open_minutes("IT", sunday_before_a_holiday) == []


def test_mississippi_is_read_on_central_time_wherever_the_prospect_is() -> None:
    clock = Clock(("America/New_York",), ("US-MS",), Audience.B2C)
    open_minutes = _open_minutes_of(clock, "America/New_York", WEDNESDAY)
    assert open_minutes == _spans("09:00-20:00")


def test_the_house_adds_its_own_hours_to_every_law() -> None:
    clock = Clock(("America/New_York",), ("US", "US-FL"))
    at_eighteen = datetime.combine(WEDNESDAY, time(18), ZoneInfo("America/New_York"))
    assert may_call_at(clock, at_eighteen - MINUTE, calling_rules())
    assert not may_call_at(clock, at_eighteen, calling_rules())


def test_a_law_for_consumers_only_does_not_bind_calls_to_companies() -> None:
    lunch = datetime.combine(WEDNESDAY, time(13, 15), ZoneInfo("Europe/Paris"))
    assert may_call_at(Clock(("Europe/Paris",), ("FR",)), lunch, calling_rules())
    consumer = Clock(("Europe/Paris",), ("FR",), Audience.B2C)
    assert not may_call_at(consumer, lunch, calling_rules())


def test_a_law_of_which_that_is_not_known_binds_both() -> None:
    early = datetime.combine(WEDNESDAY, time(9, 30), ZoneInfo("America/New_York"))
    kentucky = ("US", "US-KY")
    assert not may_call_at(Clock(("America/New_York",), kentucky), early, calling_rules())


def _assert_says(says: Says) -> None:
    days = {
        WEDNESDAY: says.wednesday,
        SATURDAY: says.saturday,
        SUNDAY: says.sunday,
        CHRISTMAS: says.christmas,
    }
    found = {day: _open_minutes(says.law, day) for day in days}
    assert found == {day: _spans(words) for day, words in days.items()}


def _open_minutes(law: str, day: date) -> list[int]:
    place = law.replace("-*", "-GA")
    country, _dash, region = place.partition("-")
    zone = candidate_zones(country, region)[0]
    return _open_minutes_of(Clock((zone,), (place,), Audience.B2C), zone, day)


def _open_minutes_of(clock: Clock, zone: str, day: date) -> list[int]:
    """Return the minutes of the day, from midnight, at which the laws of a clock alone allow it."""
    by_id = {law: rule for law, rule in calling_rules().by_id.items() if law != HOUSE_RULE}
    rules = Rules(MappingProxyType(by_id))
    midnight = datetime.combine(day, time(), ZoneInfo(zone))
    return [
        minute for minute in range(24 * 60) if may_call_at(clock, midnight + minute * MINUTE, rules)
    ]


def _spans(words: str) -> list[int]:
    if words == ANY:
        return list(range(24 * 60))
    return [minute for span in _pairs(words) for minute in range(*span)]


def _pairs(words: str) -> Iterator[tuple[int, int]]:
    for start, end in re.findall(r"(\d\d(?::\d\d)?)-(\d\d(?::\d\d)?)", words):
        yield _minutes(start), _minutes(end)


def _minutes(text: str) -> int:
    hours, _colon, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _as_written(row: dict[str, str]) -> Says:
    """Return what a row of the collected table says; a comment in brackets is none of it."""
    weekdays, saturday, sunday, holidays = (
        re.sub(r"\(.*\)", "", row[name]).strip() for name in ("weekdays", "sat", "sun", "holidays")
    )
    if weekdays.startswith("no "):
        return Says(row["id"], ANY, ANY, ANY, ANY)
    is_like_any = holidays in {"allowed", "as that weekday"}
    christmas = weekdays if is_like_any else holidays
    return Says(row["id"], weekdays, saturday, sunday, christmas)


def _assert_scope_and_cap(row: dict[str, str]) -> None:
    rule = calling_rules().by_id[row["id"]]
    if rule.spares_b2b:
        assert "consumer" in row["b2b"]
        assert row["confidence"] == "high"
    if not row["b2b"].strip("?-"):
        assert not rule.spares_b2b
    numbers = re.match(r"(\d+)[^/]*/ (\d+) (h|calendar days)", row["cap_or_list"])
    assert (rule.cap is None) is (numbers is None)
    if rule.cap is not None and numbers is not None:
        unit = timedelta(hours=1) if numbers[3] == "h" else timedelta(days=1)
        assert (rule.cap.calls, rule.cap.within) == (int(numbers[1]), int(numbers[2]) * unit)
    refusal = re.search(r"refusal -> (\d+) days", row["cap_or_list"])
    if refusal is not None and rule.cap is not None:
        assert rule.cap.rest_after_refusal == timedelta(days=int(refusal[1]))
    assert rule.confidence == row["confidence"]
