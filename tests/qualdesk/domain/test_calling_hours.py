"""Calling hours: every candidate zone and law must allow the moment, and the house's own hours."""

from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

import pytest

from qualdesk.domain.calling_hours import (
    Clock,
    Closed,
    ClosedBy,
    laws_of,
    may_call_at,
    next_callable,
    why_closed,
    window_on,
)
from qualdesk.domain.calling_rules import Audience, Hours, Rule, Rules, Week
from qualdesk.settings import calling_rules

MUNICH = Clock(("Europe/Berlin",), ("DE", "DE-BY"))
DRESDEN = Clock(("Europe/Berlin",), ("DE", "DE-SN"))
GERMANY = Clock(("Europe/Berlin",), ("DE",))
PARIS = Clock(("Europe/Paris",), ("FR",), Audience.B2C)
NEW_YORK = Clock(("America/New_York",), ("US", "US-NY"))
EITHER_COAST = Clock(("America/New_York", "America/Los_Angeles"), ("US",))
PHILADELPHIA = Clock(("America/New_York",), ("US", "US-PA"))
EDINBURGH, LONDON = (Clock(("Europe/London",), ("GB", f"GB-{one}")) for one in ("SCT", "ENG"))


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "moment", "allowed"),
    [
        pytest.param(
            MUNICH, "2026-11-18 07:00", True, id="eight o'clock there is the first minute"
        ),
        pytest.param(MUNICH, "2026-11-18 06:59", False, id="a minute before"),
        pytest.param(MUNICH, "2026-11-18 16:59", True, id="the last minute"),
        pytest.param(MUNICH, "2026-11-18 17:00", False, id="six o'clock there is over"),
        pytest.param(MUNICH, "2026-11-21 10:00", False, id="Saturday"),
        pytest.param(MUNICH, "2026-12-25 10:00", False, id="Christmas"),
        pytest.param(MUNICH, "2026-07-01 06:00", True, id="summer time shifts the instant"),
        pytest.param(MUNICH, "2027-01-06 10:00", False, id="Epiphany is one in Bavaria"),
        pytest.param(GERMANY, "2027-01-06 10:00", True, id="and none in the whole country"),
        pytest.param(DRESDEN, "2026-11-18 10:00", False, id="Repentance Day in Saxony only"),
        pytest.param(EDINBURGH, "2026-08-03 10:00", False, id="the Scottish bank holiday"),
        pytest.param(LONDON, "2026-08-03 10:00", True, id="which is none in England"),
        pytest.param(PARIS, "2026-11-18 12:30", False, id="the law's lunch in France"),
        pytest.param(PARIS, "2026-11-18 13:00", True, id="after it"),
        pytest.param(PARIS, "2026-11-18 08:30", False, id="the law opens later than the house"),
        pytest.param(EITHER_COAST, "2026-11-18 15:00", False, id="one of two clocks still asleep"),
        pytest.param(EITHER_COAST, "2026-11-18 16:00", True, id="both awake"),
        pytest.param(EITHER_COAST, "2026-11-18 23:00", False, id="one of two already over"),
        pytest.param(NEW_YORK, "2026-11-26 16:00", False, id="Thanksgiving"),
        pytest.param(PHILADELPHIA, "2026-11-03 16:00", False, id="Election Day in Pennsylvania"),
        pytest.param(Clock((), ()), "2026-11-18 12:00", False, id="no clock is known"),
    ],
)
def test_a_call_is_allowed_only_when_every_clock_and_law_allows_it(
    clock: Clock, moment: str, *, allowed: bool
) -> None:
    assert may_call_at(clock, _utc(moment), calling_rules()) is allowed


