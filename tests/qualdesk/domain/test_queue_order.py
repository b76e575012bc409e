"""The order of the queue, and why: places, windows and sentences."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from qualdesk.domain.campaign import Campaign, CampaignKind, CampaignState, Priority
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_order import Level, ResponseKind, place_of
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
            "You promised Maria a call at 10:30, their time.",
        ),
        (
            _reason(Lane.FRESH, response=ResponseKind.ASKED, responded_at=NOW - timedelta(days=1)),
            "Webinar · yesterday",
            "Asked a question yesterday, Wet glass. The window closes Tue 24 Nov.",
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
    ],
)
def test_every_reason_is_one_natural_sentence(
    reason: QueueReason, short: str, sentence: str
) -> None:
    assert reason.short(NOW) == short
    assert reason.sentence(NOW) == sentence
