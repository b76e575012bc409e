"""Find on the desk: through the script, the note, the history and the facts; by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualdesk.domain.present_call import Stage
from qualdesk_ui.desk import Desk
from qualdesk_ui.widgets.found_mark import FoundMark
from tests.ui.screens.call_desk_setting import Setting, a_call_desk

pytestmark = pytest.mark.usefixtures("_theme")


def _find(setting: Setting, words: str) -> None:
    setting.screen.perform("find-on-desk")
    setting.type(words)


def _marked(setting: Setting) -> QWidget | None:
    marks = [one for one in setting.screen.findChildren(FoundMark) if not one.isHidden()]
    assert len(marks) <= 1
    return marks[0].parentWidget() if marks else None


def _said(setting: Setting) -> str:
    return setting.screen.centre.finding.said()


def test_the_first_place_is_marked_while_one_types(setting: Setting) -> None:
    _find(setting, "decide")
    marked = _marked(setting)
    assert marked is not None
    assert setting.screen.centre.script.isAncestorOf(marked)


def test_f3_and_return_go_on_and_shift_goes_back(setting: Setting) -> None:
    _find(setting, "e")
    first = _marked(setting)
    setting.press(Qt.Key.Key_F3)
    assert _said(setting).startswith("2 of ")
    assert _marked(setting) is not first
    setting.press(Qt.Key.Key_Return)
    assert _said(setting).startswith("3 of ")
    QTest.keyClick(setting.focus(), Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert _said(setting).startswith("2 of ")


def test_after_the_last_place_comes_the_first(setting: Setting) -> None:
    _find(setting, "when")
    count = int(_said(setting).partition(" of ")[2])
    setting.press(*[Qt.Key.Key_F3] * count)
    assert _said(setting) == f"1 of {count}"


def test_the_note_of_this_call_is_looked_through(setting: Setting) -> None:
    setting.screen.details.notes.setPlainText("Asked for the zebra leaflet")
    _find(setting, "zebra")
    assert _said(setting) == "1 of 1"
    assert _marked(setting) is setting.screen.details.notes


def test_words_that_stand_nowhere_mark_nothing(setting: Setting) -> None:
    _find(setting, "zebra")
    assert _said(setting) == "Not found here"
    assert _marked(setting) is None


def test_escape_leaves_no_mark_and_the_focus_is_where_it_was(setting: Setting) -> None:
    before = setting.focus()
    _find(setting, "decide")
    setting.press(Qt.Key.Key_Escape)
    assert _marked(setting) is None
    assert setting.focus() is before
    assert not setting.screen.centre.finding.isVisible()


def test_return_among_the_words_does_not_say_that_they_answered(setting: Setting) -> None:
    setting.screen.perform("dial")
    _find(setting, "decide")
    setting.press(Qt.Key.Key_Return)
    assert setting.screen.calling.on_desk is not None
    assert setting.screen.calling.on_desk.call.stage is Stage.DIALLING


def test_the_next_prospect_is_not_looked_through(setting: Setting) -> None:
    _find(setting, "decide")
    setting.screen.perform("outcome-no-answer")
    assert setting.name() == "Tom Ashworth"
    assert not setting.screen.centre.finding.isVisible()
    assert _marked(setting) is None


def test_in_a_narrow_window_the_details_come_where_the_words_are_found(
    desk: Desk, qtbot: QtBot
) -> None:
    setting = a_call_desk(desk, width=1024, height=700)
    qtbot.addWidget(setting.screen)
    setting.screen.details.notes.setPlainText("Asked for the zebra leaflet")
    assert not setting.screen.details.isVisible()
    _find(setting, "zebra")
    assert setting.screen.details.isVisible()
    setting.press(Qt.Key.Key_Escape)
    assert not setting.screen.details.isVisible()
