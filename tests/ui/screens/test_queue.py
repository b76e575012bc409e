"""The queue page: the whole order with its reasons, narrowed, peeked at, and acted on in place."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from qualdesk.commands.claims import claim_lead
from qualdesk.commands.requests.order import ClaimLead
from qualdesk.domain.lead import Lane
from qualdesk.domain.person import Role
from qualdesk.domain.queue_tab import Tab
from qualdesk.errors import QualDeskError
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.order import PutFirst, SnoozedLead
from qualdesk.store.session import Database
from qualdesk.store.tables import Person
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.builders import NOW, a_campaign, a_lead, a_person, a_prospect, writing

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.fixture
def promised(sqlite_database: Database) -> int:
    with writing(sqlite_database) as session:
        campaign = a_campaign(session)
        priya = a_person(session)
        a_lead(session, campaign_id=campaign)
        tom = a_prospect(session, "Tom Ashworth", company="Pennine", numbers=("+441134960142",))
        lead = a_lead(
            session,
            prospect_id=tom,
            campaign_id=campaign,
            lane=Lane.PROMISED,
            due_at=NOW - timedelta(minutes=2),
            owner_person_id=priya,
        )
        nobody = a_prospect(session, "", company="Alpquell", numbers=())
        a_lead(session, prospect_id=nobody, campaign_id=campaign, lane=Lane.RESEARCH)
    return lead


@pytest.fixture
def maria(promised: int) -> int:
    return promised - 1


@pytest.fixture
def refusals(desk: Desk) -> list[QualDeskError]:
    found: list[QualDeskError] = []
    desk.refused.connect(found.append)
    return found


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, promised: int) -> QueueScreen:
    assert promised
    made = QueueScreen(desk)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh()
    made.grab()
    return made


def go_to_tab(screen: QueueScreen, tab: Tab) -> None:
    screen.filters.tabs.set_value(tab)
    screen.filters.tabs.chosen.emit(tab)
    screen.grab()


def focused_name(screen: QueueScreen) -> str:
    screen.grab()
    row = screen.table.focused_row()
    return row.row.name if row is not None else ""


def listed(screen: QueueScreen) -> list[int]:
    rows = screen.table.rows
    return rows.keys_between(0, rows.rowCount())


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


def test_nobody_found_leaves_only_the_key_that_clears(screen: QueueScreen) -> None:
    screen.perform("find")
    QTest.keyClicks(screen.filters.find_field, "zzz")
    QTest.keyClick(screen.filters.find_field, Qt.Key.Key_Return)
    assert screen.hints.accessibleName() == "Esc clear"


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


def test_an_empty_queue_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    empty = QueueScreen(desk)
    qtbot.addWidget(empty)
    empty.show()
    empty.refresh()
    assert empty.listing.empty.isVisible()
    assert empty.listing.empty.title() == "Nobody is due"


def team_leads(desk: Desk, database: Database) -> None:
    with writing(database) as session:
        session.query(Person).filter(Person.id == desk.person_id).update({"role": Role.TEAM_LEAD})


def test_4_closes_the_chosen_out_after_a_reason_and_a_look(
    screen: QueueScreen, desk: Desk, sqlite_database: Database, maria: int
) -> None:
    team_leads(desk, sqlite_database)
    screen.table.focus_key(maria)
    assert screen.perform("close-rows")
    assert screen.farewells.strip.choose_letter("F")
    assert screen.farewells.panel.isVisible()
    assert screen.farewells.panel._sum.text() == "1 by e-mail"
    assert "Dear" in screen.farewells.panel._text.text()
    assert screen.perform("confirm")
    screen.refresh()
    assert maria not in listed(screen)
    assert screen.farewells.panel.isHidden()


def test_esc_leaves_the_close_out_and_closes_nobody(
    screen: QueueScreen, desk: Desk, sqlite_database: Database, maria: int
) -> None:
    team_leads(desk, sqlite_database)
    screen.table.focus_key(maria)
    screen.perform("close-rows")
    assert screen.perform("back")
    assert screen.farewells.strip.isHidden()
    screen.perform("close-rows")
    screen.farewells.strip.choose_letter("A")
    assert screen.perform("back")
    assert screen.farewells.panel.isHidden()
    assert maria in listed(screen)


def test_who_is_no_team_lead_is_told_before_anything_is_asked(
    screen: QueueScreen, desk: Desk, maria: int
) -> None:
    refused: list[object] = []
    desk.refused.connect(refused.append)
    screen.table.focus_key(maria)
    screen.perform("close-rows")
    assert "Only a team lead" in str(refused[0])
    assert screen.farewells.strip.isHidden()
    assert maria in listed(screen)


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


def _exporting(desk: Desk, qtbot: QtBot, path: Path) -> QueueScreen:
    made = QueueScreen(desk, ask_for_file=lambda _page, _name: str(path))
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    made.grab()
    return made


def test_what_is_shown_is_exported_in_its_order(
    desk: Desk, qtbot: QtBot, promised: int, tmp_path: Path
) -> None:
    assert promised
    path = tmp_path / "queue.csv"
    screen = _exporting(desk, qtbot, path)
    screen.perform("export-queue")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["Last name"] for row in rows] == ["Ashworth", "Keller"]
    assert screen.hints.sentence() == "2 prospects written to queue.csv"


def test_only_what_the_filters_leave_is_exported(
    desk: Desk, qtbot: QtBot, promised: int, tmp_path: Path
) -> None:
    assert promised
    path = tmp_path / "queue.xlsx"
    screen = _exporting(desk, qtbot, path)
    go_to_tab(screen, Tab.FRESH)
    screen.perform("export-queue")
    _heads, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert len(rows) == 1
    assert screen.hints.sentence() == "1 prospect written to queue.xlsx"


def test_where_nobody_is_shown_nothing_is_written(
    desk: Desk, qtbot: QtBot, promised: int, tmp_path: Path, refusals: list[QualDeskError]
) -> None:
    assert promised
    path = tmp_path / "queue.csv"
    screen = _exporting(desk, qtbot, path)
    go_to_tab(screen, Tab.IN_TOUCH)
    screen.perform("export-queue")
    assert str(refusals[-1]).startswith("Nobody is shown")
    assert not path.exists()