@pytest.mark.parametrize(
    ("after", "opens"),
    [
        ("2026-11-18 09:32", "2026-11-18 09:32"),
        ("2026-11-18 19:00", "2026-11-19 07:00"),
        ("2026-11-20 18:00", "2026-11-23 07:00"),
        ("2026-12-24 18:00", "2026-12-28 07:00"),
        ("2027-03-27 10:00", "2027-03-30 06:00"),
    ],
)
def test_the_next_callable_moment_skips_nights_weekends_and_holidays(
    after: str, opens: str
) -> None:
    assert next_callable(MUNICH, _utc(after), calling_rules()) == _utc(opens)


def test_the_next_callable_moment_is_one_that_all_clocks_share() -> None:
    after = _utc("2026-11-18 14:00")
    assert next_callable(EITHER_COAST, after, calling_rules()) == _utc("2026-11-18 16:00")
    over = _utc("2026-11-18 23:30")
    assert next_callable(EITHER_COAST, over, calling_rules()) == _utc("2026-11-19 16:00")


def test_clocks_that_share_no_hour_wait_for_nothing() -> None:
    across_russia = Clock(("Europe/Kaliningrad", "Asia/Kamchatka"), ("RU",))
    now = _utc("2026-11-18 09:32")
    assert next_callable(across_russia, now, calling_rules()) == now


@pytest.mark.parametrize(
    ("zone", "morning_before", "morning_after"),
    [
        pytest.param("Europe/Berlin", "2027-03-26 07:00", "2027-03-29 06:00", id="Berlin, spring"),
        pytest.param("Europe/Berlin", "2026-10-23 06:00", "2026-10-26 07:00", id="Berlin, autumn"),
        pytest.param("America/New_York", "2027-03-12 13:00", "2027-03-15 12:00", id="NY, spring"),
        pytest.param("America/New_York", "2026-10-30 12:00", "2026-11-02 13:00", id="NY, autumn"),
        pytest.param(
            "Australia/Sydney", "2026-10-01 22:00", "2026-10-04 21:00", id="Sydney, spring"
        ),
        pytest.param(
            "Australia/Sydney", "2027-04-01 21:00", "2027-04-04 22:00", id="Sydney, autumn"
        ),
    ],
)
def test_hours_follow_the_clocks_when_they_change(
    zone: str, morning_before: str, morning_after: str
) -> None:
    clock, rules = Clock((zone,), ()), calling_rules()
    for morning in (_utc(morning_before), _utc(morning_after)):
        assert may_call_at(clock, morning, rules)
        assert not may_call_at(clock, morning - timedelta(seconds=1), rules)
        assert not may_call_at(clock, morning + timedelta(hours=10), rules)
        assert may_call_at(clock, morning + timedelta(hours=10, seconds=-1), rules)
    weekend = _utc(morning_before) + timedelta(hours=10)
    assert next_callable(clock, weekend, rules) == _utc(morning_after)


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        pytest.param("Pacific/Chatham", "2026-07-07 19:15", "2026-11-17 18:15", id="Chatham"),
        pytest.param("America/Phoenix", "2026-11-18 15:00", "2026-07-08 15:00", id="Phoenix"),
        pytest.param(
            "Australia/Broken_Hill", "2026-07-07 22:30", "2026-11-17 21:30", id="Broken Hill"
        ),
    ],
)
def test_eight_o_clock_is_eight_o_clock_on_odd_clocks(zone: str, winter: str, summer: str) -> None:
    clock = Clock((zone,), ())
    for opens in (_utc(winter), _utc(summer)):
        assert may_call_at(clock, opens, calling_rules())
        assert not may_call_at(clock, opens - timedelta(minutes=1), calling_rules())
        assert next_callable(clock, opens - timedelta(hours=3), calling_rules()) == opens


def _night_rules(start: time, end: time) -> Rules:
    night = Hours(((start, end),))
    return Rules(MappingProxyType({"DE": Rule("DE", (Week(night, night, night),))}))


