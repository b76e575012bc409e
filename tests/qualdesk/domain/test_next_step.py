"""Due times in the prospect's own clock, across the change to summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qualdesk.domain.next_step import accept_by
from qualdesk.domain.working_days import (
    add_working_days,
    another_part_of_day,
    at_local,
    working_hours_before,
)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "again"),
    [
        pytest.param("2026-11-18 08:30", "2026-11-19 11:00", id="morning, then midday"),
        pytest.param("2026-11-18 12:30", "2026-11-19 14:00", id="midday, then afternoon"),
        pytest.param("2026-11-18 15:30", "2026-11-19 08:00", id="afternoon, then morning"),
        pytest.param("2026-11-20 08:30", "2026-11-23 11:00", id="over the weekend"),
        pytest.param("2027-03-26 08:30", "2027-03-30 10:00", id="over Easter and the clock change"),
    ],
)
def test_a_retry_comes_on_the_next_working_day_in_another_part_of_the_day(
    now: str, again: str
) -> None:
    assert another_part_of_day(_utc(now), 1, "Europe/Berlin", "DE") == _utc(again)


def test_working_days_are_counted_back_as_well() -> None:
    assert add_working_days(date(2026, 11, 17), -10) == date(2026, 11, 3)


def test_office_hours_are_counted_back_over_nights_and_weekends() -> None:
    monday_ten = _utc("2026-11-23 10:00")
    four, ten = timedelta(hours=4), timedelta(hours=10)
    assert working_hours_before(monday_ten, four, "Europe/London") == _utc("2026-11-20 14:00")
    assert working_hours_before(monday_ten, ten, "Europe/London") == _utc("2026-11-19 16:00")


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change() -> None:
    before = at_local(date(2027, 3, 26), datetime.min.time().replace(hour=10), "Europe/Berlin")
    after = at_local(date(2027, 3, 29), datetime.min.time().replace(hour=10), "Europe/Berlin")
    assert (before.hour, after.hour) == (9, 8)


def test_a_rep_answers_within_a_working_day_and_four_hours_before_the_meeting() -> None:
    now = _utc("2026-11-18 09:32")
    assert accept_by(now, "Europe/London", None) == _utc("2026-11-19 09:32")
    assert accept_by(now, "Europe/London", _utc("2026-11-19 09:00")) == _utc("2026-11-18 13:00")
    assert accept_by(now, "Europe/London", _utc("2026-11-23 11:00")) == _utc("2026-11-19 09:32")
    assert accept_by(now, "Europe/London", _utc("2026-11-18 12:00")) == _utc("2026-11-18 10:02")
