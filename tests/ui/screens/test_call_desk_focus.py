"""Tab walks the desk in the order of a call, and the focus is never lost."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.domain.outcome import Outcome
from qualdesk.domain.queue_order import ResponseKind
from qualdesk_ui.actions import Place
from qualdesk_ui.app.opening import open_sample
from qualdesk_ui.desk import Desk, Lanes
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.widgets.choice import Choice
from qualdesk_ui.widgets.field import Field
from tests.builders import a_response, writing
from tests.ui.conftest import NOW as SAMPLE_NOW
from tests.ui.conftest import the_clock
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")

LONGEST_WALK = 80


def test_tab_walks_from_the_question_over_notes_and_outcomes_to_the_details(
    setting: Setting,
) -> None:
    _add_history(setting)
    screen = setting.screen
    parts: dict[str, QWidget] = {
        "script": screen.centre.script,
        "notes": screen.details.notes,
        "outcomes": screen.centre.outcomes,
        "header": screen.centre.header,
        "up next": screen.up_next,
        "details": screen.details,
    }
    walked = [_part(one, parts) for one in _walk(setting, Qt.Key.Key_Tab)]
    assert list(dict.fromkeys(walked)) == list(parts)


def test_tab_takes_the_outcomes_in_the_order_of_the_number_row(setting: Setting) -> None:
    outcomes = setting.screen.centre.outcomes
    buttons = [outcomes.button(one) for one in Outcome]
    walked = [one for one in _walk(setting, Qt.Key.Key_Tab) if one in buttons]
    assert walked == buttons


def test_shift_tab_walks_the_same_way_back(setting: Setting) -> None:
    there = _walk(setting, Qt.Key.Key_Tab)
    back = _walk(setting, Qt.Key.Key_Backtab)
    assert back == [there[0], *reversed(there[1:])]


def test_a_question_is_one_stop_and_the_next_one_follows(setting: Setting) -> None:
    first = setting.focus()
    assert isinstance(first, Choice)
    setting.press(Qt.Key.Key_Right)
    assert setting.focus().parentWidget() is first.parentWidget()
    setting.press(Qt.Key.Key_Tab)
    following = setting.focus()
    assert setting.screen.centre.script.isAncestorOf(following)
    assert following.parentWidget() is not first.parentWidget()


def test_tab_stays_off_the_script_while_a_panel_covers_it(setting: Setting) -> None:
    setting.screen.perform("outcome-call-back")
    walked = _walk(setting, Qt.Key.Key_Tab)
    assert walked[1].accessibleName() == "When"
    assert not any(setting.screen.centre.script.isAncestorOf(one) for one in walked)


def test_once_all_is_answered_the_focus_is_on_the_key_that_fits(setting: Setting) -> None:
    script = setting.screen.centre.script.view
    for _question in range(LONGEST_WALK):
        if not script.current_step_id():
            break
        if isinstance(setting.focus(), Field):
            setting.type("They said so")
            setting.press(Qt.Key.Key_Return)
        else:
            setting.press(Qt.Key.Key_A)
    fitting = setting.screen.centre.outcomes.button(Outcome.PUSH_TO_SALES)
    assert setting.focus() is fitting
    setting.screen.perform("notes")
    setting.screen.perform("back")
    assert setting.focus() is fitting


def test_after_an_outcome_the_focus_is_on_the_next_prospects_first_choice(
    setting: Setting,
) -> None:
    setting.screen.perform("outcome-no-answer")
    assert setting.name() == "Tom Ashworth"
    focused = setting.focus()
    assert isinstance(focused, Choice)
    assert focused.letter() == "A"


def test_who_comes_from_outside_begins_with_what_is_asked(setting: Setting) -> None:
    first = setting.focus()
    setting.screen.setFocus(Qt.FocusReason.TabFocusReason)
    assert setting.focus() is first
    setting.screen.waiting.take_break()
    setting.screen.setFocus(Qt.FocusReason.TabFocusReason)
    assert setting.focus().accessibleName() == "Go on calling"


def _add_history(setting: Setting) -> None:
    """Give Maria a longer timeline than is shown at first, and show her again."""
    with writing(setting.desk.database) as session:
        for _day in range(8):
            a_response(session, setting.maria, ResponseKind.DOWNLOADED)
    setting.screen.calling.open_lead(setting.maria)
    QApplication.processEvents()


def _walk(setting: Setting, key: Qt.Key) -> list[QWidget]:
    """Press a key until the focus is where it began; return where it was."""
    walked = [setting.focus()]
    for _stop in range(LONGEST_WALK):
        setting.press(key)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is walked[0]:
            return walked
        walked.append(focused)
    raise AssertionError(f"Tab never comes back; it stands on {walked[-1]!r}.")


def _part(widget: QWidget, parts: dict[str, QWidget]) -> str:
    if widget is parts["notes"]:
        return "notes"
    return next(name for name, part in parts.items() if part.isAncestorOf(widget))


def test_the_question_has_the_focus_once_the_window_comes_forward(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(Lanes.inline(), clock=the_clock)
    window = furnished(desk, log_folder=tmp_path)
    qtbot.addWidget(window)
    window.show()
    desk.open(partial(open_sample, tmp_path / "sample.qualdesk", SAMPLE_NOW))
    qtbot.waitUntil(lambda: window.pages.place is Place.CALL_DESK and window.isActiveWindow())
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Yes, key A"
    desk.close()
