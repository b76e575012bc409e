"""A call that was on the line when the program ended."""

from datetime import timedelta

import pytest

from qualdesk.domain.present_call import LONGEST_UNSEEN, NO_CALL, PresentCall, Stage
from tests.builders import NOW

TALKING = NO_CALL.dialled(1, 2, NOW).answered(NOW)
MINUTES = timedelta(minutes=5)


def test_a_call_that_is_found_again_goes_on_from_when_it_began() -> None:
    found = TALKING.found_again(NOW + MINUTES)
    assert found.stage is Stage.ON_CALL
    assert found.seconds(NOW + MINUTES) == MINUTES.total_seconds()


def test_a_call_that_began_long_ago_is_over() -> None:
    found = TALKING.found_again(NOW + LONGEST_UNSEEN + MINUTES)
    assert found == PresentCall(Stage.OVER, 1, 2, None, 0)


@pytest.mark.parametrize("call", [NO_CALL, TALKING.ended(NOW + MINUTES)])
def test_a_call_that_runs_no_more_stays_as_it_was(call: PresentCall) -> None:
    assert call.found_again(NOW + LONGEST_UNSEEN + MINUTES) == call
