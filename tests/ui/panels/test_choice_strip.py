"""A line that asks one thing, in a wide window and in a narrow one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qualdesk_ui.panels.choice_strip import ChoiceStrip

REASONS = ("Wrong moment", "Not for me", "Looks wrong")


def a_strip(qtbot: QtBot) -> tuple[QWidget, ChoiceStrip]:
    page = QWidget()
    qtbot.addWidget(page)
    strip = ChoiceStrip("arrow-right", "or why")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(strip)
    column.addStretch()
    page.resize(900, 300)
    page.show()
    strip.ask("Skip", REASONS)
    return page, strip


def test_the_words_stand_beside_the_choices_or_below_where_there_is_no_room(qtbot: QtBot) -> None:
    page, strip = a_strip(qtbot)
    qtbot.waitUntil(lambda: strip.width() == 900 and strip.height() < 60)
    page.resize(620, 300)
    qtbot.waitUntil(lambda: strip.height() > 60)
    assert strip.field.width() > 300
    page.resize(900, 300)
    qtbot.waitUntil(lambda: strip.height() < 60)


def test_why_words_will_not_do_stands_beside_them_and_leaves_them_room(qtbot: QtBot) -> None:
    page, strip = a_strip(qtbot)
    qtbot.waitUntil(lambda: strip.width() == 900 and strip.height() < 60)
    strip.refuse("That moment has passed. Choose a later one, for example tomorrow 10.")
    qtbot.waitUntil(lambda: strip.height() > 60)
    assert strip.field.width() >= strip.field.minimumWidth()
    assert page.width() == 900
    strip.field.textEdited.emit("tomorrow 10")
    qtbot.waitUntil(lambda: strip.height() < 60)
