"""A new prospect at the call desk: asked in place, by keys alone, while the call goes on."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.domain.present_call import Stage
from qualdesk.events.duplicates import NotedDuplicates
from qualdesk.events.newcomers import AddedProspect
from qualdesk_ui.desk import Desk
from qualdesk_ui.main_window.deeds import deed_of
from qualdesk_ui.panels.new_prospect import NewProspectPanel
from qualdesk_ui.screens.call_desk import CallDesk
from tests.builders import NOW
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def _type_carla(setting: Setting) -> None:
    setting.screen.perform("new-prospect")
    setting.type("Carla Neri")
    setting.press(Qt.Key.Key_Tab)
    setting.type("Oleificio Neri")
    setting.press(Qt.Key.Key_Tab)
    setting.type("+39 0521 555019")


def test_ctrl_n_adds_a_prospect_by_keys_alone_and_goes_back_to_the_call(setting: Setting) -> None:
    setting.screen.perform("dial")
    setting.press(Qt.Key.Key_Return)
    _type_carla(setting)
    setting.confirm()
    added = next(event for event in setting.events if isinstance(event, AddedProspect))
    assert added.prospect_name == "Carla Neri"
    assert setting.screen.calling.panels.open_panel is None
    assert setting.name() == "Maria Keller"
    assert setting.screen.calling.on_desk is not None
    assert setting.screen.calling.on_desk.call.stage is Stage.ON_CALL
    assert setting.screen.centre.script.isAncestorOf(setting.focus())


def test_who_is_known_already_is_said_to_be(setting: Setting) -> None:
    setting.screen.perform("new-prospect")
    setting.type("Tom Ashworth")
    setting.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    setting.type("+44 113 496 0142")
    setting.confirm()
    added = next(event for event in setting.events if isinstance(event, AddedProspect))
    assert added.was_known
    assert added.lead_id == setting.tom


def test_who_looks_like_somebody_waits_under_entered_twice_and_the_toast_says_so(
    setting: Setting,
) -> None:
    setting.screen.perform("new-prospect")
    setting.type("Tom Ashwort")
    setting.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    setting.type("+44 113 496 0142")
    setting.confirm()
    added = next(event for event in setting.events if isinstance(event, AddedProspect))
    assert added.looks_like == ("Tom Ashworth",)
    assert NotedDuplicates(1) in setting.events
    deed = deed_of(added, "Priya Nair", NOW)
    assert deed is not None
    assert deed.words == "Added Tom Ashwort · looks like Tom Ashworth: see “Entered twice”"


def test_return_in_the_form_answers_nothing(setting: Setting) -> None:
    setting.screen.perform("new-prospect")
    setting.type("Carla")
    setting.press(Qt.Key.Key_Return)
    assert setting.screen.calling.panels.open_panel is not None
    assert setting.screen.calling.on_desk is not None
    assert setting.screen.calling.on_desk.draft.answers == {}


def test_escape_goes_back_and_the_words_stay(setting: Setting) -> None:
    setting.screen.perform("new-prospect")
    setting.type("Carla")
    setting.press(Qt.Key.Key_Escape)
    assert setting.screen.calling.panels.open_panel is None
    setting.screen.perform("new-prospect")
    setting.type(" Neri")
    assert setting.focus().property("text") == "Carla Neri"


def test_what_cannot_be_used_stays_typed_and_is_said(setting: Setting) -> None:
    setting.screen.perform("new-prospect")
    setting.type("Carla Neri")
    setting.confirm()
    assert str(setting.refusals[-1]).startswith("How are they reached?")
    assert setting.screen.calling.panels.open_panel is not None


def test_a_time_to_come_keeps_the_form_open_and_goes_there(setting: Setting) -> None:
    _type_carla(setting)
    setting.press(*[Qt.Key.Key_Tab] * 4)
    setting.type("tomorrow")
    setting.confirm()
    assert not any(isinstance(event, AddedProspect) for event in setting.events)
    assert setting.focus().property("text") == "tomorrow"


def test_it_is_asked_for_while_nobody_is_on_the_desk_too(setting: Setting) -> None:
    setting.screen.waiting.take_break()
    _type_carla(setting)
    setting.confirm()
    assert any(isinstance(event, AddedProspect) for event in setting.events)
    assert setting.screen.centre.empty.isAncestorOf(setting.focus())


def test_without_a_campaign_it_says_how_to_have_one(desk: Desk, qtbot: QtBot) -> None:
    screen = CallDesk(desk, opener=print)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    screen.perform("new-prospect")
    screen.perform("confirm")
    panel = screen.calling.panels.open_panel
    assert isinstance(panel, NewProspectPanel)
    assert panel.form.remark.text() == (
        "There is no campaign yet. Import a list with Ctrl+O; it makes one."
    )