def test_hours_that_the_clocks_skip_begin_when_they_have_jumped() -> None:
    rules = _night_rules(time(2, 30), time(5))
    midnight = _utc("2027-03-27 23:00")
    assert next_callable(GERMANY, midnight, rules) == _utc("2027-03-28 01:00")
    assert next_callable(GERMANY, midnight, _night_rules(time(2, 15), time(2, 45))) == (
        _utc("2027-03-29 00:15")
    )


def test_hours_that_the_clocks_show_twice_come_twice() -> None:
    rules = _night_rules(time(2, 15), time(2, 45))
    first, second = _utc("2026-10-25 00:15"), _utc("2026-10-25 01:15")
    assert next_callable(GERMANY, _utc("2026-10-24 22:00"), rules) == first
    assert next_callable(GERMANY, first + timedelta(minutes=30), rules) == second
    assert not may_call_at(GERMANY, second + timedelta(minutes=30), rules)


def test_what_was_asked_a_moment_ago_does_not_colour_the_next_answer() -> None:
    rules, opens = calling_rules(), _utc("2026-11-18 07:00")
    asked = [opens + timedelta(seconds=step) for step in (30, -1, 0, -30, 59)]
    assert [may_call_at(MUNICH, one, rules) for one in asked] == [True, False, True, False, True]


def test_todays_window_is_told_in_the_prospects_own_time() -> None:
    now = _utc("2026-11-18 09:32")
    assert window_on(MUNICH, now, calling_rules()) == (time(8), time(18))
    assert window_on(PARIS, now, calling_rules()) == (time(10), time(18))
    assert window_on(MUNICH, _utc("2026-11-22 09:32"), calling_rules()) is None
    assert window_on(Clock((), ()), now, calling_rules()) is None


@pytest.mark.parametrize(
    ("clock", "moment", "closed"),
    [
        (MUNICH, "2026-11-18 09:32", None),
        (MUNICH, "2026-11-18 18:00", Closed("*", ClosedBy.TIME)),
        (MUNICH, "2026-11-21 10:00", Closed("*", ClosedBy.DAY)),
        (MUNICH, "2027-01-06 10:00", Closed("*", ClosedBy.HOLIDAY)),
        (PHILADELPHIA, "2026-11-18 13:30", Closed("US-PA", ClosedBy.TIME)),
        (PHILADELPHIA, "2026-11-03 16:00", Closed("US-PA", ClosedBy.HOLIDAY)),
        (PARIS, "2026-11-21 10:00", Closed("FR", ClosedBy.DAY)),
    ],
)
def test_the_law_that_keeps_a_number_closed_is_named(
    clock: Clock, moment: str, closed: Closed | None
) -> None:
    assert why_closed(clock, _utc(moment), calling_rules()) == closed


def test_the_laws_of_the_address_and_of_the_number_all_apply() -> None:
    rules = calling_rules()
    assert laws_of(("US", "FL"), ("US", "FL"), rules=rules) == ("US", "US-FL")
    assert laws_of(("DE", "BY"), ("AT", ""), rules=rules) == ("DE", "DE-BY", "AT")
    assert laws_of(("US", "CA"), ("US", "TX"), rules=rules) == ("US", "US-CA", "US-TX")
    assert laws_of(("", ""), ("CA", "BC"), rules=rules) == ("CA", "CA-BC")


def test_a_state_without_a_rule_of_its_own_has_that_of_the_other_states() -> None:
    assert calling_rules().of_law("US-GA") == calling_rules().by_id["US-*"]
    assert calling_rules().of_law("DE-BY") is None


def test_a_texan_sunday_is_closed_by_the_house_although_the_law_allows_it() -> None:
    texas = Clock(("America/Chicago",), ("US", "US-TX"))
    assert not may_call_at(texas, _utc("2026-11-22 19:00"), calling_rules())


def test_a_rule_holds_from_its_day_on() -> None:
    pennsylvania = calling_rules().by_id["US-PA"]
    assert pennsylvania.week_on(date(2026, 10, 17)).sunday.spans
    assert not pennsylvania.week_on(date(2026, 10, 18)).sunday.spans
