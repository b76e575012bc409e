"""Tries count from the last conversation or response on; nobody's busy line is a touch."""

from datetime import UTC, datetime, timedelta

import pytest

from qualdesk.domain.outcome import CONVERSATIONS, Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.domain.tries import PastTouch, Tries, tries_of

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 17, 23, 0, tzinfo=UTC)


def _call(outcome: Outcome, hours_ago: float) -> PastTouch:
    return PastTouch(TouchKind.CALL, outcome, NOW - timedelta(hours=hours_ago))


def _sent(kind: TouchKind, hours_ago: float = 30) -> PastTouch:
    return PastTouch(kind, None, NOW - timedelta(hours=hours_ago))


def _tries(*past: PastTouch, heard_at: datetime | None = None) -> Tries:
    return tries_of(past, heard_at=heard_at, midnight=MIDNIGHT)


def test_voicemails_busy_lines_and_attempts_are_counted() -> None:
    tries = _tries(
        _call(Outcome.VOICEMAIL, 50),
        _call(Outcome.NO_ANSWER, 26),
        _call(Outcome.BUSY, 25),
        _call(Outcome.BUSY, 2),
        _call(Outcome.GATEKEEPER, 1),
    )
    assert (tries.voicemails, tries.busy_today, tries.attempts_today) == (1, 1, 1)
    assert (tries.touches, tries.media) == (3, frozenset({TouchKind.CALL}))
    assert tries.calls == tuple(NOW - timedelta(hours=hours) for hours in (50, 26, 25, 2, 1))


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_a_conversation_begins_the_count_anew(conversation: Outcome) -> None:
    tries = _tries(
        _call(Outcome.VOICEMAIL, 50),
        _sent(TouchKind.EMAIL, 40),
        _call(conversation, 20),
        _call(Outcome.VOICEMAIL, 1),
    )
    assert (tries.voicemails, tries.touches, tries.media) == (1, 1, frozenset({TouchKind.CALL}))
    assert tries.since == NOW - timedelta(hours=20)
    assert len(tries.calls) == 2, "the times of day stay known"


def test_a_response_begins_the_count_anew() -> None:
    past = [_call(Outcome.VOICEMAIL, 50), _call(Outcome.VOICEMAIL, 30), _call(Outcome.VOICEMAIL, 1)]
    assert _tries(*past, heard_at=NOW - timedelta(hours=40)).voicemails == 2
    assert _tries(*past, heard_at=NOW).voicemails == 0


@pytest.mark.parametrize(
    ("kind", "is_touch"),
    [
        (TouchKind.EMAIL, True),
        (TouchKind.LETTER, True),
        (TouchKind.MEETING, True),
        (TouchKind.NOTE, False),
        (TouchKind.CORRECTION, False),
    ],
)
def test_a_note_is_no_touch_of_the_prospect(kind: TouchKind, *, is_touch: bool) -> None:
    tries = _tries(_sent(kind))
    assert (tries.touches == 1, kind in tries.media) == (is_touch, is_touch)


@pytest.mark.parametrize("outcome", [Outcome.BUSY, Outcome.WRONG_NUMBER, Outcome.DO_NOT_CALL])
def test_a_line_where_nobody_was_reached_is_no_touch(outcome: Outcome) -> None:
    assert _tries(_call(outcome, 1)).touches == 0


@pytest.mark.parametrize(
    "outcome", [Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.BUSY, Outcome.GATEKEEPER]
)
def test_adding_the_present_call_is_the_same_as_reading_it_back(outcome: Outcome) -> None:
    past = [_call(Outcome.VOICEMAIL, 20), _call(Outcome.BUSY, 1)]
    now = PastTouch(TouchKind.CALL, outcome, NOW)
    assert _tries(*past).with_call(outcome, NOW) == _tries(*past, now)
