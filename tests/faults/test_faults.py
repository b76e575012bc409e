"""Few faults of each kind at every run; `dev.py faults --long` does as many as are promised."""

import pytest

from tests.faults.__main__ import FAULTS, FEW


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_is_lost_or_doubled(name: str) -> None:
    tally = FAULTS[name](FEW[name])
    assert tally.is_clean, tally.line()
