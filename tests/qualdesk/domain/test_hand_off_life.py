"""The clocks of a hand-off in the rep's own hours, and what each answer does to the lead."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from qualdesk.domain import hand_off_life
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.domain.next_step import Circumstances, accept_by, after_no_answer
from qualdesk.domain.tries import Tries
from qualdesk.domain.working_days import WorkingHours, working_time_after, working_time_before
from qualdesk.settings import calling_rules

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
BERLIN = WorkingHours("Europe/Berlin", "DE")
LEAD = LeadImage(
    campaign_id=1,
    territory_id=1,
    state=LeadState.WITH_SALES,
    lane=None,
    due_at=NOW,
    interest_at=NOW - timedelta(days=3),
    attempts=2,
    owner_kind=OwnerKind.PERSON,
    owner_person_id=9,
)
SEEN = Circumstances(NOW, Clock(("Europe/Berlin",), ("DE",)), calling_rules(), Cadence(), Tries())


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_rep_answers_in_their_own_hours() -> None:
    early = WorkingHours("Europe/Berlin", "DE", time(7), time(15))
    assert accept_by(utc("2026-11-18 13:30"), early, None) == utc("2026-11-19 13:30")
    assert accept_by(utc("2026-11-18 20:00"), early, None) == utc("2026-11-19 14:00")


def test_a_holiday_of_the_reps_country_is_no_working_day() -> None:
    christmas_eve = utc("2026-12-24 13:00")
    assert accept_by(christmas_eve, BERLIN, None) == utc("2026-12-28 13:00")
    assert accept_by(christmas_eve, replace(BERLIN, country=""), None) == utc("2026-12-25 13:00")


def test_an_offer_is_answered_four_working_hours_before_the_meeting_at_the_latest() -> None:
    monday_ten = utc("2026-11-23 09:00")
    assert accept_by(utc("2026-11-20 09:00"), BERLIN, monday_ten) == utc("2026-11-20 13:00")


def test_an_answer_is_never_due_after_the_meeting() -> None:
    soon = NOW + timedelta(minutes=10)
    assert accept_by(NOW, BERLIN, soon) == soon


def test_working_time_keeps_the_wall_clock_when_the_clocks_change() -> None:
    friday = utc("2027-03-26 14:00")
    london = WorkingHours("Europe/London")
    monday = working_time_after(friday, london.day, london)
    assert monday == utc("2027-03-29 13:00")
    assert working_time_before(monday, london.day, london) == friday


def test_the_first_touch_is_the_meeting_or_two_working_days() -> None:
    meeting = utc("2026-11-24 09:00")
    assert hand_off_life.first_touch_by(NOW, BERLIN, meeting) == meeting
    assert hand_off_life.first_touch_by(NOW, BERLIN, None) == utc("2026-11-20 09:32")


def test_an_offer_runs_over_a_working_day_late_but_in_time_to_move_the_meeting() -> None:
    by, meeting = utc("2026-11-18 13:00"), utc("2026-11-19 09:30")
    assert hand_off_life.offer_runs_over_at(by, BERLIN, None) == utc("2026-11-19 13:00")
    assert hand_off_life.offer_runs_over_at(by, BERLIN, meeting) == utc("2026-11-18 15:30")


def test_an_accepted_lead_with_a_meeting_does_not_run_over() -> None:
    meeting = utc("2026-11-24 09:00")
    assert hand_off_life.touch_runs_over_at(meeting, BERLIN, meeting) is None


@pytest.mark.parametrize(
    ("reason", "state", "lane", "fate"),
    [
        ("misrouted", "queued", "returned", "ring"),
        ("incomplete", "queued", "returned", "ring"),
        ("not_as_agreed", "queued", "returned", "ring"),
        ("already_ours", "queued", "returned", "ring"),
        ("no_authority", "queued", "returned", "ring"),
        ("unreachable", "queued", "returned", "ring"),
        ("no_need", "nurture", "check_in", "cancel"),
        ("no_budget", "nurture", "check_in", "cancel"),
        ("timing", "queued", "promised", "cancel"),
    ],
)
def test_each_reason_puts_the_lead_where_it_can_be_put_right(
    reason: str, state: str, lane: str, fate: str
) -> None:
    why = ReturnReason(reason)
    after = hand_off_life.after_return(
        LEAD, SEEN, why, caller_id=4, ask_again_at=NOW + timedelta(days=60)
    )
    assert (after.state, after.lane) == (LeadState(state), Lane(lane))
    assert hand_off_life.meeting_fate(why) is MeetingFate(fate)
    assert after.interest_at == LEAD.interest_at


def test_a_returned_lead_is_due_at_once_for_the_caller_who_knows_it() -> None:
    after = hand_off_life.after_return(LEAD, SEEN, ReturnReason.INCOMPLETE, caller_id=4)
    assert (after.due_at, after.owner_person_id) == (NOW, 4)


def test_a_returned_lead_of_a_caller_who_left_is_the_territorys() -> None:
    after = hand_off_life.after_return(LEAD, SEEN, ReturnReason.INCOMPLETE, caller_id=None)
    assert after.owner_kind is OwnerKind.TERRITORY


def test_a_promise_for_sales_is_confirmed_three_working_days_before() -> None:
    after = hand_off_life.after_return(
        LEAD, SEEN, ReturnReason.TIMING, caller_id=4, ask_again_at=utc("2027-02-17 09:30")
    )
    assert after.due_at == utc("2027-02-12 09:30")


def test_who_did_not_come_is_rung_twice_and_then_kept_in_touch_with() -> None:
    after = hand_off_life.after_no_show(LEAD, SEEN, 4)
    assert (after.lane, after.due_at) == (Lane.RETURNED, NOW)
    first = after_no_answer(after, SEEN)
    assert first.lane is Lane.RETRY
    assert after_no_answer(first, SEEN).state is LeadState.NURTURE


def test_a_lost_lead_is_kept_in_touch_with_unless_it_is_for_good() -> None:
    kept = hand_off_life.after_lost(LEAD, SEEN, ask_again_at=None, is_for_good=False)
    gone = hand_off_life.after_lost(LEAD, SEEN, ask_again_at=None, is_for_good=True)
    assert kept.state is LeadState.NURTURE
    assert (gone.state, gone.resolution) == (LeadState.CLOSED, Resolution.LOST_BY_SALES)


def test_a_won_lead_is_closed_well() -> None:
    assert hand_off_life.after_won(LEAD, SEEN).resolution is Resolution.WON_BY_SALES
