"""The states of a hand-off: with whom each leaves it."""

from qualdesk.domain.hand_off import CAME_BACK, HAVE_MET, WITH_REP, HandOffState


def test_every_hand_off_is_with_the_rep_or_came_back_or_led_to_a_talk() -> None:
    assert sorted((*WITH_REP, *CAME_BACK, *HAVE_MET)) == sorted(HandOffState)
