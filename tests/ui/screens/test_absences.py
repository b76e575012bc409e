"""A on the page of territories: who is away or leaves, what that moves, and taking it back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualdesk.commands.outcomes import promise_callback
from qualdesk.commands.requests.calls import PromiseCallback
from qualdesk.domain.person import Role
from qualdesk.queries.calendars import calendars
from qualdesk.queries.staff import StaffRow, staff
from qualdesk.store import tables
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories import TerritoriesScreen
from qualdesk_ui.screens.territories.absence_pane import AbsencePane, Why
from qualdesk_ui.widgets.paragraph import Paragraph
from tests.builders import NOW, a_call, a_lead, a_person, writing


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, sqlite_database: Database) -> TerritoriesScreen:
    with writing(sqlite_database) as session:
        lead_id = a_lead(session)
        at = NOW + timedelta(days=1)
        promise_callback(session, PromiseCallback(a_call(lead_id, desk.person_id), at), NOW)
        a_person(session, "Sam Cole")
        a_person(session, "Tessa Brook", role=Role.TEAM_LEAD)
    made = TerritoriesScreen(desk)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    made.refresh()
    return made


def become_team_lead(desk: Desk, database: Database) -> None:
    with writing(database) as session:
        session.get_one(tables.Person, desk.person_id).role = Role.TEAM_LEAD


def opened(screen: TerritoriesScreen) -> AbsencePane:
    assert screen.perform("absence")
    return screen._sides.absences.pane


def moves(pane: AbsencePane) -> list[str]:
    widgets = (pane._moves.itemAt(one) for one in range(pane._moves.count()))
    found = (item.widget() for item in widgets if item is not None)
    return [one.text() for one in found if isinstance(one, Paragraph)]


def person(database: Database, name: str) -> StaffRow | None:
    with database.read() as session:
        return next((one for one in staff(session, now=NOW) if one.name == name), None)


def test_a_caller_notes_their_own_absence_only(
    screen: TerritoriesScreen, sqlite_database: Database, qtbot: QtBot
) -> None:
    pane = opened(screen)
    assert pane._who.count() == 1
    assert not pane._why.isVisible()
    qtbot.keyClicks(QApplication.focusWidget() or pane, "friday")
    assert pane._days.read_as.text() == "Friday 20 November 2026 is the last day away"
    (line,) = moves(pane)
    assert line.startswith(
        "Maria Keller, Bergmann Molkerei: call promised for Thu 19 Nov, 10:32, is"
    )
    assert line.endswith("is called Mon 23 Nov, 09:00 instead")
    assert screen.perform("confirm")
    assert screen._hints.sentence() == "Priya Nair is away until Fri 20 Nov"
    away = person(sqlite_database, "Priya Nair")
    assert away is not None
    assert str(away.away_until) == "2026-11-20"


def test_whoever_is_away_comes_back_by_a_button(
    screen: TerritoriesScreen, sqlite_database: Database, qtbot: QtBot
) -> None:
    pane = opened(screen)
    pane._days.last.setText("friday")
    screen.perform("confirm")
    opened(screen)
    assert pane._is_away.text() == "Priya Nair is away until Fri 20 Nov."
    qtbot.mouseClick(pane._back, Qt.MouseButton.LeftButton)
    back = person(sqlite_database, "Priya Nair")
    assert back is not None
    assert back.away_until is None


def test_an_absence_that_begins_later_is_noted_said_and_called_off(
    screen: TerritoriesScreen, sqlite_database: Database, qtbot: QtBot
) -> None:
    pane = opened(screen)
    pane._days.first.setText("mon 7 dec")
    pane._days.last.setText("fri 11 dec")
    said = "Away from Monday 7 December 2026 to Friday 11 December 2026"
    assert pane._days.read_as.text() == said
    assert moves(pane) == ["No promise and no meeting is touched."]
    screen.perform("confirm")
    assert screen._hints.sentence() == "Priya Nair is away from Mon 7 Dec to Fri 11 Dec"
    opened(screen)
    assert pane._is_away.text() == "Priya Nair is away from Mon 7 Dec to Fri 11 Dec."
    assert pane._back.text() == "Not away then"
    qtbot.mouseClick(pane._back, Qt.MouseButton.LeftButton)
    said = "Priya Nair stays, with their promises as they were agreed"
    assert screen._hints.sentence() == said
    stays = person(sqlite_database, "Priya Nair")
    assert stays is not None
    assert stays.away_until is None


def test_a_first_day_that_is_not_understood_or_too_late_is_asked_for(
    screen: TerritoriesScreen,
) -> None:
    pane = opened(screen)
    pane._days.last.setText("friday")
    pane._days.first.setText("soonish")
    assert screen.perform("confirm")
    assert pane._refusal.text() == "Which day is “soonish”? Try “in 3 weeks”."
    pane._days.first.setText("mon 7 dec")
    assert pane._refusal.text().startswith("It would end on Fri 20 Nov, before it begins on Mon 7")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Until which day?"), ("soonish", "Which day is “soonish”? Try “in 3 weeks”.")],
)
def test_a_day_that_is_not_understood_is_asked_for(
    screen: TerritoriesScreen, typed: str, sentence: str
) -> None:
    pane = opened(screen)
    pane._days.last.setText(typed)
    assert screen.perform("confirm")
    assert pane._refusal.text() == sentence
    assert pane.isVisible()


def test_a_team_lead_lets_somebody_leave_and_takes_it_back(
    screen: TerritoriesScreen, desk: Desk, sqlite_database: Database, qtbot: QtBot
) -> None:
    become_team_lead(desk, sqlite_database)
    pane = opened(screen)
    pane._why.set_value(Why.LEAVING)
    pane._look_ahead()
    assert pane._refusal.text() == "Priya Nair still has 1 promise. Name who takes that over."
    assert moves(pane) == ["Maria Keller, Bergmann Molkerei: call promised on Thu 19 Nov, 09:32"]
    sam = person(sqlite_database, "Sam Cole")
    assert sam is not None
    pane._who.set_value(sam.id)
    pane._take_person()
    assert pane._button.text() == "Sam leaves"
    assert moves(pane) == ["No promise and no meeting is touched."]
    screen.perform("confirm")
    assert person(sqlite_database, "Sam Cole") is None
    opened(screen)
    assert pane._undo.text() == "Sam Cole stays: take it back"
    qtbot.mouseClick(pane._undo, Qt.MouseButton.LeftButton)
    assert person(sqlite_database, "Sam Cole") is not None
    assert screen._hints.sentence() == "Sam Cole works here again"


def test_k_says_where_a_calendar_is_read_and_reads_it_at_once(
    screen: TerritoriesScreen, sqlite_database: Database, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "priya.ics"
    assert screen.perform("rep-calendar")
    pane = screen._sides.calendars.pane
    assert pane._state.text().startswith("No calendar is read")
    screen.perform("confirm")
    assert pane._address.error() == "Where is it? Type its address or file."
    pane._kind.set_value("ics")
    pane._address.setText(str(path))
    screen.perform("confirm")
    assert screen._hints.sentence().startswith(f"Priya Nair’s calendar: {path} cannot be read")
    path.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n")
    screen.perform("rep-calendar")
    qtbot.mouseClick(pane._read, Qt.MouseButton.LeftButton)
    screen.perform("rep-calendar")
    assert pane._state.text() == "Read at 09:32."
    qtbot.mouseClick(pane._no_more, Qt.MouseButton.LeftButton)
    assert screen._hints.sentence() == "Priya Nair’s calendar is read no more"
    with sqlite_database.read() as session:
        assert calendars(session) == []
