"""Somebody new, typed beside the queue: added by keys alone, and kept until then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qualdesk.errors import QualDeskError
from qualdesk.events.newcomers import AddedProspect
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.ui.screens.queue.page import listed

pytestmark = pytest.mark.usefixtures("_theme")


def _type(words: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, words)


def _go_on(times: int = 1) -> None:
    for _step in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def test_ctrl_n_adds_a_prospect_by_keys_alone(screen: QueueScreen, desk: Desk) -> None:
    screen.perform("new-in-queue")
    _type("Carla Neri")
    _go_on()
    _type("Oleificio Neri")
    _go_on()
    _type("+39 0521 555019")
    _go_on(4)
    _type("today 9:15")
    added: list[object] = []
    desk.committed.connect(added.append)
    assert screen.perform("confirm")
    (event,) = added
    assert isinstance(event, AddedProspect)
    assert (event.prospect_name, event.was_known) == ("Carla Neri", False)
    assert not screen.side.asks_new
    assert screen.table.hasFocus()
    assert isinstance(event, screen.refreshes_on)
    screen.refresh()
    assert event.lead_id in listed(screen)


def test_what_is_typed_for_a_new_prospect_stays_when_the_form_is_left(screen: QueueScreen) -> None:
    screen.perform("new-in-queue")
    _type("Carla")
    assert screen.perform("back")
    assert screen.table.hasFocus()
    screen.perform("new-in-queue")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "Carla"


def test_what_is_typed_for_a_new_prospect_outlives_the_program(
    screen: QueueScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.perform("new-in-queue")
    _type("Carla")
    screen.perform("back")
    again = QueueScreen(desk)
    qtbot.addWidget(again)
    again.show()
    again.perform("new-in-queue")
    names = [one.text() for one in again.findChildren(QLineEdit) if one.text()]
    assert names == ["Carla"]


def test_a_new_prospect_without_a_number_or_address_is_refused_and_stays_typed(
    screen: QueueScreen, refusals: list[QualDeskError]
) -> None:
    screen.perform("new-in-queue")
    _type("Carla Neri")
    screen.perform("confirm")
    assert str(refusals[-1]).startswith("How are they reached?")
    assert screen.side.asks_new


def test_a_read_of_the_queue_leaves_the_new_prospect_asked_for(screen: QueueScreen) -> None:
    screen.perform("new-in-queue")
    screen.refresh()
    screen.grab()
    assert screen.side.asks_new
