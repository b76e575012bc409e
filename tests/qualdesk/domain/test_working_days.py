"""Due times in the prospect's own clock, across the change to summer time."""

from datetime import UTC, date, datetime, timedelta

from qualdesk.domain.next_step import accept_by
from qualdesk.domain.working_days import (
    WorkingHours,
    add_working_days,
    at_local,
    working_time_before,
)

LONDON = WorkingHours("Europe/London")


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_working_days_are_counted_back_as_well() -> None:
    assert add_working_days(date(2026, 11, 17), -10) == date(2026, 11, 3)


def test_office_hours_are_counted_back_over_nights_and_weekends() -> None:
    monday_ten = _utc("2026-11-23 10:00")
    four, ten = timedelta(hours=4), timedelta(hours=10)
    assert working_time_before(monday_ten, four, LONDON) == _utc("2026-11-20 14:00")
    assert working_time_before(monday_ten, ten, LONDON) == _utc("2026-11-19 16:00")


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change() -> None:
    before = at_local(date(2027, 3, 26), datetime.min.time().replace(hour=10), "Europe/Berlin")
    after = at_local(date(2027, 3, 29), datetime.min.time().replace(hour=10), "Europe/Berlin")
    assert (before.hour, after.hour) == (9, 8)


def test_a_rep_answers_within_a_working_day_and_four_hours_before_the_meeting() -> None:
    now = _utc("2026-11-18 09:32")
    assert accept_by(now, LONDON, None) == _utc("2026-11-19 09:32")
    assert accept_by(now, LONDON, _utc("2026-11-19 09:00")) == _utc("2026-11-18 13:00")
    assert accept_by(now, LONDON, _utc("2026-11-23 11:00")) == _utc("2026-11-19 09:32")
    assert accept_by(now, LONDON, _utc("2026-11-18 12:00")) == _utc("2026-11-18 10:02")
