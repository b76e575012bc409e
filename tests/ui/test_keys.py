"""The keys in force: own ones beside those of the table, clashes named, single ones off."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from qualdesk_ui.actions import (
    ACTIONS,
    ActionId,
    Group,
    Keys,
    Place,
    Shortcuts,
    action,
    sound_keys,
    why_not,
)
from qualdesk_ui.actions.keys_sheet import ARRANGEMENTS, KeysSheet, drawn, lines
from qualdesk_ui.widgets.key_cap import KeyCap

OFF = Keys(are_singles_on=False)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_with_single_keys_off_only_those_with_ctrl_alt_or_a_name_are_left() -> None:
    left = {key for one in ACTIONS for key in OFF.of(one)}
    assert not {"5", "N", "?", "/", "Shift+P", "G, Q"} & left
    assert {"Ctrl+5", "F7", "Ctrl+?", "Ctrl+F", "Alt+2"} <= left


def test_a_key_of_ones_own_stands_before_the_usual_ones() -> None:
    keys = Keys().with_own("notes", "F12")
    assert keys.of(action("notes")) == ("F12", "F7", "N")
    assert drawn(action("notes"), keys) == "F12 or F7 or N"
    assert keys.with_own("notes", "").of(action("notes")) == ("F7", "N")


@pytest.mark.parametrize(
    ("name", "key", "sentence"),
    [
        ("notes", "F5", "F5 is “Dial” on the call desk. Press another key."),
        ("notes", "G", "G is “Call desk”. Press another key."),
        ("notes", "5", "5 is “No answer” on the call desk. Press another key."),
        ("search", "Ctrl+Q", "Ctrl+Q is “Quit”. Press another key."),
        ("search", "R", "R is “Reassign”. Press another key."),
        ("notes", "B", "B chooses an answer on the call desk. Press another key."),
        ("notes", "Ctrl+C", "Ctrl+C is kept for the system and for text. Press another key."),
        ("notes", "Alt+X", "Alt+X is kept for the system and for text. Press another key."),
        ("notes", "Tab", "Tab is kept for the system and for text. Press another key."),
    ],
)
def test_a_clash_is_named(name: str, key: str, sentence: str) -> None:
    assert why_not(action(name), key, Keys()) == sentence


@pytest.mark.parametrize(("name", "key"), [("notes", "F12"), ("assign", "B"), ("notes", "R")])
def test_a_key_that_means_nothing_else_there_is_no_clash(name: str, key: str) -> None:
    assert why_not(action(name), key, Keys()) == ""


def test_another_own_key_clashes_too() -> None:
    keys = Keys().with_own("dial", "F12")
    assert why_not(action("notes"), "F12", keys).startswith("F12 is “Dial”")


def test_what_a_settings_file_names_wrongly_is_left_out() -> None:
    own = {"notes": "F5", "dial": "F12", "skip": "F12", "nothing": "F12", "why": "Nonsense"}
    assert sound_keys(own, are_singles_on=True) == Keys({"dial": "F12"})


def test_other_keys_work_at_once_and_the_former_no_longer(window: QWidget) -> None:
    done: list[ActionId] = []
    shortcuts = Shortcuts(window, done.append)
    shortcuts.show_place(Place.CALL_DESK)
    shortcuts.take(OFF.with_own("notes", "F12"))
    for key in (Qt.Key.Key_N, Qt.Key.Key_5, Qt.Key.Key_F12):
        QTest.keyClick(window, key)
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert done == [ActionId.NOTES, ActionId.OUTCOME_NO_ANSWER]


def test_the_digits_of_the_numpad_count_as_digits(window: QWidget) -> None:
    done: list[ActionId] = []
    Shortcuts(window, done.append).show_place(Place.CALL_DESK)
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier)
    assert done == [ActionId.OUTCOME_NO_ANSWER]


def test_the_sheet_says_what_the_keys_do_among_objections() -> None:
    assert lines(Group.OBJECTIONS, Keys()) == [
        ("A to F", "Pick what they say"),
        ("/", "Type what they say"),
        ("Y", "It helped"),
        ("N", "It did not"),
    ]


def test_the_sheet_draws_the_keys_in_force(window: QWidget) -> None:
    sheet = KeysSheet(OFF.with_own("notes", "F12"), window)
    caps = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    assert "Key F12" in caps
    # N stays: among objections it says that the answer did not help.
    assert not {"Key O", "Key 5", "Key ?"} & caps


def test_the_sheet_asks_for_the_page_where_keys_are_changed(window: QWidget, qtbot: QtBot) -> None:
    sheet = KeysSheet(Keys(), window)
    change = next(
        one for one in sheet.findChildren(QWidget) if one.accessibleName() == "Change keys"
    )
    with qtbot.waitSignal(sheet.change_asked):
        QTest.mouseClick(change, Qt.MouseButton.LeftButton)


def _laid_out(window: QWidget, width: int, height: int) -> QScrollArea:
    window.resize(width, height)
    sheet = KeysSheet(Keys(), window)
    sheet.resize(width, height)
    sheet.show()
    QApplication.processEvents()
    return sheet.findChildren(QScrollArea)[0]


def _width_of(page: QScrollArea) -> int:
    content = page.widget()
    assert content is not None
    return content.width()


@pytest.mark.parametrize("arranged", ARRANGEMENTS)
def test_no_group_is_left_out_however_narrow_the_window(
    arranged: Sequence[Sequence[Group]],
) -> None:
    assert sorted(group for column in arranged for group in column) == sorted(Group)


@pytest.mark.usefixtures("_theme")
def test_all_keys_stand_at_once_in_a_window_of_1440(window: QWidget) -> None:
    page = _laid_out(window, 1440, 900)
    assert page.verticalScrollBar().maximum() == 0
    assert _width_of(page) <= page.viewport().width()


@pytest.mark.usefixtures("_theme")
@pytest.mark.parametrize("width", [1100, 1280])
def test_a_narrower_window_cuts_no_key_and_is_scrolled_by_keys(window: QWidget, width: int) -> None:
    page = _laid_out(window, width, 700)
    assert _width_of(page) <= page.viewport().width()
    sheet = window.findChildren(KeysSheet)[0]
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 0
