"""Free times for a meeting: working hours of the rep, working days of both, and nothing taken."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from qualdesk.domain.meeting_times import Span, meeting_at, meeting_slots, merged
from qualdesk.domain.working_days import WorkingHours

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
BERLIN = WorkingHours("Europe/Berlin", "DE")
BERLIN_TZ = ZoneInfo("Europe/Berlin")
HOURS = some.integers(0, 24 * 14)


def slots(rep: WorkingHours = BERLIN, *taken: Span, now: datetime = NOW) -> list[str]:
    """Return the free times of a prospect in Berlin as they are said there."""
    found = meeting_slots(now, zone="Europe/Berlin", country="DE", rep=rep, taken=taken)
    return [f"{one.astimezone(BERLIN_TZ):%a %d %H:%M}" for one in found]


def hours(start: int, end: int) -> Span:
    return Span(NOW + timedelta(hours=start), NOW + timedelta(hours=end))


def test_five_working_days_are_offered() -> None:
    days = list(dict.fromkeys(one[:6] for one in slots()))
    assert days == ["Thu 19", "Fri 20", "Mon 23", "Tue 24", "Wed 25"]


def test_a_meeting_ends_before_the_rep_goes_home() -> None:
    short = WorkingHours("Europe/Berlin", "DE", time(9, 30), time(12))
    assert slots(short)[:4] == ["Thu 19 09:30", "Thu 19 10:00", "Thu 19 11:30", "Fri 20 09:30"]


def test_a_holiday_where_the_rep_is_has_no_times() -> None:
    york = WorkingHours("America/New_York", "US")
    thanksgiving = [one for one in slots(york, now=NOW + timedelta(days=6)) if "26" in one]
    assert thanksgiving == []


def test_days_without_a_free_time_are_passed_over() -> None:
    away = Span(NOW, NOW + timedelta(days=21))
    assert slots(BERLIN, away)[0] == "Wed 09 11:30"


def test_nobody_waits_longer_than_two_months() -> None:
    assert slots(BERLIN, Span(NOW, NOW + timedelta(days=100))) == []


@given(taken=some.lists(some.builds(hours, HOURS, HOURS), max_size=30))
def test_no_time_offered_touches_one_that_is_taken(taken: list[Span]) -> None:
    found = meeting_slots(NOW, zone="Europe/Berlin", country="DE", rep=BERLIN, taken=taken)
    real = [one for one in taken if one.starts_at < one.ends_at]
    assert not any(meeting_at(slot).overlaps(one) for slot in found for one in real)


@given(spans=some.lists(some.builds(hours, HOURS, HOURS), max_size=30))
def test_merged_times_take_the_same_time_and_touch_nowhere(spans: list[Span]) -> None:
    found = merged(spans)
    assert all(one.ends_at < other.starts_at for one, other in pairwise(found))
    for minute in range(0, 24 * 14 * 60, 450):
        at = Span(NOW + timedelta(minutes=minute), NOW + timedelta(minutes=minute, seconds=1))
        taken = [one for one in spans if one.starts_at < one.ends_at]
        assert any(at.overlaps(one) for one in found) == any(at.overlaps(one) for one in taken)
