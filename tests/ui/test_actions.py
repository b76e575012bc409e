"""The table of actions: no clash, no dead entry, and single keys that rest when they must."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.domain.outcome import Outcome
from qualdesk_ui.actions import (
    ACTIONS,
    OUTCOME_OF,
    Action,
    ActionId,
    Group,
    Keys,
    Place,
    Shortcuts,
    action,
    clashes,
)
from qualdesk_ui.actions.keys_sheet import AS_IN_LISTS, KeysSheet, lines
from qualdesk_ui.actions.table import HELD_DOWN


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QVBoxLayout(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def done(window: QWidget) -> list[ActionId]:
    done: list[ActionId] = []
    Shortcuts(window, done.append).show_place(Place.CALL_DESK)
    return done


def put(window: QWidget, widget: QWidget) -> QWidget:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    widget.setFocus()
    return widget


def test_no_two_actions_share_a_key_where_both_are_live() -> None:
    assert clashes(ACTIONS) == []


def test_a_clash_is_found_even_where_one_key_begins_the_other() -> None:
    one = Action(ActionId.DIAL, "Dial", Group.CALL, ("G",))
    other = Action(ActionId.NOTES, "Notes", Group.CALL, ("G, Q",), place=Place.QUEUE)
    assert clashes([one, other]) == [(ActionId.DIAL, ActionId.NOTES, "G")]


def test_the_same_key_on_two_pages_is_no_clash() -> None:
    one = Action(ActionId.DIAL, "Dial", Group.CALL, ("R",), place=Place.CALL_DESK)
    other = Action(ActionId.NOTES, "Notes", Group.CALL, ("R",), place=Place.QUEUE)
    assert clashes([one, other]) == []


def test_every_action_has_one_line_in_the_table() -> None:
    assert [one.id for one in ACTIONS] == list(dict.fromkeys(one.id for one in ACTIONS))
    assert {one.id for one in ACTIONS} == set(ActionId)


@pytest.mark.parametrize("one", ACTIONS, ids=[one.id for one in ACTIONS])
def test_qt_understands_every_key(one: Action) -> None:
    for key in one.keys:
        sequence = QKeySequence(key)
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == key


def test_the_number_row_is_the_ten_outcomes_in_their_order() -> None:
    assert list(OUTCOME_OF.values()) == list(Outcome)
    assert [action(name).keys[0] for name in OUTCOME_OF] == [one.key for one in Outcome]


def test_every_action_stands_on_the_sheet_of_keys() -> None:
    texts = {text for group in Group for _keys, text in lines(group, Keys())}
    in_own_words = {one.text for one in ACTIONS if one.id not in AS_IN_LISTS}
    assert in_own_words <= texts
    assert {action(general).text for general in AS_IN_LISTS.values()} <= texts


def test_what_a_page_does_by_another_key_than_all_lists_is_said_with_it() -> None:
    assert ("/ or Ctrl+F", "Find a hand-off") not in lines(Group.HAND_OFFS, Keys())
    own = Keys().with_own("find-hand-off", "F4")
    assert ("F4 or / or Ctrl+F", "Find a hand-off") in lines(Group.HAND_OFFS, own)


def test_a_digit_records_on_the_call_desk(window: QWidget, done: list[ActionId]) -> None:
    QTest.keyClick(window, Qt.Key.Key_5)
    assert done == [ActionId.OUTCOME_NO_ANSWER]


def test_a_key_that_is_held_down_records_one_outcome(window: QWidget, done: list[ActionId]) -> None:
    assert done == []
    repeating = {one.key() for one in window.findChildren(QShortcut) if one.autoRepeat()}
    held_down = {key for one in ACTIONS if one.id in HELD_DOWN for key in one.keys}
    assert repeating == {QKeySequence(key) for key in held_down}


def test_a_digit_typed_into_a_field_is_text(window: QWidget, done: list[ActionId]) -> None:
    field = put(window, QLineEdit())
    QTest.keyClick(field, Qt.Key.Key_5)
    assert done == []
    assert isinstance(field, QLineEdit)
    assert field.text() == "5"


def test_ctrl_and_the_digit_record_while_typing(window: QWidget, done: list[ActionId]) -> None:
    field = put(window, QLineEdit())
    QTest.keyClick(field, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert done == [ActionId.OUTCOME_NO_ANSWER]


def test_single_keys_rest_at_a_closed_list_of_choices(
    window: QWidget, done: list[ActionId]
) -> None:
    choices = QComboBox()
    choices.addItems(["4 weeks", "5 weeks"])
    put(window, choices)
    QTest.keyClick(choices, Qt.Key.Key_5)
    assert done == []
    assert choices.currentText() == "5 weeks"


def test_two_keys_after_each_other_go_to_a_page(window: QWidget, done: list[ActionId]) -> None:
    QTest.keyClick(window, Qt.Key.Key_G)
    QTest.keyClick(window, Qt.Key.Key_Q)
    assert done == [ActionId.GO_QUEUE]


def test_keys_of_another_page_do_nothing(window: QWidget) -> None:
    done: list[ActionId] = []
    Shortcuts(window, done.append).show_place(Place.TERRITORIES)
    QTest.keyClick(window, Qt.Key.Key_5)
    QTest.keyClick(window, Qt.Key.Key_R)
    assert done == [ActionId.REASSIGN]


def test_before_a_desk_is_open_only_the_windows_own_keys_work(window: QWidget) -> None:
    done: list[ActionId] = []
    Shortcuts(window, done.append)
    for key in (Qt.Key.Key_5, Qt.Key.Key_F5, Qt.Key.Key_F11):
        QTest.keyClick(window, key)
    assert done == [ActionId.FULL_SCREEN]


def test_escape_closes_the_sheet_of_keys(window: QWidget, qtbot: QtBot) -> None:
    sheet = KeysSheet(Keys(), window)
    sheet.show()
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
