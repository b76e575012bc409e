"""From the claim to the outcome, by keys alone."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.commands.dialling import dial_number
from qualdesk.commands.requests.calls import TakeBack
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.present_call import NO_CALL, Stage
from qualdesk.events.calls import TookBack
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.call_desk.header import HeaderState, Way
from tests.builders import NOW, a_lead, a_number, a_person, a_prospect, writing
from tests.ui.screens.call_desk_setting import Setting, a_call_desk, opens_nothing

pytestmark = pytest.mark.usefixtures("_theme")


def _stage(setting: Setting) -> Stage:
    assert setting.screen.calling.on_desk is not None
    return setting.screen.calling.on_desk.call.stage


def _answers(setting: Setting) -> dict[str, str]:
    assert setting.screen.calling.on_desk is not None
    return setting.screen.calling.on_desk.draft.answers


def test_the_first_prospect_is_claimed_and_shown_when_the_desk_opens(setting: Setting) -> None:
    assert setting.name() == "Maria Keller"


def test_nothing_is_dialled_by_itself(setting: Setting) -> None:
    setting.screen.perform("outcome-no-answer")
    assert setting.name() == "Tom Ashworth"
    assert setting.opened == []
    assert _stage(setting) is Stage.IDLE


def test_f5_opens_the_number_as_e164(setting: Setting) -> None:
    setting.screen.perform("dial")
    assert setting.opened == ["tel:+498999998210"]
    assert _stage(setting) is Stage.DIALLING


def test_ctrl_f5_lights_the_other_number_first(setting: Setting) -> None:
    setting.screen.perform("choose-number")
    setting.screen.perform("dial")
    assert setting.opened == ["tel:+4917604069012"]


def test_where_nothing_takes_the_number_the_desk_says_which_to_dial_by_hand(
    desk: Desk, qtbot: QtBot
) -> None:
    setting = a_call_desk(desk, opener=opens_nothing)
    qtbot.addWidget(setting.screen)
    setting.screen.perform("dial")
    (sentence,) = map(str, setting.refusals)
    assert "Dial +49 89 99998210 by hand" in sentence
    assert "How numbers are dialled is set in Preferences." in sentence
    setting.press(Qt.Key.Key_Return)
    assert _stage(setting) is Stage.ON_CALL


def test_nothing_is_said_where_the_number_was_taken(setting: Setting) -> None:
    setting.screen.perform("dial")
    assert setting.refusals == []


def test_return_says_that_they_answered_and_answers_nothing(setting: Setting) -> None:
    setting.screen.perform("dial")
    setting.press(Qt.Key.Key_Return)
    assert _stage(setting) is Stage.ON_CALL
    assert _answers(setting) == {}


def test_shift_f5_ends_the_call_and_asks_how(setting: Setting) -> None:
    setting.screen.perform("dial")
    setting.press(Qt.Key.Key_Return)
    setting.screen.perform("call-over")
    assert _stage(setting) is Stage.OVER


def test_a_letter_answers_and_the_focus_goes_to_the_next_question(setting: Setting) -> None:
    first = setting.screen.centre.script.view.current_step_id()
    setting.press(Qt.Key.Key_A)
    assert first in _answers(setting)
    assert setting.screen.centre.script.view.current_step_id() != first


def test_a_letter_answers_from_anywhere_on_the_desk(setting: Setting) -> None:
    setting.screen.centre.outcomes.button(Outcome.NURTURE).setFocus()
    setting.press(Qt.Key.Key_A)
    assert len(_answers(setting)) == 1


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        ("outcome-no-answer", Outcome.NO_ANSWER),
        ("outcome-voicemail", Outcome.VOICEMAIL),
        ("outcome-busy", Outcome.BUSY),
    ],
)
def test_five_six_and_seven_are_one_key(setting: Setting, action: str, outcome: Outcome) -> None:
    setting.screen.perform(action)
    after = setting.after()
    assert (after.lead_id, after.outcome, after.lane) == (setting.maria, outcome, Lane.RETRY)


def test_the_note_and_the_answers_travel_with_the_outcome_and_come_back(setting: Setting) -> None:
    setting.press(Qt.Key.Key_A)
    heard = dict(_answers(setting))
    setting.screen.perform("notes")
    setting.type("two lines")
    setting.screen.perform("outcome-no-answer")
    assert setting.name() == "Tom Ashworth"
    setting.desk.submit(setting.screen, take_back, TakeBack(setting.desk.person_id))
    assert setting.name() == "Maria Keller"
    assert _answers(setting) == heard
    assert setting.screen.details.notes.text() == "two lines"
    assert any(isinstance(event, TookBack) for event in setting.events)


def test_undo_waits_until_the_call_is_over(setting: Setting) -> None:
    setting.screen.perform("dial")
    assert setting.screen.perform("undo")
    assert "still on the line" in str(setting.refusals[-1])
    setting.screen.perform("call-over")
    assert not setting.screen.perform("undo")


def test_a_draft_is_there_again_when_the_prospect_comes_back(setting: Setting) -> None:
    setting.press(Qt.Key.Key_A)
    heard = dict(_answers(setting))
    setting.screen.show_subject(setting.tom)
    assert setting.name() == "Tom Ashworth"
    assert _answers(setting) == {}
    setting.screen.show_subject(setting.maria)
    assert _answers(setting) == heard


def test_outside_calling_hours_the_button_waits_and_dialling_asks_why(setting: Setting) -> None:
    setting.screen.show_subject(setting.dana)
    header = setting.screen.centre.header
    assert header.buttons[Way.WAIT].isVisible()
    assert header.buttons[Way.WAIT].text() == "Wait until 08:00"
    setting.screen.perform("dial")
    assert setting.opened == []
    setting.press(Qt.Key.Key_Return)
    assert setting.opened == []
    setting.type("she asked for it")
    setting.press(Qt.Key.Key_Return)
    assert setting.opened == ["tel:+15185550142"]


def test_who_was_promised_a_later_time_waits_until_then(setting: Setting) -> None:
    setting.screen.show_subject(setting.dana)
    card, at_three = setting.card(), NOW + timedelta(hours=10)
    promised = replace(card, lane=Lane.PROMISED, reason=replace(card.reason, due_at=at_three))
    header = setting.screen.centre.header
    header.show_state(HeaderState(promised, NO_CALL, 1, NOW))
    there = at_three.astimezone(ZoneInfo(card.zone))
    assert header.buttons[Way.WAIT].text() == f"Wait until {there:%H:%M}"


def test_the_button_that_waits_says_what_keeps_them_closed(setting: Setting) -> None:
    setting.screen.show_subject(setting.dana)
    why = setting.screen.centre.header.buttons[Way.WAIT].toolTip()
    assert why == "It is too early or too late there (law: United States)."


def test_over_a_legal_cap_there_is_no_dialling_anyway(setting: Setting) -> None:
    setting.screen.show_subject(_dialled_thrice_in_florida(setting))
    header = setting.screen.centre.header
    said = "Florida allows 3 calls in 24 hours; the next is allowed from Thu 19 Nov, 03:32"
    assert header.buttons[Way.WAIT].text() == "Wait until tomorrow, 08:00"
    assert header.buttons[Way.WAIT].toolTip().startswith(said)
    assert header.anyway.isHidden()
    setting.screen.perform("dial")
    assert setting.opened == []
    assert str(setting.refusals[-1]).startswith(said)


def _dialled_thrice_in_florida(setting: Setting) -> int:
    number = "+13055550123"
    with writing(setting.desk.database) as session:
        prospect_id = a_prospect(
            session, "Luis Ortega", country="US", region="FL", numbers=[number]
        )
        lead_id = a_lead(session, prospect_id=prospect_id)
        request = DialNumber(lead_id, a_person(session), a_number(session, number), "asked for it")
        for hours in (1, 2, 3):
            dial_number(session, request, NOW - timedelta(hours=hours / 3))
    return lead_id


def test_waiting_gives_the_prospect_back(setting: Setting) -> None:
    setting.screen.show_subject(setting.dana)
    setting.screen.centre.header.buttons[Way.WAIT].click()
    assert setting.name() == "Maria Keller"


def test_a_break_gives_the_prospect_back_and_goes_on_with_the_same_key(setting: Setting) -> None:
    setting.screen.perform("break")
    assert setting.name() == ""
    setting.screen.perform("break")
    assert setting.name() == "Maria Keller"


def test_an_empty_queue_says_so_and_takes_who_sleeps_for_no_callback(setting: Setting) -> None:
    setting.screen.perform("outcome-no-answer")
    setting.screen.perform("outcome-no-answer")
    assert setting.name() == ""
    assert setting.screen.centre.empty.isVisible()
    assert setting.screen.centre.empty.accessibleName().startswith("Nothing due now")
    assert setting.focus().accessibleName() == "Look again"


def test_a_barred_prospect_cannot_be_dialled(setting: Setting) -> None:
    setting.screen.perform("outcome-do-not-call")
    setting.confirm()
    setting.screen.show_subject(setting.maria)
    assert setting.name() == "Maria Keller"
    setting.screen.perform("dial")
    assert setting.opened == []
    assert setting.screen.centre.header.buttons[Way.NEXT].isVisible()


def test_up_next_reads_a_row_as_a_sentence(setting: Setting) -> None:
    model = setting.screen.up_next.list.model()
    spoken = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert any(str(words).startswith("Tom Ashworth, Pennine, ") for words in spoken)
    assert not any(str(words).startswith("Maria Keller") for words in spoken)


def test_nurture_waits_for_its_check_in(setting: Setting) -> None:
    setting.screen.perform("outcome-nurture")
    setting.confirm()
    assert setting.after().state is LeadState.NURTURE
    assert setting.name() == "Tom Ashworth"
