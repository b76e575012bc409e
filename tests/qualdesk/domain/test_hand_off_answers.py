"""What may be said of a hand-off in which state, and how it stands then."""

import pytest

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import RepAnswer, ReturnReason, state_after
from qualdesk.errors import InputError

BEFORE = [one for one in ReturnReason if not one.is_after_contact]
AFTER = [one for one in ReturnReason if one.is_after_contact]


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        (["accepted", "met", "won"], "won"),
        (["accepted", "met", "lost"], "lost"),
        (["accepted", "no_show", "rescheduled", "met", "working", "won"], "won"),
        (["accepted", "rescheduled", "rescheduled", "no_show"], "no_show"),
        (["working"], "accepted"),
        (["accepted", "no_show", "working"], "accepted"),
        (["met"], "met"),
    ],
)
def test_a_hand_off_lives_from_the_offer_to_its_end(path: list[str], ends: str) -> None:
    state = HandOffState.OFFERED
    for answer in path:
        state = state_after(state, RepAnswer(answer))
    assert state == ends


def test_four_reasons_are_said_before_they_spoke_and_five_after() -> None:
    assert [len(BEFORE), len(AFTER)] == [4, 5]


@pytest.mark.parametrize("reason", AFTER)
def test_an_offer_is_not_returned_for_what_only_a_talk_shows(reason: ReturnReason) -> None:
    with pytest.raises(InputError, match="once they were spoken to"):
        state_after(HandOffState.OFFERED, RepAnswer.RETURNED, reason)
    assert state_after(HandOffState.ACCEPTED, RepAnswer.RETURNED, reason) == "returned"


@pytest.mark.parametrize("reason", BEFORE)
def test_after_the_meeting_it_is_too_late_for_a_formal_reason(reason: ReturnReason) -> None:
    with pytest.raises(InputError, match="before the meeting"):
        state_after(HandOffState.MET, RepAnswer.RETURNED, reason)
    assert state_after(HandOffState.OFFERED, RepAnswer.RETURNED, reason) == "returned"


def test_nobody_gives_a_lead_back_without_a_reason() -> None:
    with pytest.raises(InputError, match="with a reason"):
        state_after(HandOffState.ACCEPTED, RepAnswer.RETURNED)


@pytest.mark.parametrize("ended", ["returned", "taken_back", "won", "lost"])
def test_nothing_is_said_of_one_that_ended(ended: str) -> None:
    for answer in RepAnswer:
        with pytest.raises(InputError, match="already"):
            state_after(HandOffState(ended), answer, ReturnReason.NO_NEED)


def test_what_was_met_is_not_accepted_any_more() -> None:
    with pytest.raises(InputError, match="Say what came of it"):
        state_after(HandOffState.MET, RepAnswer.ACCEPTED)
