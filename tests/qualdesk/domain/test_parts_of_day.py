"""A retry comes in the part of the day least tried so far, in the prospect's own clock."""

from datetime import UTC, datetime, time, timedelta

import pytest

from qualdesk.domain.parts_of_day import (
    another_part_of_day,
    later_that_day,
    part_of_day,
    part_to_try,
)

MORNING, MIDDAY, AFTERNOON = 0, 1, 2
AT = {MORNING: time(10, 32), MIDDAY: time(13, 5), AFTERNOON: time(16, 40)}


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        (time(7, 30), MORNING),
        (time(9), MORNING),
        (time(11, 59), MORNING),
        (time(12), MIDDAY),
        (time(14, 59), MIDDAY),
        (time(15), AFTERNOON),
        (time(20, 15), AFTERNOON),
    ],
)
def test_every_time_lies_in_one_of_three_parts(clock: time, part: int) -> None:
    assert part_of_day(clock) == part


@pytest.mark.parametrize(
    ("tried", "following"),
    [
        ([MORNING], MIDDAY),
        ([MIDDAY], AFTERNOON),
        ([AFTERNOON], MORNING),
        ([MORNING, MIDDAY], AFTERNOON),
        ([MORNING, AFTERNOON], MIDDAY),
        ([MIDDAY, MORNING, MORNING], AFTERNOON),
        ([AFTERNOON, MIDDAY, MORNING], MIDDAY),
        ([MORNING, MORNING, AFTERNOON, AFTERNOON], MIDDAY),
        ([MORNING, MIDDAY, AFTERNOON, MORNING], MIDDAY),
        ([MIDDAY, AFTERNOON, MORNING, MIDDAY, AFTERNOON], MORNING),
    ],
)
def test_the_least_tried_part_is_next_and_of_equals_the_one_after_the_last(
    tried: list[int], following: int
) -> None:
    assert part_to_try([AT[part] for part in tried]) == following


@pytest.mark.parametrize(
    ("calls", "again"),
    [
        pytest.param(["2026-11-18 08:30"], "2026-11-19 11:00", id="morning, then midday"),
        pytest.param(["2026-11-18 12:30"], "2026-11-19 14:00", id="midday, then afternoon"),
        pytest.param(["2026-11-18 15:30"], "2026-11-19 08:00", id="afternoon, then morning"),
        pytest.param(["2026-11-20 08:30"], "2026-11-23 11:00", id="over the weekend"),
        pytest.param(
            ["2027-03-26 08:30"], "2027-03-30 10:00", id="over Easter and the clock change"
        ),
        pytest.param(
            ["2026-11-17 11:30", "2026-11-18 08:30"], "2026-11-19 14:00", id="two parts tried"
        ),
        pytest.param(
            ["2027-03-25 14:30", "2027-03-30 08:30"],
            "2027-03-31 10:00",
            id="09:30 in summer and 15:30 in winter time leave midday",
        ),
    ],
)
def test_a_retry_comes_on_the_next_working_day_in_the_part_to_try(
    calls: list[str], again: str
) -> None:
    rung = [_utc(one) for one in calls]
    assert another_part_of_day(rung, 1, "Europe/Berlin", "DE") == _utc(again)


@pytest.mark.parametrize(
    ("calls", "again"),
    [
        pytest.param(["2026-11-18 08:00"], "2026-11-18 12:00", id="the gap is the longer wait"),
        pytest.param(
            ["2026-11-17 11:30", "2026-11-18 08:00"], "2026-11-18 14:00", id="midday was tried"
        ),
        pytest.param(
            ["2026-11-17 08:30", "2026-11-17 14:30", "2026-11-18 08:00"],
            "2026-11-18 12:00",
            id="midday is to come",
        ),
        pytest.param(["2026-11-18 14:30"], "2026-11-18 18:30", id="the part to try is over"),
        pytest.param(["2026-11-18 21:00"], "2026-11-19 01:00", id="past midnight"),
    ],
)
def test_later_the_same_day_comes_after_the_gap(calls: list[str], again: str) -> None:
    rung = [_utc(one) for one in calls]
    assert later_that_day(rung, timedelta(hours=4), "Europe/Berlin") == _utc(again)
