"""Pace: parts begin small, grow to what time allows and shrink at once."""

from collections.abc import Callable

from qualdesk.jobs.pace import Doubling, Pace, paced


def sizes_of(parts: int, seconds: Callable[[int], float]) -> list[int]:
    """Return how large parts become that take so many seconds by their size."""
    pace = Pace()
    sizes: list[int] = []
    for _part in range(parts):
        sizes.append(pace.count)
        pace.note(seconds(pace.count))
    return sizes


def test_parts_grow_twofold_at_most_and_to_the_time_they_may_take() -> None:
    assert sizes_of(8, lambda count: count / 1024) == [1, 2, 4, 8, 16, 30, 31, 30]


def test_what_a_part_costs_at_any_size_does_not_keep_parts_small() -> None:
    assert sizes_of(6, lambda count: 0.018 + count * 0.003) == [1, 2, 3, 4, 4, 4]


def test_a_part_that_took_too_long_makes_the_next_one_small() -> None:
    pace = Pace()
    for _part in range(4):
        pace.note(0.0)
    pace.note(0.4)
    assert pace.count == 1


def test_doubling_parts_grow_up_to_a_size_however_long_they_take() -> None:
    pace = Doubling(1, 4)
    sizes: list[int] = []
    for part in paced(iter(range(20)), pace):
        sizes.append(len(part))
        pace.note(9.9)
    assert sizes == [1, 2, 4, 4, 4, 4, 1]
