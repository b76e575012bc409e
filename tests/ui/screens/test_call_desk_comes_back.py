"""A desk that was killed in a call: its panel is open again with its words, its timer goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualdesk.domain.present_call import NO_CALL, Stage
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.panels.call_back import CallBackPanel
from qualdesk_ui.panels.close_out import CloseOutPanel
from qualdesk_ui.panels.do_not_call import DoNotCallPanel
from qualdesk_ui.panels.frame import FormPanel
from qualdesk_ui.panels.gatekeeper import GatekeeperPanel
from qualdesk_ui.panels.nurture import NurturePanel
from qualdesk_ui.panels.objections import ObjectionsPanel
from qualdesk_ui.panels.push import PushPanel
from qualdesk_ui.panels.wrong_number import WrongNumberPanel
from qualdesk_ui.screens.call_desk import CallDesk
from tests.builders import NOW
from tests.ui.conftest import the_clock
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")

LATER = NOW + timedelta(minutes=4)


def _open(setting: Setting, action: str) -> FormPanel:
    setting.screen.perform(action)
    return _panel(setting.screen)


def _panel(screen: CallDesk) -> FormPanel:
    panel = screen.calling.panels.open_panel
    assert isinstance(panel, FormPanel)
    return panel


def _come_back(
    setting: Setting, seat: Seat, qtbot: QtBot, clock: Callable[[], datetime] = the_clock
) -> CallDesk:
    """Leave the former desk as a kill would, and sit down at the same file again."""
    setting.screen.calling.drafts.save()
    setting.screen.hide()
    again = Desk(Lanes.inline(), clock=clock)
    again.open(lambda: seat)
    screen = CallDesk(again, opener=print, template=lambda: "tel:{number}")
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    return screen


def _type_call_back(panel: FormPanel) -> None:
    assert isinstance(panel, CallBackPanel)
    panel.when.set_text("tomorrow 15:30")
    panel.who.parts()[1].click()
    panel.start_with.setText("the audit")
    panel.keeps_in_touch.setChecked(True)


def _type_nurture(panel: FormPanel) -> None:
    assert isinstance(panel, NurturePanel)
    panel.track.choices()[-1].click()
    panel.about.setText("wet glass")
    panel.quick.choose_letter("A")


def _type_push(panel: FormPanel) -> None:
    assert isinstance(panel, PushPanel)
    panel.slots._slots[-1].click()
    panel.medium.parts()[-1].click()
    panel.brief.setPlainText("Runs 2 lines.")
    panel.unmet.open_reason()
    panel.unmet.reason.setText("they asked for him")


def _type_close_out(panel: FormPanel) -> None:
    assert isinstance(panel, CloseOutPanel)
    panel.reason.choose_letter("B")
    panel.page.text.setPlainText("Thank you, and good luck.")
    panel.door.reopen.setCurrentIndex(1)
    panel.door.when.set_text("in 6 months")
    panel.door.referral.setText("Stefan Roth")


def _type_said(panel: FormPanel) -> None:
    assert isinstance(panel, CloseOutPanel)
    panel.other_way.click()
    panel.said.setPlainText("No need before autumn.")
    panel.on_paper.setChecked(True)


def _type_gatekeeper(panel: FormPanel) -> None:
    assert isinstance(panel, GatekeeperPanel)
    panel.name.setText("Ms Brandt")
    panel.when.set_text("tomorrow 8:30")
    panel.decides.setText("Dr. Roth")


def _type_wrong(panel: FormPanel) -> None:
    assert isinstance(panel, WrongNumberPanel)
    panel.because.choose_letter("C")
    panel.successor.setText("Anja Vogt")


def _type_do_not_call(panel: FormPanel) -> None:
    assert isinstance(panel, DoNotCallPanel)
    panel.scope.choose_letter("C")


def _type_objection(panel: FormPanel) -> None:
    assert isinstance(panel, ObjectionsPanel)
    QTest.keyClicks(panel.search, "e")
    panel.list.choose_letter("B")


TYPED = [
    ("outcome-call-back", _type_call_back),
    ("outcome-nurture", _type_nurture),
    ("outcome-push", _type_push),
    ("outcome-close-out", _type_close_out),
    ("outcome-close-out", _type_said),
    ("outcome-gatekeeper", _type_gatekeeper),
    ("outcome-wrong", _type_wrong),
    ("outcome-do-not-call", _type_do_not_call),
    ("objections", _type_objection),
]


@pytest.mark.parametrize(("action", "type_words"), TYPED)
def test_an_open_panel_comes_back_with_its_words(
    setting: Setting,
    seat: Seat,
    qtbot: QtBot,
    action: str,
    type_words: Callable[[FormPanel], None],
) -> None:
    panel = _open(setting, action)
    type_words(panel)
    typed = panel.form.words()
    assert typed
    again = _panel(_come_back(setting, seat, qtbot))
    assert type(again) is type(panel)
    assert again.form.words() == typed


def test_what_comes_back_is_what_is_asked_for(setting: Setting, seat: Seat, qtbot: QtBot) -> None:
    panel = _open(setting, "outcome-close-out")
    _type_close_out(panel)
    again = _panel(_come_back(setting, seat, qtbot))
    assert isinstance(panel, CloseOutPanel)
    assert isinstance(again, CloseOutPanel)
    assert again.request() == panel.request()


def test_a_panel_that_was_closed_keeps_its_words_and_stays_closed(
    setting: Setting, seat: Seat, qtbot: QtBot
) -> None:
    panel = _open(setting, "outcome-gatekeeper")
    _type_gatekeeper(panel)
    setting.press(Qt.Key.Key_Escape)
    screen = _come_back(setting, seat, qtbot)
    assert screen.calling.panels.open_panel is None
    screen.perform("outcome-gatekeeper")
    assert _panel(screen).form.words() == panel.form.words()


def test_the_words_of_a_panel_wait_while_another_prospect_is_called(setting: Setting) -> None:
    _type_gatekeeper(_open(setting, "outcome-gatekeeper"))
    setting.press(Qt.Key.Key_Escape)
    setting.screen.show_subject(setting.tom)
    assert _open(setting, "outcome-gatekeeper").form.words() == {}
    setting.screen.show_subject(setting.maria)
    words = _open(setting, "outcome-gatekeeper").form.words()
    assert words == {"name": "Ms Brandt", "when": "tomorrow 8:30", "decides": "Dr. Roth"}


def test_the_timer_goes_on_from_when_the_call_began(
    setting: Setting, seat: Seat, qtbot: QtBot
) -> None:
    setting.screen.perform("dial")
    setting.screen.line.press_return()
    screen = _come_back(setting, seat, qtbot, lambda: LATER)
    on_desk = screen.calling.on_desk
    assert on_desk is not None
    assert on_desk.call.stage is Stage.ON_CALL
    assert on_desk.call.talked(LATER) == (LATER - NOW).total_seconds()
    assert screen.line.is_running


def test_a_call_that_is_over_still_asks_how_it_ended(
    setting: Setting, seat: Seat, qtbot: QtBot
) -> None:
    setting.screen.perform("dial")
    setting.screen.perform("call-over")
    screen = _come_back(setting, seat, qtbot)
    assert screen.calling.on_desk is not None
    assert screen.calling.on_desk.call.stage is Stage.OVER


def test_a_call_does_not_follow_whom_one_left(setting: Setting) -> None:
    setting.screen.perform("dial")
    setting.screen.perform("call-over")
    setting.screen.show_subject(setting.tom)
    setting.screen.show_subject(setting.maria)
    assert setting.screen.calling.on_desk is not None
    assert setting.screen.calling.on_desk.call == NO_CALL
