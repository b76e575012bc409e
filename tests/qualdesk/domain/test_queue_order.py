"""The order of the queue, and why: places, windows and sentences."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from qualdesk.domain.campaign import Campaign, CampaignKind, CampaignState, Priority
from qualdesk.domain.giving_back import GivenBack
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_order import Level, Place, ResponseKind, Turn, place_of
from qualdesk.domain.queue_reason import QueueReason

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
TODAY = NOW.date()
WEBINAR = Campaign(
    1, "Wet glass", CampaignKind.WEBINAR, Priority.NORMAL, event_on=date(2026, 11, 17)
)


@pytest.mark.parametrize(
    ("kind", "day", "level"),
    [
        (CampaignKind.WEBINAR, date(2026, 11, 2), Level.PRIORITY),
        (CampaignKind.WEBINAR, date(2026, 11, 3), Level.CLOSING_WINDOW),
        (CampaignKind.WEBINAR, date(2026, 11, 17), Level.CLOSING_WINDOW),
        (CampaignKind.WEBINAR, date(2026, 11, 24), Level.CLOSING_WINDOW),
        (CampaignKind.WEBINAR, date(2026, 11, 25), Level.PRIORITY),
        (CampaignKind.TRADE_SHOW, date(2026, 11, 17), Level.PRIORITY),
        (CampaignKind.TRADE_SHOW, date(2026, 11, 18), Level.CLOSING_WINDOW),
        (CampaignKind.TRADE_SHOW, date(2026, 12, 1), Level.CLOSING_WINDOW),
        (CampaignKind.TRADE_SHOW, date(2026, 12, 2), Level.PRIORITY),
        (CampaignKind.WHITE_PAPER, date(2026, 11, 17), Level.PRIORITY),
    ],
)
def test_a_window_opens_and_closes_by_working_days(
    kind: CampaignKind, day: date, level: Level
) -> None:
    place = place_of(replace(WEBINAR, kind=kind), Lane.FRESH, day)
    assert place is not None
    assert place.level is level


def test_a_promotion_is_a_window_until_its_end_and_then_is_not_called() -> None:
    promotion = replace(WEBINAR, kind=CampaignKind.PROMOTION, event_on=None, ends_on=TODAY)
    place = place_of(promotion, Lane.FRESH, TODAY)
    assert place is not None
    assert place.level is Level.CLOSING_WINDOW
    assert place_of(promotion, Lane.FRESH, TODAY + timedelta(days=1)) is None


@pytest.mark.parametrize("lane", [Lane.PROMISED, Lane.RETURNED, Lane.CHECK_IN])
def test_promises_returns_and_check_ins_are_called_whatever_becomes_of_the_campaign(
    lane: Lane,
) -> None:
    assert place_of(replace(WEBINAR, state=CampaignState.PAUSED), lane, TODAY) is not None
    assert place_of(replace(WEBINAR, state=CampaignState.PAUSED), Lane.FRESH, TODAY) is None


def test_what_waits_to_be_found_out_is_not_in_the_call_queue() -> None:
    assert place_of(WEBINAR, Lane.RESEARCH, TODAY) is None


RETURNED = HandOffState.RETURNED


def _reason(lane: Lane, **facts: object) -> QueueReason:
    place = place_of(WEBINAR, lane, TODAY)
    assert place is not None
    plain = QueueReason(
        place=place,
        lane=lane,
        campaign="Wet glass",
        kind=CampaignKind.WEBINAR,
        first_name="Maria",
        zone="Europe/Berlin",
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "short", "sentence"),
    [
        (
            _reason(Lane.PROMISED, due_at=NOW - timedelta(minutes=2)),
            "Callback 10:30",
            "You promised Maria a call at 10:30 their time.",
        ),
        (
            _reason(Lane.FRESH, response=ResponseKind.ASKED, responded_at=NOW - timedelta(days=1)),
            "Webinar · yesterday",
            "Asked a question yesterday (Wet glass). The window closes Tue 24 Nov.",
        ),
        (
            _reason(Lane.RETRY, attempts=1),
            "Retry 2 of 6",
            "Try 2 of 6. On the list of Wet glass; no response yet. The window closes Tue 24 Nov.",
        ),
        (
            _reason(Lane.CHECK_IN, due_at=NOW - timedelta(days=6)),
            "Nurture check-in",
            "Time to keep in touch; the check-in was due 6 days ago.",
        ),
        (
            _reason(Lane.RETURNED),
            "Returned by sales",
            "Sales gave it back; put it right while it is warm.",
        ),
        (
            _reason(Lane.RETURNED, given_back=GivenBack("Jonas Weber", RETURNED, "no budget")),
            "Returned by sales",
            "Jonas Weber returned it: no budget. Put it right while it is warm.",
        ),
        (
            _reason(Lane.RETURNED, given_back=GivenBack("Jonas Weber", HandOffState.NO_SHOW)),
            "Returned by sales",
            "They did not come to meet Jonas Weber; ring and agree on another time.",
        ),
        (
            _reason(Lane.RETURNED, given_back=GivenBack("Jonas Weber", HandOffState.TAKEN_BACK)),
            "Returned by sales",
            "Jonas Weber did not act in time; put it right while it is warm.",
        ),
    ],
)
def test_every_reason_is_one_natural_sentence(
    reason: QueueReason, short: str, sentence: str
) -> None:
    assert reason.short(NOW) == short
    assert reason.sentence(NOW) == sentence


_YESTERDAY = NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("reason", "phrase", "rank"),
    [
        (
            _reason(Lane.PROMISED, due_at=NOW),
            "You promised 10:32",
            "you promised 10:32",
        ),
        (
            _reason(Lane.PROMISED, due_at=NOW, promised_by="Sam Okoro"),
            "Sam Okoro promised 10:32",
            "Sam Okoro promised 10:32",
        ),
        (
            _reason(Lane.PROMISED, due_at=NOW, promised_by=""),
            "Promised 10:32",
            "promised 10:32",
        ),
        (
            _reason(Lane.FRESH, response=ResponseKind.ATTENDED, responded_at=_YESTERDAY),
            "Attended the webinar yesterday",
            "the window closes Tuesday",
        ),
        (
            replace(
                _reason(Lane.FRESH, response=ResponseKind.ATTENDED, responded_at=_YESTERDAY),
                place=Place(Level.PRIORITY),
            ),
            "Attended the webinar yesterday",
            "Wet glass, interest yesterday",
        ),
        (
            _reason(Lane.FRESH, turn=Turn.IN_TOUCH, due_at=NOW - timedelta(days=6)),
            "Due 6 days, your turn to keep in touch",
            "due 6 days, your turn to keep in touch",
        ),
        (
            _reason(Lane.FRESH, turn=Turn.CALLED_FIRST),
            "On the list, no response yet",
            "put first on this desk",
        ),
        (
            _reason(Lane.CHECK_IN, due_at=_YESTERDAY),
            "Check-in due yesterday",
            "check-in due yesterday",
        ),
        (_reason(Lane.RETURNED), "Sales gave it back", "sales gave it back"),
        (
            _reason(Lane.RETURNED, given_back=GivenBack("Jonas Weber", RETURNED, "no budget")),
            "Jonas returned it: no budget",
            "Jonas returned it: no budget",
        ),
    ],
)
def test_a_row_and_a_rank_are_said_in_a_few_words(
    reason: QueueReason, phrase: str, rank: str
) -> None:
    assert reason.phrase(NOW) == phrase
    assert reason.rank_words(NOW) == rank


def test_another_s_late_promise_is_said_to_be_theirs() -> None:
    late = _reason(Lane.PROMISED, due_at=NOW - timedelta(minutes=6), promised_by="Sam Okoro")
    assert late.short(NOW) == "Sam’s promise, 6 min late"
    assert late.sentence(NOW) == "Sam Okoro promised Maria a call at 10:26 their time."
    assert replace(late, due_at=NOW).short(NOW) == "Sam’s promise, 10:32"


@pytest.mark.parametrize(
    ("kind", "title", "deed"),
    [
        (CampaignKind.WEBINAR, "Attended webinar", "Attended the webinar"),
        (CampaignKind.SEMINAR, "Attended seminar", "Attended the seminar"),
        (CampaignKind.PROMOTION, "Attended", "Attended"),
    ],
)
def test_what_they_attended_is_called_what_it_was(
    kind: CampaignKind, title: str, deed: str
) -> None:
    assert ResponseKind.ATTENDED.label_in(kind) == title
    assert ResponseKind.ATTENDED.deed_in(kind) == deed
