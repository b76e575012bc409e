"""The list of the queue: the whole order with its reasons, narrowed by tabs, filters and words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualdesk.domain.queue_tab import Tab
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.ui.screens.queue.page import focused_name, go_to_tab, listed

pytestmark = pytest.mark.usefixtures("_theme")


def test_a_promise_stands_first_and_the_foot_says_why(screen: QueueScreen, promised: int) -> None:
    assert screen.table.focused_key() == promised
    assert screen.hints.sentence() == "Tom Ashworth is 1st: you promised 10:30"


def test_the_head_says_how_many_may_be_called_and_the_tabs_how_many_stand_behind(
    screen: QueueScreen,
) -> None:
    assert screen.filters.head.note() == "2 callable now of 2"
    spoken = [part.accessibleName() for part in screen.filters.tabs.parts()]
    assert spoken[:2] == ["All, 2", "Promised, 1"]
    assert spoken[-1] == "To find out, 1"


def test_enter_opens_the_row_on_the_call_desk(screen: QueueScreen, promised: int) -> None:
    asked: list[tuple[str, object]] = []
    screen.go_to.connect(lambda place, subject: asked.append((place, subject)))
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert asked == [("call-desk", promised)]


def test_a_tab_shows_its_reason_alone(screen: QueueScreen) -> None:
    go_to_tab(screen, Tab.FRESH)
    assert focused_name(screen) == "Maria Keller"
    screen.perform("next-tab")
    assert screen.listing.empty.isVisible()
    assert screen.listing.empty.title() == "Nobody here"


def test_the_narrow_window_keeps_the_focused_row(screen: QueueScreen, maria: int) -> None:
    screen.table.focus_key(maria)
    screen.resize(1024, 700)
    assert screen.table.focused_key() == maria
    assert screen.table.isColumnHidden(5)


def test_words_narrow_the_list_and_escape_shows_all_again(
    screen: QueueScreen, promised: int
) -> None:
    screen.perform("find")
    QTest.keyClicks(screen.filters.find_field, "penni")
    QTest.keyClick(screen.filters.find_field, Qt.Key.Key_Return)
    assert listed(screen) == [promised]
    assert screen.table.hasFocus()
    assert screen.perform("back")
    assert len(listed(screen)) == 2


def test_a_name_that_comes_close_is_offered_and_taken_with_enter(screen: QueueScreen) -> None:
    screen.perform("find")
    QTest.keyClicks(screen.filters.find_field, "keler")
    QTest.keyClick(screen.filters.find_field, Qt.Key.Key_Return)
    assert screen.listing.empty.title() == "Nobody matches “keler”"
    assert screen.listing.empty.sentence() == "Did you mean Keller? 1 person."
    QTest.keyClick(screen.filters.find_field, Qt.Key.Key_Return)
    assert focused_name(screen) == "Maria Keller"


def test_only_mine_and_callable_now_can_be_asked_for(screen: QueueScreen, promised: int) -> None:
    screen.filters.whose.set_value(True)
    screen.filters.whose.chosen.emit(screen.filters.whose.value())
    assert listed(screen) == [promised]
    screen.filters.clear()
    screen.filters.callable_only.click()
    assert len(listed(screen)) == 2


def test_nobody_found_leaves_only_the_key_that_clears(screen: QueueScreen) -> None:
    screen.perform("find")
    QTest.keyClicks(screen.filters.find_field, "zzz")
    QTest.keyClick(screen.filters.find_field, Qt.Key.Key_Return)
    assert screen.hints.accessibleName() == "Esc clear"


def test_an_empty_queue_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    empty = QueueScreen(desk)
    qtbot.addWidget(empty)
    empty.show()
    empty.refresh()
    assert empty.listing.empty.isVisible()
    assert empty.listing.empty.title() == "Nobody is due"
