"""Typed times: what callers write, in the prospect's zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from qualdesk.domain.when import understood
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
    ],
)
def test_a_typed_time_is_meant_in_the_prospects_own_zone(typed: str, meant: str) -> None:
    wanted = datetime.fromisoformat(meant).replace(tzinfo=ZoneInfo(MUNICH))
    assert understood(typed, NOW, MUNICH) == wanted


@pytest.mark.parametrize("typed", ["", "in a while", "31.02.27", "whenever", "{{ now }}"])
def test_what_means_no_time_is_not_guessed(typed: str) -> None:
    assert understood(typed, NOW, MUNICH) is None
