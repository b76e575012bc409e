"""Nurture: the track, its first day, and the day of the check-in."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from qualdesk.commands.requests.calls import SendToNurture
from qualdesk_ui.panels.nurture import NurturePanel
from tests.ui.panels.opening import open_panel
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def test_nurture_checks_in_on_the_day_chosen(setting: Setting, asked: list[object]) -> None:
    open_panel(setting, "nurture")
    setting.press(Qt.Key.Key_D, Qt.Key.Key_C)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, SendToNurture)
    assert (request.check_in_on, request.track_id) == (date(2027, 5, 18), None)


def test_nurture_starts_the_track_that_was_written_for_the_campaign(
    setting: Setting, asked: list[object]
) -> None:
    panel = open_panel(setting, "nurture")
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
    panel = open_panel(setting, "nurture")
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
    panel = open_panel(setting, "nurture")
    assert isinstance(panel, NurturePanel)
    panel.touches.change.click()
    setting.type("some day soon")
    setting.confirm()
    assert panel.touches.when.field.error().startswith("Which day is “some day soon”?")
    panel.touches.when.set_text("in 8 months")
    setting.confirm()
    assert panel.touches.when.field.error() == "Choose a day within 90 days, or call back later."
    assert asked == []
