"""Each panel is driven by keys alone; what it asks for is what was chosen and typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from qualdesk.commands.absences import go_away
from qualdesk.commands.requests.calls import (
    BarCalls,
    CloseOut,
    FindWrongNumber,
    PromiseCallback,
    PushToSales,
    ReachGatekeeper,
    SendToNurture,
)
from qualdesk.commands.requests.people import GoAway
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.meeting_times import CalendarState
from qualdesk.domain.outcome import (
    CloseOutReason,
    Medium,
    Reopen,
    SuppressionScope,
    ToldBy,
    WrongBecause,
)
from qualdesk.store.presses import Press, _hash_of
from qualdesk.store.tables import Command, Lead, Objection, Site, Touch
from qualdesk_ui.panels.brief import drafted_brief
from qualdesk_ui.panels.call_back import CallBackPanel
from qualdesk_ui.panels.close_out import CloseOutPanel
from qualdesk_ui.panels.do_not_call import DoNotCallPanel
from qualdesk_ui.panels.frame import OutcomePanel
from qualdesk_ui.panels.gatekeeper import GatekeeperPanel
from qualdesk_ui.panels.nurture import NurturePanel
from qualdesk_ui.panels.objections import ObjectionsPanel
from qualdesk_ui.panels.push import PushPanel
from qualdesk_ui.panels.slot_list import calendar_words
from qualdesk_ui.panels.wrong_number import WrongNumberPanel
from qualdesk_ui.theme import current
from tests.builders import NOW, writing
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.fixture
def asked(setting: Setting) -> Iterator[list[object]]:
    """Collect what the panels decide; in the end the database holds each as carried out."""
    requests: list[object] = []
    setting.screen.calling.panels.decided.connect(requests.append)
    yield requests
    with setting.desk.database.read() as session:
        carried_out = set(session.scalars(select(Command.request_hash)))
        outcomes = session.scalar(select(func.count()).where(Touch.outcome.is_not(None)))
    assert {_hash_of(request) for request in requests} <= carried_out
    assert outcomes == len(requests)
    assert setting.refusals == []


def _open(setting: Setting, action: str) -> OutcomePanel:
    setting.screen.perform(f"outcome-{action}")
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, OutcomePanel)
    return panel


def test_a_letter_and_the_primary_key_promise_a_call(setting: Setting, asked: list[object]) -> None:
    _open(setting, "call-back")
    setting.press(Qt.Key.Key_B)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PromiseCallback)
    assert request.at == datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
    assert request.who is WhoCalls.ME
    assert request.call.lead_id == setting.maria


def test_a_typed_time_is_read_in_the_prospects_zone(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.field.setFocus()
    setting.type("tomorrow 15:30")
    panel.who.set_value("anyone")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PromiseCallback)
    assert request.at == datetime(2026, 11, 19, 14, 30, tzinfo=UTC)
    assert request.who is WhoCalls.ANYONE


def _call_back(setting: Setting, when: str) -> CallBackPanel:
    panel = _open(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.set_text(when)
    return panel


def test_sales_may_be_the_one_who_calls_with_a_track_until_then(
    setting: Setting, asked: list[object]
) -> None:
    panel = _call_back(setting, "17.02.2027 10:30")
    panel.who.parts()[2].click()
    panel.start_with.setText("the April audit")
    panel.keeps_in_touch.setChecked(True)
    assert (
        panel.remark.text() == "Jonas gets it on Wed 17 Feb 2027; we confirm it on Fri 12 Feb 2027."
    )
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PromiseCallback)
    assert (request.who, request.start_with) == (WhoCalls.SALES, "the April audit")
    assert request.track_id is not None


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("25.12.2026 10:00", "That is a public holiday there. Keep it only if they asked for it."),
        ("Saturday 10:00", "That is a Saturday. Keep it only if they asked for it."),
        ("tomorrow 22:00", "Calling hours are 08:00 to 18:00. Keep it only if they asked for it."),
        ("tomorrow 10:00", ""),
    ],
)
def test_what_speaks_against_a_time_is_said_at_once_and_refuses_nothing(
    setting: Setting, asked: list[object], when: str, said: str
) -> None:
    panel = _call_back(setting, when)
    assert panel.day.doubts.text().startswith(said)
    assert bool(panel.day.doubts.text()) == bool(said)
    setting.confirm()
    assert len(asked) == 1


def test_a_time_that_another_promise_of_mine_has_is_said(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        lead = session.get_one(Lead, setting.tom)
        at = datetime(2026, 11, 19, 9, 5, tzinfo=UTC)
        lead.lane, lead.due_at = "promised", at
        lead.owner_kind, lead.owner_person_id = "person", setting.desk.person_id
    panel = _call_back(setting, "tomorrow 10:00")
    said = "You promised Tom Ashworth a call at 10:05 their time. Take another, or anyone free."
    assert panel.day.doubts.text() == said
    panel.who.parts()[1].click()
    assert panel.day.doubts.text() == ""


def test_a_time_at_which_i_am_away_is_said(setting: Setting) -> None:
    absence = GoAway(setting.desk.person_id, date(2026, 12, 11), from_on=date(2026, 12, 7))
    setting.desk.database.carry_out(go_away, absence, press=Press.new(), now=NOW)
    panel = _call_back(setting, "9.12.2026 10:00")
    assert panel.day.doubts.text() == "You are away then. Take another time, or anyone free."
    panel.who.parts()[1].click()
    assert panel.day.doubts.text() == ""
    assert _call_back(setting, "14.12.2026 10:00").day.doubts.text() == ""


def test_an_unread_day_keeps_the_panel_open(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.field.setFocus()
    setting.type("in a while")
    setting.confirm()
    assert asked == []
    assert panel.isVisible()
    assert panel.when.field.error() == "Which day is “in a while”? Try “in 3 weeks”."


def test_esc_goes_back_and_keeps_what_was_typed(setting: Setting) -> None:
    panel = _open(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.field.setFocus()
    setting.type("tomorrow 15:30")
    setting.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    again = _open(setting, "call-back")
    assert again is panel
    assert panel.when.text() == "tomorrow 15:30"


def test_nurture_checks_in_on_the_day_chosen(setting: Setting, asked: list[object]) -> None:
    _open(setting, "nurture")
    setting.press(Qt.Key.Key_D, Qt.Key.Key_C)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, SendToNurture)
    assert (request.check_in_on, request.track_id) == (date(2027, 5, 18), None)


def test_nurture_starts_the_track_that_was_written_for_the_campaign(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "nurture")
    assert isinstance(panel, NurturePanel)
    assert panel.track.value() == "After a webinar"
    panel.about.setFocus()
    setting.type("wet glass")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, SendToNurture)
    assert request.track_id is not None
    assert (request.about, request.first_touch_on) == ("wet glass", None)


def test_another_track_and_first_day_are_chosen_by_keys(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "nurture")
    assert isinstance(panel, NurturePanel)
    setting.press(Qt.Key.Key_B)
    panel.touches.change.click()
    setting.type("in 3 weeks")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, SendToNurture)
    assert request.first_touch_on == date(2026, 12, 9)


def test_a_first_day_that_is_unread_or_too_far_keeps_the_panel_open(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "nurture")
    assert isinstance(panel, NurturePanel)
    panel.touches.change.click()
    setting.type("some day soon")
    setting.confirm()
    assert panel.touches.when.field.error().startswith("Which day is “some day soon”?")
    panel.touches.when.set_text("in 8 months")
    setting.confirm()
    assert panel.touches.when.field.error() == "Choose a day within 90 days, or call back later."
    assert asked == []


def test_a_close_out_carries_its_letter(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    setting.press(Qt.Key.Key_D)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert (request.reason, request.told_by) == (
        CloseOutReason.NO_BUDGET_IN_SIGHT,
        ToldBy.EMAIL,
    )
    assert request.to_address == "maria.keller@bergmann-molkerei.example"
    assert request.body.startswith("Dear Maria Keller,")
    assert "Priya Nair" in request.body


def test_a_letter_edited_by_hand_is_not_drafted_again(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.page.text.setFocus()
    setting.type("Hello. ")
    panel.take_focus()
    setting.press(Qt.Key.Key_B)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert "Hello. " in request.body


def test_without_an_e_mail_the_words_said_are_kept(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.other_way.click()
    setting.type("no need before autumn")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert (request.told_by, request.words) == (ToldBy.PHONE, "no need before autumn")


def test_the_letter_may_go_on_paper(setting: Setting, asked: list[object]) -> None:
    with writing(setting.desk.database) as session:
        session.query(Site).update({"street": "Milchstr. 4"})
    panel = _open(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.other_way.click()
    panel.on_paper.setFocus()
    setting.press(Qt.Key.Key_Space)
    assert panel.primary.text() == "Close out and print"
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert request.told_by is ToldBy.LETTER
    assert request.body.startswith("Dear Maria Keller,")


def test_a_close_out_says_when_to_ask_again_and_whom_else(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.door.reopen.setFocus()
    setting.press(Qt.Key.Key_Down)
    panel.door.reopen.activated.emit(panel.door.reopen.currentIndex())
    setting.confirm()
    assert asked == []
    assert panel.door.when.field.error().startswith("Which day?")
    setting.type("in 6 months")
    panel.door.referral.setFocus()
    setting.type("Stefan Roth")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert (request.reopen, request.reopen_on) == (Reopen.AT_DATE, date(2027, 5, 18))
    assert request.referral == "Stefan Roth"


def test_a_close_out_may_wait_for_one_kind_of_campaign(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.door.reopen.set_value((Reopen.ON_TRIGGER, CampaignKind.TRADE_SHOW))
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert request.reopen_kind is CampaignKind.TRADE_SHOW


def test_asked_us_to_stop_opens_do_not_call(setting: Setting) -> None:
    _open(setting, "close-out")
    setting.press(Qt.Key.Key_E)
    assert isinstance(setting.screen.calling.panels.open_panel, DoNotCallPanel)


def test_an_open_criterion_needs_a_reason(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "push")
    assert isinstance(panel, PushPanel)
    assert panel.unmet.isVisible()
    setting.confirm()
    assert asked == []
    setting.type("the audit is in April")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PushToSales)
    assert request.unmet_because == "the audit is in April"
    assert request.meeting_at == panel.context.card.slots[0]
    assert request.invite
    assert request.brief.startswith("Maria Keller, Bergmann.")


def test_a_missing_reason_is_asked_for_until_something_is_typed(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "push")
    assert isinstance(panel, PushPanel)
    setting.confirm()
    assert asked == []
    assert panel.unmet._error.isVisible()
    assert panel.unmet.reason.hasFocus()
    setting.type("He asked")
    assert not panel.unmet._error.isVisible()


def test_tab_comes_to_the_way_back_last(setting: Setting) -> None:
    panel = _open(setting, "close-out")
    walked = []
    while panel.isAncestorOf(setting.focus()):
        walked.append(setting.focus().accessibleName())
        setting.press(Qt.Key.Key_Tab)
    assert walked[1:4] == ["Subject", "Letter", "Ask again"]
    assert walked[-1].startswith("Back to the call")


def test_ask_now_goes_to_the_open_question(setting: Setting) -> None:
    panel = _open(setting, "push")
    assert isinstance(panel, PushPanel)
    panel.unmet.ask_now.emit()
    missing = panel.context.verdict.missing[0].id
    steps = panel.context.card.script.steps
    asked = next(step.id for step in steps if step.criterion == missing)
    assert not panel.isVisible()
    assert setting.screen.centre.script.view.current_step_id() == asked


def test_the_arrows_choose_a_slot_and_the_last_is_no_fixed_time(
    setting: Setting, asked: list[object]
) -> None:
    panel = _open(setting, "push")
    assert isinstance(panel, PushPanel)
    panel.unmet.reason.setText("urgent")
    setting.press(Qt.Key.Key_Up)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PushToSales)
    assert request.meeting_at is None
    assert not request.invite


def test_another_time_replaces_the_slot(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "push")
    assert isinstance(panel, PushPanel)
    panel.unmet.reason.setText("urgent")
    panel.other.field.setFocus()
    setting.type("tomorrow 15:00")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PushToSales)
    assert request.meeting_at == datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def test_the_brief_says_each_criterion_once_and_no_pleasantries(setting: Setting) -> None:
    panel = _open(setting, "push")
    assert isinstance(panel, PushPanel)
    context = panel.context
    asked = [one for one in context.card.script.steps if one.criterion and not one.when]
    opener = next(one for one in context.card.script.steps if one.each_call)
    heard = {opener.id: "Yes", **{one.id: one.choices[0].value for one in asked if one.choices}}
    lines = drafted_brief(replace(context, answers=heard), "").splitlines()
    labels = [line.partition(" – ")[0] for line in lines[1:]]
    assert lines[0] == "Maria Keller, Bergmann."
    assert "Need" in labels
    assert len(set(labels)) == len(labels)
    assert not any("Yes" in line for line in lines)


def test_an_edited_brief_stays_and_an_unedited_one_is_drafted_again(setting: Setting) -> None:
    panel = _open(setting, "push")
    assert isinstance(panel, PushPanel)
    setting.screen.perform("back")
    setting.screen.perform("notes")
    setting.type("audit in April")
    _open(setting, "push")
    assert "Noted – audit in April." in panel.brief.text()
    panel.brief.setFocus()
    setting.type("Call soon. ")
    setting.screen.perform("back")
    _open(setting, "push")
    assert "Call soon. " in panel.brief.text()


def test_a_gatekeeper_may_name_a_better_time(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "gatekeeper")
    assert isinstance(panel, GatekeeperPanel)
    setting.type("Ms Brandt")
    setting.press(Qt.Key.Key_Tab)
    setting.type("tomorrow 8:30")
    setting.press(Qt.Key.Key_Tab)
    setting.type("Dr. Roth")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, ReachGatekeeper)
    assert (request.gatekeeper, request.decision_maker) == ("Ms Brandt", "Dr. Roth")
    assert request.best_at == datetime(2026, 11, 19, 7, 30, tzinfo=UTC)


def test_a_wrong_person_may_name_the_right_one(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "wrong")
    assert isinstance(panel, WrongNumberPanel)
    setting.confirm()
    assert asked == []
    setting.press(Qt.Key.Key_D)
    setting.type("Stefan Roth")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, FindWrongNumber)
    assert (request.because, request.successor) == (WrongBecause.WRONG_PERSON, "Stefan Roth")


def test_do_not_call_takes_scope_and_medium(setting: Setting, asked: list[object]) -> None:
    panel = _open(setting, "do-not-call")
    assert isinstance(panel, DoNotCallPanel)
    setting.press(Qt.Key.Key_C)
    panel.medium.set_value(Medium.BOTH)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, BarCalls)
    assert (request.scope, request.medium) == (SuppressionScope.COMPANY, Medium.BOTH)


def test_objections_are_picked_by_letter_and_found_by_typing(setting: Setting) -> None:
    setting.screen.perform("objections")
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, ObjectionsPanel)
    first = panel.answer.text()
    setting.press(Qt.Key.Key_C)
    assert panel.answer.text() != first
    setting.press(Qt.Key.Key_Slash)
    assert panel.search.hasFocus()


def test_y_and_n_say_whether_the_answer_helped(setting: Setting) -> None:
    setting.screen.perform("objections")
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, ObjectionsPanel)
    setting.press(Qt.Key.Key_C, Qt.Key.Key_Y)
    said = panel.list.value()
    assert (panel.record(), panel.helped.value()) == ("helped in 1 of 1 call", "It helped")
    assert setting.screen.details.timeline_titles()[0] == f"“{said}”"
    setting.press(Qt.Key.Key_N)
    assert (panel.record(), panel.helped.value()) == ("helped in 0 of 1 call", "It did not")
    setting.press(Qt.Key.Key_A)
    assert (panel.record(), panel.helped.value()) == ("", "")
    with setting.desk.database.read() as session:
        assert session.execute(select(Objection.says, Objection.has_helped)).all() == [
            (said, False)
        ]


def test_the_panel_stands_over_the_script_and_leaves_the_call_in_sight(setting: Setting) -> None:
    current().set_still(wanted=True)
    for action in ("push", "call-back", "nurture", "close-out", "gatekeeper", "wrong"):
        panel = _open(setting, action)
        centre = setting.screen.centre
        place = centre.panel_place()
        assert panel.geometry().bottom() == place.bottom()
        assert panel.geometry().top() >= centre.header.geometry().bottom() - 56


@pytest.mark.parametrize(
    ("read_at", "problem", "sentence"),
    [
        (None, "", "Jonas’s calendar is not read yet"),
        (NOW - timedelta(minutes=4), "", "Jonas’s calendar read at 09:28"),
        (
            NOW - timedelta(days=1),
            "The line is dead.",
            "Jonas’s calendar was last read yesterday at 09:32. The line is dead.",
        ),
        (None, "No.", "Jonas’s calendar cannot be read; these are the usual hours. No."),
    ],
)
def test_beside_the_slots_stands_how_well_the_calendar_is_known(
    setting: Setting, read_at: datetime | None, problem: str, sentence: str
) -> None:
    context = replace(_open(setting, "push").context, own_zone="Europe/London")
    rep = replace(context.card.rep, calendar=CalendarState(read_at, problem))
    known = replace(context, card=replace(context.card, rep=rep))
    assert calendar_words(context) == ""
    assert calendar_words(known) == sentence
