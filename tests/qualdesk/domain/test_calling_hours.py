"""Calling hours: every candidate zone and law must allow the moment, and the house's own hours."""

from datetime import UTC, datetime, time

import pytest

from qualdesk.domain.calling_hours import Clock, laws_of, may_call_at, next_callable, window_on
from qualdesk.settings import calling_rules

MUNICH = Clock(("Europe/Berlin",), ("DE",))
PARIS = Clock(("Europe/Paris",), ("FR",))
NEW_YORK = Clock(("America/New_York",), ("US",))
EITHER_COAST = Clock(("America/New_York", "America/Los_Angeles"), ("US",))


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
        pytest.param(PARIS, "2026-11-18 12:30", False, id="the law's lunch in France"),
        pytest.param(PARIS, "2026-11-18 13:00", True, id="after it"),
        pytest.param(PARIS, "2026-11-18 08:30", False, id="the law opens later than the house"),
        pytest.param(EITHER_COAST, "2026-11-18 15:00", False, id="one of two clocks still asleep"),
        pytest.param(EITHER_COAST, "2026-11-18 16:00", True, id="both awake"),
        pytest.param(EITHER_COAST, "2026-11-18 23:00", False, id="one of two already over"),
        pytest.param(NEW_YORK, "2026-11-26 16:00", False, id="Thanksgiving"),
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


def test_todays_window_is_told_in_the_prospects_own_time() -> None:
    now = _utc("2026-11-18 09:32")
    assert window_on(MUNICH, now, calling_rules()) == (time(8), time(18))
    assert window_on(MUNICH, _utc("2026-11-22 09:32"), calling_rules()) is None


def test_a_states_law_stands_beside_its_countrys() -> None:
    assert laws_of("US", "FL", "US", calling_rules()) == ("US", "US-FL")
    assert laws_of("DE", "BY", "AT", calling_rules()) == ("DE", "AT")


def test_a_texan_sunday_is_closed_by_the_house_although_the_law_allows_it() -> None:
    texas = Clock(("America/Chicago",), ("US", "US-TX"))
    assert not may_call_at(texas, _utc("2026-11-22 19:00"), calling_rules())
