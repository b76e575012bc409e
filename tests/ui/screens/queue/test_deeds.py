"""What a key does to rows of the queue: call first, snooze, assign; asked in place."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualdesk.domain.person import Role
from qualdesk.domain.queue_tab import Tab
from qualdesk.errors import QualDeskError
from qualdesk.events.order import PutFirst, SnoozedLead
from qualdesk.store.session import Database
from qualdesk.store.tables import Person
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.builders import NOW, a_person, writing
from tests.ui.screens.queue.page import focused_name, listed

pytestmark = pytest.mark.usefixtures("_theme")


def test_p_puts_a_row_first(screen: QueueScreen, desk: Desk, promised: int, maria: int) -> None:
    events: list[object] = []
    desk.committed.connect(events.append)
    screen.table.focus_key(maria)
    screen.perform("call-first")
    screen.refresh()
    assert listed(screen) == [promised, maria]
    assert isinstance(events[-1], PutFirst)
    assert screen.filters.wanted().tab is Tab.ALL
    screen.table.focus_key(maria)
    assert focused_name(screen)
    assert screen.hints.sentence() == "Maria Keller is 2nd: put first on this desk"


def test_z_asks_in_place_until_when_and_a_letter_is_enough(
    screen: QueueScreen, desk: Desk, maria: int
) -> None:
    events: list[object] = []
    desk.committed.connect(events.append)
    screen.table.focus_key(maria)
    screen.grab()
    screen.perform("snooze-rows")
    assert screen.deeds.snoozing.isVisible()
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_A)
    assert isinstance(events[-1], SnoozedLead)
    assert events[-1].until == NOW + timedelta(hours=1)
    assert not screen.deeds.snoozing.isVisible()


def test_a_typed_time_is_read_there_and_a_wrong_one_stays_with_a_sentence(
    screen: QueueScreen, desk: Desk, maria: int
) -> None:
    events: list[object] = []
    desk.committed.connect(events.append)
    screen.table.focus_key(maria)
    screen.grab()
    screen.perform("snooze-rows")
    strip = screen.deeds.snoozing
    strip.field.setText("some day")
    QTest.keyClick(strip.field, Qt.Key.Key_Return)
    assert strip.refusal() == "Which time is “some day”? Try 15:30."
    strip.field.setText("in 3 weeks")
    QTest.keyClick(strip.field, Qt.Key.Key_Return)
    assert strip.refusal().startswith("A snooze ends by")
    strip.field.setText("15:30")
    QTest.keyClick(strip.field, Qt.Key.Key_Return)
    assert isinstance(events[-1], SnoozedLead)
    assert f"{events[-1].until:%H:%M}" == "14:30"


def test_a_promise_is_not_snoozed_and_says_so_in_place(screen: QueueScreen, promised: int) -> None:
    screen.table.focus_key(promised)
    screen.perform("snooze-rows")
    screen.deeds.snoozing.choose_letter("A")
    assert screen.deeds.snoozing.refusal().startswith("A promise is not snoozed.")


def test_a_assigns_marked_rows_to_a_caller_by_name(
    screen: QueueScreen, sqlite_database: Database, desk: Desk, maria: int
) -> None:
    with writing(sqlite_database) as session:
        session.get_one(Person, desk.person_id).role = Role.TEAM_LEAD
        a_person(session, "Sam Okoro")
    screen.table.focus_key(maria)
    screen.perform("select")
    screen.perform("assign")
    strip = screen.deeds.assigning
    strip.field.setText("nobody")
    QTest.keyClick(strip.field, Qt.Key.Key_Return)
    assert strip.refusal().startswith("Who is “nobody”?")
    strip.field.setText("sam")
    QTest.keyClick(strip.field, Qt.Key.Key_Return)
    screen.refresh()
    assert maria not in listed(screen)


def test_a_caller_cannot_put_first_for_everybody(
    screen: QueueScreen, desk: Desk, maria: int
) -> None:
    refusals: list[QualDeskError] = []
    desk.refused.connect(refusals.append)
    screen.table.focus_key(maria)
    screen.perform("call-first-for-all")
    assert str(refusals[-1]).startswith("Only a team lead may put leads first")
