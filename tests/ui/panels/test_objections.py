"""Objections: found by letter or words, and whether the answer helped."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from qualdesk.store.tables import Objection
from qualdesk_ui.panels.objections import ObjectionsPanel
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


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
