"""Every cap opens a choice or leads to a defined step; a floor keeps leads from being given up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qualdesk.domain import next_step
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.caps import Cap, CapChoice, cap_reached, floor_lacks
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind
from qualdesk.domain.next_step import Circumstances
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.domain.tries import Tries
from qualdesk.errors import InputError
from qualdesk.settings import calling_rules

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
BERLIN = Clock(("Europe/Berlin",), ("DE",))
CALLS, BOTH = frozenset({TouchKind.CALL}), frozenset({TouchKind.CALL, TouchKind.EMAIL})
STAY, MAIL, AGAIN, CLOSE = CapChoice
LEAD = LeadImage(1, 1, LeadState.QUEUED, Lane.RETRY, NOW, NOW, 5, OwnerKind.TERRITORY, None)


def _seen(tries: Tries = Tries(), **others: object) -> Circumstances:  # noqa: B008 - frozen
    seen = Circumstances(NOW, BERLIN, calling_rules(), Cadence(), tries)
    return replace(seen, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("touches", "media", "has_mail", "sentence"),
    [
        (4, BOTH, True, ""),
        (9, BOTH, False, ""),
        (3, CALLS, True, "3 of 4 touches over one medium only. Send the short e-mail first."),
        (6, CALLS, True, "6 touches over one medium only. Send the short e-mail first."),
        (
            6,
            CALLS,
            False,
            "6 touches over one medium only. No e-mail may go there, so stay in touch instead.",
        ),
        (3, BOTH, True, "Only 3 of 4 touches. Try once more first."),
        (
            6,
            frozenset({TouchKind.EMAIL}),
            True,
            "6 touches over one medium only. Write a letter first, or stay in touch.",
        ),
    ],
)
def test_the_floor_says_what_is_missing(
    touches: int, media: frozenset[TouchKind], *, has_mail: bool, sentence: str
) -> None:
    tries = Tries(touches=touches, media=media)
    assert floor_lacks(tries, Cadence(), has_mail=has_mail) == sentence


@pytest.mark.parametrize(
    ("touches", "media", "others", "choices"),
    [
        (6, CALLS, {}, (STAY, MAIL, AGAIN)),
        (6, CALLS, {"has_mail": False}, (STAY, AGAIN)),
        (6, CALLS, {"had_one_more_try": True}, (STAY, MAIL)),
        (6, BOTH, {}, (STAY, AGAIN, CLOSE)),
        (6, BOTH, {"had_one_more_try": True}, (STAY, CLOSE)),
        (6, CALLS, {"has_mail": False, "had_one_more_try": True}, (STAY,)),
    ],
)
def test_used_up_attempts_open_a_choice(
    touches: int,
    media: frozenset[TouchKind],
    others: dict[str, bool],
    choices: tuple[CapChoice, ...],
) -> None:
    seen = _seen(Tries(touches=touches, media=media), **others)
    reached = cap_reached(Outcome.NO_ANSWER, replace(LEAD, attempts=6), seen)
    assert reached is not None
    assert (reached.cap, reached.used, reached.most) == (Cap.ATTEMPTS, 6, 6)
    assert reached.choices == choices


@pytest.mark.parametrize(
    ("outcome", "tries", "cap", "choices"),
    [
        (Outcome.VOICEMAIL, Tries(voicemails=2), None, ()),
        (Outcome.VOICEMAIL, Tries(voicemails=3), Cap.VOICEMAILS, (MAIL,)),
        (Outcome.VOICEMAIL, Tries(voicemails=3, media=BOTH), Cap.VOICEMAILS, ()),
        (Outcome.NO_ANSWER, Tries(voicemails=3), None, ()),
        (Outcome.BUSY, Tries(busy_today=2), None, ()),
        (Outcome.BUSY, Tries(busy_today=3), Cap.BUSY, ()),
    ],
)
def test_voicemails_and_busy_lines_have_caps_of_their_own(
    outcome: Outcome, tries: Tries, cap: Cap | None, choices: tuple[CapChoice, ...]
) -> None:
    reached = cap_reached(outcome, LEAD, _seen(tries))
    assert (reached.cap if reached else None) is cap
    assert (reached.choices if reached else ()) == choices


def test_the_last_attempt_stays_in_touch_by_itself() -> None:
    left = next_step.after_no_answer(LEAD, _seen())
    assert (left.state, left.lane, left.attempts) == (LeadState.NURTURE, Lane.CHECK_IN, 6)
    assert left.due_at == NOW + timedelta(days=90)


def test_a_time_the_gatekeeper_named_is_no_way_past_the_cap() -> None:
    at = NOW + timedelta(hours=3)
    left = next_step.after_gatekeeper(LEAD, _seen(), at)
    assert (left.state, left.attempts) == (LeadState.NURTURE, 6)
    earlier = next_step.after_gatekeeper(replace(LEAD, attempts=4), _seen(), at)
    assert (earlier.due_at, earlier.attempts) == (at, 5)


def test_a_promised_call_that_nobody_takes_uses_up_no_attempt() -> None:
    promised = replace(LEAD, lane=Lane.PROMISED, attempts=0)
    left = next_step.after_no_answer(promised, _seen())
    assert (left.lane, left.attempts) == (Lane.RETRY, 0)


def test_past_the_cap_no_attempt_is_counted() -> None:
    left = next_step.after_no_answer(replace(LEAD, attempts=6), _seen())
    assert (left.state, left.attempts) == (LeadState.NURTURE, 6)


def test_in_an_ended_campaign_tries_go_on_as_check_ins() -> None:
    fresh = replace(LEAD, attempts=1)
    left = next_step.after_no_answer(fresh, _seen(is_campaign_over=True))
    assert (left.state, left.lane, left.attempts) == (LeadState.NURTURE, Lane.CHECK_IN, 2)
    assert left.due_at == datetime(2026, 11, 19, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "attempts_today", "again"),
    [
        pytest.param("2026-11-18 09:32", 0, "2026-11-18 13:32", id="after the gap"),
        pytest.param("2026-11-18 07:15", 0, "2026-11-18 11:15", id="from early on"),
        pytest.param("2026-11-18 09:32", 1, "2026-11-19 11:00", id="two a day at most"),
        pytest.param("2026-11-18 13:45", 0, "2026-11-19 14:00", id="hours are over by then"),
        pytest.param("2026-11-20 13:45", 0, "2026-11-23 14:00", id="over the weekend"),
        pytest.param("2027-03-26 13:45", 0, "2027-03-30 13:00", id="over the clock change"),
    ],
)
def test_inside_a_window_the_gap_shrinks_to_four_hours(
    now: str, attempts_today: int, again: str
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    seen = _seen(Tries(attempts_today=attempts_today), now=at, is_in_window=True)
    due = datetime.fromisoformat(again).replace(tzinfo=UTC)
    assert next_step.after_no_answer(replace(LEAD, attempts=1), seen).due_at == due
    assert next_step.after_voicemail(replace(LEAD, attempts=1), seen).due_at == due


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("attempts", 0),
        ("attempts", 31),
        ("least_media", 4),
        ("voicemail_days", 0),
        ("busy_gap", timedelta()),
        ("window_gap", timedelta(days=2)),
        ("check_in_after", timedelta(hours=3)),
    ],
)
def test_a_cadence_keeps_its_bounds(rule: str, value: object) -> None:
    with pytest.raises(InputError, match=f"^{rule} cannot be .* Choose between"):
        replace(Cadence(), **{rule: value})  # type: ignore[arg-type]
