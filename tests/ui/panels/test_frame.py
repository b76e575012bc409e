"""What every panel of an outcome has: its place over the script, and the way back that keeps all."""

import pytest
from PySide6.QtCore import Qt

from qualdesk_ui.panels.call_back import CallBackPanel
from qualdesk_ui.theme import current
from tests.ui.panels.opening import open_panel
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def test_esc_goes_back_and_keeps_what_was_typed(setting: Setting) -> None:
    panel = open_panel(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.field.setFocus()
    setting.type("tomorrow 15:30")
    setting.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    again = open_panel(setting, "call-back")
    assert again is panel
    assert panel.when.text() == "tomorrow 15:30"


def test_tab_comes_to_the_way_back_last(setting: Setting) -> None:
    panel = open_panel(setting, "close-out")
    walked = []
    while panel.isAncestorOf(setting.focus()):
        walked.append(setting.focus().accessibleName())
        setting.press(Qt.Key.Key_Tab)
    assert walked[1:4] == ["Subject", "Letter", "Ask again"]
    assert walked[-1].startswith("Back to the call")


def test_the_panel_stands_over_the_script_and_leaves_the_call_in_sight(setting: Setting) -> None:
    current().set_still(wanted=True)
    for action in ("push", "call-back", "nurture", "close-out", "gatekeeper", "wrong"):
        panel = open_panel(setting, action)
        centre = setting.screen.centre
        place = centre.panel_place()
        assert panel.geometry().bottom() == place.bottom()
        assert panel.geometry().top() >= centre.header.geometry().bottom() - 56
