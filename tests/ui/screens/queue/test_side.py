"""The pane beside the queue: a peek that claims nobody, details that stay on, a number to find out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualdesk.commands.claims import claim_lead
from qualdesk.commands.requests.order import ClaimLead
from qualdesk.domain.queue_tab import Tab
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.builders import NOW, a_person, writing
from tests.ui.screens.queue.page import go_to_tab, listed

pytestmark = pytest.mark.usefixtures("_theme")


def test_space_peeks_without_claiming_and_follows_the_arrows(
    screen: QueueScreen, promised: int, maria: int
) -> None:
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert screen.side.peek.isVisible()
    assert screen.side.peek.lead_id() == promised
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    screen.grab()
    assert screen.side.peek.lead_id() == maria
    assert screen.perform("back")
    assert not screen.side.peek.isVisible()


def test_whom_another_calls_can_only_be_read(
    screen: QueueScreen, sqlite_database: Database, maria: int
) -> None:
    with writing(sqlite_database) as session:
        claim_lead(session, ClaimLead(a_person(session, "Sam Okoro"), maria), NOW)
    screen.refresh()
    asked: list[object] = []
    screen.go_to.connect(lambda _place, subject: asked.append(subject))
    screen.table.focus_key(maria)
    screen.grab()
    assert screen.hints.sentence() == "Sam Okoro is calling Maria Keller now"
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert asked == []
    assert screen.side.peek.busy_sentence().startswith("Sam Okoro is calling now.")
    assert not screen.side.peek.open_button.isVisible()


def test_a_number_that_is_found_puts_the_lead_into_the_queue(screen: QueueScreen) -> None:
    go_to_tab(screen, Tab.TO_FIND_OUT)
    assert screen.side.form.isVisible()
    screen.side.form._number.setText("089 9999 8211")
    screen.side.form._last.setText("Moor")
    assert screen.perform("confirm")
    assert screen.unknown.rows == []
    assert screen.hints.sentence() == "Moor can be called now"
    go_to_tab(screen, Tab.ALL)
    assert len(listed(screen)) == 3


def test_from_the_form_the_next_tab_takes_the_keyboard_to_the_list(screen: QueueScreen) -> None:
    go_to_tab(screen, Tab.TO_FIND_OUT)
    screen.side.form._number.setFocus()
    screen.perform("next-tab")
    assert screen.table.hasFocus()


def test_a_number_that_is_none_is_marked_and_stays(screen: QueueScreen) -> None:
    go_to_tab(screen, Tab.TO_FIND_OUT)
    screen.side.form._number.setText("12")
    screen.perform("confirm")
    assert screen.side.form._number.error()
    assert screen.side.form._number.text() == "12"
    assert len(screen.unknown.rows) == 1


def test_without_a_number_the_form_says_what_is_missing(screen: QueueScreen) -> None:
    go_to_tab(screen, Tab.TO_FIND_OUT)
    screen.perform("confirm")
    assert screen.side.form._refusal.isVisible()


def test_f9_shows_details_of_the_row_and_is_remembered(screen: QueueScreen, maria: int) -> None:
    screen.perform("queue-details")
    screen.table.focus_key(maria)
    screen.grab()
    assert screen.side.peek.isVisible()
    assert screen.side.peek.lead_id() == maria
    screen.perform("queue-details")
    assert not screen.side.is_peeking
    assert screen.table.hasFocus()


def test_details_that_were_on_are_on_when_the_queue_is_opened_again(
    qtbot: QtBot, desk: Desk, promised: int
) -> None:
    desk.choices.put(queue_details=True)
    again = QueueScreen(desk)
    qtbot.addWidget(again)
    again.resize(1364, 900)
    again.show()
    again.refresh()
    again.grab()
    assert again.side.peek.lead_id() == promised


def test_f9_takes_away_the_form_for_a_number_and_brings_it_back(screen: QueueScreen) -> None:
    go_to_tab(screen, Tab.TO_FIND_OUT)
    screen.perform("queue-details")
    assert not screen.side.form.isVisible()
    screen.perform("queue-details")
    assert screen.side.form.isVisible()
