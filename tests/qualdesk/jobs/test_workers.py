"""Workers: parts are done in order, by processes or by this one, and none is lost with a process."""

import multiprocessing
import os
from collections.abc import Iterator

import pytest

from qualdesk.jobs.workers import Workers

BOTH = pytest.mark.parametrize("count", [0, 2])


class Greeter:
    """A tool that says where it was used."""

    def __init__(self, word: str) -> None:
        self.word = word

    def greeted(self, name: str) -> str:
        return f"{self.word} {name}"

    def place(self, _part: int) -> int:
        return os.getpid()

    def at_risk(self, part: int) -> int:
        """Return a part, unless in a process of its own: that ends without a word."""
        if multiprocessing.parent_process() is not None:
            os._exit(1)
        return part

    def refused(self, part: int) -> int:
        raise ValueError(part)


@BOTH
def test_results_come_in_the_order_of_the_parts(count: int) -> None:
    names = [f"n{number}" for number in range(40)]
    with Workers(Greeter("Hello"), count) as workers:
        assert list(workers.over(Greeter.greeted, names)) == [f"Hello {one}" for one in names]


def test_others_do_the_work_where_there_are_some() -> None:
    with Workers(Greeter(""), 2) as workers:
        assert os.getpid() not in set(workers.over(Greeter.place, range(8)))
    with Workers(Greeter(""), 1) as workers:
        assert set(workers.over(Greeter.place, range(8))) == {os.getpid()}


def test_what_a_process_took_with_it_is_done_here() -> None:
    with Workers(Greeter(""), 2) as workers:
        assert list(workers.over(Greeter.at_risk, range(9))) == list(range(9))


@BOTH
def test_a_fault_of_the_work_is_told(count: int) -> None:
    with Workers(Greeter(""), count) as workers, pytest.raises(ValueError, match="0"):
        list(workers.over(Greeter.refused, range(3)))


def test_only_a_few_parts_are_taken_ahead() -> None:
    taken: list[int] = []

    def parts() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    with Workers(Greeter(""), 2) as workers:
        next(workers.over(Greeter.place, parts()))
    assert len(taken) < 10
