"""Pace: parts begin small, grow to what time allows and shrink at once."""

import pytest

from qualdesk.jobs.pace import Pace, Steady, paced


def test_parts_grow_twofold_at_most_and_to_the_time_they_may_take() -> None:
    pace = Pace()
    for _part in range(6):
        pace.note(pace.count / 1024)
    assert pace.count == 30


def test_a_part_that_took_too_long_makes_the_next_one_small() -> None:
    pace = Pace()
    for _part in range(4):
        pace.note(0.0)
    pace.note(0.4)
    assert pace.count == 1


@pytest.mark.parametrize(("count", "sizes"), [(4, [4, 4, 2]), (20, [10])])
def test_steady_parts_are_of_one_size(count: int, sizes: list[int]) -> None:
    assert [len(part) for part in paced(iter(range(10)), Steady(count))] == sizes
