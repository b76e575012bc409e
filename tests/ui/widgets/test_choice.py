"""Answers are walked with the arrows and taken with Enter or a letter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from qualdesk_ui.widgets.choice import ChoiceRow

OPTIONS = ("This quarter", "Next quarter", "Within a year", "No plan")


def a_row(qtbot: QtBot) -> ChoiceRow:
    row = ChoiceRow("When would it have to be running?", OPTIONS)
    row.show_letters()
    qtbot.addWidget(row)
    with qtbot.waitExposed(row):
        row.show()
    row.focus_first()
    return row


def test_a_letter_takes_its_answer(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.keyClick(row.choices()[0], Qt.Key.Key_B)
    assert chosen.args == ["Next quarter"]
    assert row.value() == "Next quarter"


def test_a_letter_without_an_answer_takes_none(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    qtbot.keyClick(row.choices()[0], Qt.Key.Key_F)
    assert row.value() == ""


def test_arrows_move_and_enter_takes(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    qtbot.keyClick(row.choices()[0], Qt.Key.Key_Right)
    assert row.choices()[1].hasFocus()
    assert row.value() == ""
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.keyClick(row.choices()[1], Qt.Key.Key_Return)
    assert chosen.args == ["Next quarter"]


def test_arrows_go_round(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    qtbot.keyClick(row.choices()[0], Qt.Key.Key_Left)
    assert row.choices()[-1].hasFocus()


def test_showing_an_answer_sends_no_signal(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    with qtbot.assertNotEmitted(row.chosen):
        row.set_value("No plan")
    assert row.value() == "No plan"
    row.set_value("")
    assert row.value() == ""


def test_a_screen_reader_hears_radio_buttons_in_a_named_group(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    heard = QAccessible.queryAccessibleInterface(row.choices()[0])
    assert heard.role() is QAccessible.Role.RadioButton
    assert heard.text(QAccessible.Text.Name) == "This quarter, key A"
    assert row.accessibleName() == "When would it have to be running?"


def test_answers_wrap_where_the_row_is_narrow(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    assert row.heightForWidth(200) > row.heightForWidth(800)
