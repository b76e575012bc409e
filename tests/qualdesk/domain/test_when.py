"""Typed times: what callers write, in the prospect's zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qualdesk.domain.when import responded_at, understood
from tests.builders import NOW

MUNICH = "Europe/Berlin"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("in 3 months", "2027-02-18 09:00"),
        ("tomorrow 10", "2026-11-19 10:00"),
        ("tomorrow at 10", "2026-11-19 10:00"),
        ("Monday 15:00", "2026-11-23 15:00"),
        ("first week of March", "2027-03-01 09:00"),
        ("17 Feb 10:30", "2027-02-17 10:30"),
        ("17.02.2027", "2027-02-17 09:00"),
        ("17.02.27 10:30", "2027-02-17 10:30"),
        ("2027-02-17 10:30", "2027-02-17 10:30"),
        ("Dec 3", "2026-12-03 09:00"),
        ("April", "2027-04-01 09:00"),
        ("next week", "2026-11-25 09:00"),
        ("in an hour", "2026-11-18 11:32"),
        ("friday afternoon", "2026-11-20 13:00"),
        ("28 Mar 2027 10:00", "2027-03-28 10:00"),
        ("in 3 months, 10:30", "2027-02-18 10:30"),
        ("Thursday afternoon", "2026-11-19 13:00"),
        ("tomorrow afternoon at 3", "2026-11-19 15:00"),
        ("Friday at 3 in the afternoon", "2026-11-20 15:00"),
        ("tomorrow morning", "2026-11-19 09:00"),
        ("Friday morning at 11", "2026-11-20 11:00"),
        ("next Tuesday at 9:30", "2026-11-24 09:30"),
        ("end of quarter", "2026-12-31 09:00"),
        ("end of the month", "2026-11-30 09:00"),
        ("end of next month 14:00", "2026-12-31 14:00"),
        ("end of January", "2027-01-29 09:00"),
        ("next quarter", "2027-01-01 09:00"),
        ("mid March", "2027-03-15 09:00"),
        ("second week of January", "2027-01-11 09:00"),
        ("last week of March", "2027-03-29 09:00"),
        ("in half a year", "2027-05-18 09:00"),
        ("17.2. 14 Uhr", "2027-02-17 14:00"),
        ("in 3 hours", "2026-11-18 13:32"),
    ],
)
def test_a_typed_time_is_meant_in_the_prospects_own_zone(typed: str, meant: str) -> None:
    wanted = datetime.fromisoformat(meant).replace(tzinfo=ZoneInfo(MUNICH))
    assert understood(typed, NOW, MUNICH) == wanted


@given(ahead=some.integers(1, 700), quarter=some.integers(0, 95))
def test_a_written_date_and_time_are_what_the_clocks_show_there(ahead: int, quarter: int) -> None:
    day = NOW.date() + timedelta(days=ahead)
    shown = f"{day:%d.%m.%Y} {quarter // 4:02d}:{quarter % 4 * 15:02d}"
    meant = understood(shown, NOW, MUNICH)
    assert meant is not None
    there = meant.astimezone(ZoneInfo(MUNICH))
    # Only the hour that the clocks skip in March is shown as the one after it.
    is_skipped = there.replace(tzinfo=None).isoformat() != f"{day}T{shown[11:]}:00"
    assert not is_skipped or (day.month, quarter // 4, there.hour) == (3, 2, 3)


@pytest.mark.parametrize("typed", ["", "in a while", "31.02.27", "31.2.", "whenever", "{{ now }}"])
def test_what_means_no_time_is_not_guessed(typed: str) -> None:
    assert understood(typed, NOW, MUNICH) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", "2026-11-18 10:32"),
        ("just now", "2026-11-18 10:32"),
        ("9:15", "2026-11-18 09:15"),
        ("2 hours ago", "2026-11-18 08:32"),
        ("yesterday 15:00", "2026-11-17 15:00"),
        ("Monday", "2026-11-16 09:00"),
        ("on Friday 14:00", "2026-11-13 14:00"),
        ("16 Nov", "2026-11-16 09:00"),
        ("Mon 16 Nov 10:00", "2026-11-16 10:00"),
        ("3.12.", "2025-12-03 09:00"),
        ("16.11.2026", "2026-11-16 09:00"),
    ],
)
def test_a_time_that_is_past_is_the_last_of_its_name(typed: str, meant: str) -> None:
    moment = responded_at(typed, NOW, MUNICH)
    assert moment is not None
    assert f"{moment.astimezone(ZoneInfo(MUNICH)):%Y-%m-%d %H:%M}" == meant


def test_today_before_the_morning_has_begun_is_now() -> None:
    early = NOW.replace(hour=6)
    assert responded_at("today", early, MUNICH) == early


@pytest.mark.parametrize("typed", ["tomorrow", "in 3 weeks", "today 15:00", "17.02.2027", "soon"])
def test_nobody_responded_at_a_time_to_come(typed: str) -> None:
    assert responded_at(typed, NOW, MUNICH) is None
