"""The territories page: R opens the panel, the button says the number, the change is stored."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.domain.person import Role
from qualdesk.errors import QualDeskError
from qualdesk.queries.territories import TerritoryRow, territories
from qualdesk.store import tables
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories import TerritoriesScreen
from qualdesk_ui.screens.territories.new_territory import NewTerritory
from tests.builders import NOW, a_lead, a_person, a_prospect, a_territory, writing
from tests.qualdesk.commands.test_territories import a_hand_off, with_sales


@pytest.fixture
def south(sqlite_database: Database) -> int:
    with writing(sqlite_database) as session:
        jonas = a_person(session, "Jonas Weber", role=Role.SALES)
        a_person(session, "Lena Hartmann", role=Role.SALES)
        territory = a_territory(session, rep="", covering_rep="Jonas Weber")
        a_territory(session, "UK North", rep="Karen Doyle")
        a_hand_off(session, with_sales(session, territory, jonas, "Huber Fruchtsaft"), jonas)
        a_lead(session, prospect_id=a_prospect(session), territory_id=territory)
    return territory


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, sqlite_database: Database, south: int) -> TerritoriesScreen:
    """Return the page as a team lead sees it."""
    play(sqlite_database, desk, Role.TEAM_LEAD)
    made = TerritoriesScreen(desk)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    made.refresh()
    made.show_subject(south)
    return made


def play(database: Database, desk: Desk, role: Role) -> None:
    """Let whoever sits at the desk have a role."""
    with writing(database) as session:
        session.get_one(tables.Person, desk.person_id).role = role


def person(database: Database, name: str) -> int:
    with writing(database) as session:
        return a_person(session, name)


def rep_of(database: Database, territory_id: int) -> tuple[str, str]:
    with database.read() as session:
        rows = territories(session, now=NOW)
    row = next(one for one in rows if one.territory_id == territory_id)
    return row.rep, row.covering_rep


def choose(screen: TerritoriesScreen, database: Database, name: str) -> None:
    screen._sides.reassigning.pane._to.set_value(person(database, name))


def test_the_page_says_how_many_are_open(screen: TerritoriesScreen) -> None:
    assert screen._head.note() == "1 of 2 is open, 1 hot prospect waits there"


def test_r_opens_the_panel_and_its_button_says_the_number(screen: TerritoriesScreen) -> None:
    assert screen.perform("reassign")
    assert screen._sides.reassigning.pane.isVisible()
    assert screen._sides.reassigning.pane._title.text() == "Reassign DE South"
    assert screen._sides.reassigning.pane._button.text() == "Move 2 prospects"


def test_ctrl_enter_moves_the_territory(
    screen: TerritoriesScreen, sqlite_database: Database, south: int
) -> None:
    screen.perform("reassign")
    choose(screen, sqlite_database, "Lena Hartmann")
    assert screen.perform("confirm")
    assert rep_of(sqlite_database, south) == ("Lena Hartmann", "")
    assert not screen._sides.reassigning.pane.isVisible()
    assert screen._hints.sentence() == "Lena Hartmann has DE South now, 1 offered again"


def test_without_a_person_the_panel_stays_and_says_so(
    screen: TerritoriesScreen, sqlite_database: Database, south: int
) -> None:
    screen.perform("reassign")
    screen.perform("confirm")
    assert screen._sides.reassigning.pane._refusal.text() == "Choose who takes DE South."
    assert screen._sides.reassigning.pane._refusal.isVisible()
    assert rep_of(sqlite_database, south) == ("", "Jonas Weber")


def test_c_names_a_covering_rep_who_is_another_one(
    screen: TerritoriesScreen, sqlite_database: Database, south: int
) -> None:
    screen.perform("cover")
    assert screen._sides.reassigning.pane._to.findText("Jonas Weber") < 0
    choose(screen, sqlite_database, "Lena Hartmann")
    screen.perform("confirm")
    assert rep_of(sqlite_database, south) == ("", "Lena Hartmann")


def test_c_on_a_territory_with_a_rep_says_why_not(
    screen: TerritoriesScreen, sqlite_database: Database
) -> None:
    with sqlite_database.read() as session:
        north = next(one for one in territories(session, now=NOW) if one.name == "UK North")
    screen.show_subject(north.territory_id)
    assert screen.perform("cover")
    assert not screen._sides.reassigning.pane.isVisible()
    assert screen._hints.sentence().startswith("UK North has a rep")


def test_esc_closes_the_panel_and_keeps_what_was_typed(screen: TerritoriesScreen) -> None:
    screen.perform("reassign")
    screen._sides.reassigning.pane._note.setText("Call with Jonas")
    assert screen.perform("back")
    assert not screen._sides.reassigning.pane.isVisible()
    screen.perform("reassign")
    assert screen._sides.reassigning.pane._note.text() == "Call with Jonas"


def test_esc_is_the_windows_when_nothing_is_open(screen: TerritoriesScreen) -> None:
    assert not screen.perform("back")


def test_a_new_territory_stands_in_the_table(screen: TerritoriesScreen) -> None:
    screen.perform("new-territory")
    screen._sides.adding.pane._name.setText("Nordics")
    screen._sides.adding.pane._rules.setText("NO, SE, DK")
    screen.perform("confirm")
    row = screen._table.focused_row()
    assert row is not None
    assert (row.name, row.is_open) == ("Nordics", True)


def test_a_rule_that_cannot_be_read_keeps_the_form(screen: TerritoriesScreen, desk: Desk) -> None:
    refused: list[QualDeskError] = []
    desk.refused.connect(refused.append)
    screen.perform("new-territory")
    screen._sides.adding.pane._name.setText("Nordics")
    screen._sides.adding.pane._rules.setText("somewhere")
    screen.perform("confirm")
    assert "names no country" in str(refused[0])
    assert screen._sides.adding.pane.isVisible()
    assert screen._sides.adding.pane._name.text() == "Nordics"


def test_ctrl_n_begins_a_new_territory(screen: TerritoriesScreen) -> None:
    assert screen.perform("new-territory")
    new = screen.findChild(NewTerritory)
    assert new is not None
    assert new.isVisibleTo(screen)


def test_slash_finds_a_territory_by_name_or_rep_and_esc_shows_all(
    screen: TerritoriesScreen,
) -> None:
    screen.activateWindow()
    assert screen.perform("find-territory")
    screen._finding.field.setText("doy")
    assert [row.name for row in shown(screen)] == ["UK North"]
    screen._finding.field.setText("south jonas")
    assert [row.name for row in shown(screen)] == ["DE South"]
    screen._finding.field.setText("nowhere")
    assert screen._hints.sentence() == "No territory or rep is called so; Esc shows all"
    assert screen.perform("back")
    assert screen._hints.sentence() == ""
    assert {row.name for row in shown(screen)} == {"DE South", "UK North", "Everywhere else"}
    assert not screen.perform("back")


def shown(screen: TerritoriesScreen) -> list[TerritoryRow]:
    model = screen._table._rows
    found = [model.row_at(place) for place in range(model.rowCount())]
    return [row for row in found if row is not None]


def test_from_a_later_day_on_is_read_as_it_is_typed_and_planned(
    screen: TerritoriesScreen, sqlite_database: Database, south: int
) -> None:
    screen.perform("reassign")
    panel = screen._sides.reassigning.pane
    choose(screen, sqlite_database, "Lena Hartmann")
    panel._since.setText("mon 7 dec")
    assert panel._read_as.text() == "From Monday 7 December 2026 on"
    screen.perform("confirm")
    assert screen._hints.sentence() == "Lena Hartmann has DE South from Mon 7 Dec on"
    assert rep_of(sqlite_database, south) == ("", "Jonas Weber")


def test_what_is_planned_is_said_and_called_off_by_a_button(
    screen: TerritoriesScreen, sqlite_database: Database, qtbot: QtBot
) -> None:
    screen.perform("reassign")
    panel = screen._sides.reassigning.pane
    assert not panel._take_back.isVisible()
    choose(screen, sqlite_database, "Lena Hartmann")
    panel._since.setText("mon 7 dec")
    screen.perform("confirm")
    screen.perform("reassign")
    assert panel._stands.text() == "Lena Hartmann has it from Mon 7 Dec on."
    qtbot.mouseClick(panel._take_back, Qt.MouseButton.LeftButton)
    assert screen._hints.sentence() == "DE South is as it was: Jonas Weber has it"
    screen.perform("reassign")
    assert not panel._take_back.isVisible()


def test_a_day_that_is_not_understood_keeps_the_panel(
    screen: TerritoriesScreen, sqlite_database: Database, south: int
) -> None:
    screen.perform("reassign")
    choose(screen, sqlite_database, "Lena Hartmann")
    screen._sides.reassigning.pane._since.setText("soonish")
    screen.perform("confirm")
    said = "Which day is “soonish”? Try “in 3 weeks”."
    assert screen._sides.reassigning.pane._refusal.text() == said
    assert rep_of(sqlite_database, south) == ("", "Jonas Weber")


def test_away_begins_with_the_rep_of_the_row_in_focus(
    screen: TerritoriesScreen, sqlite_database: Database
) -> None:
    screen.perform("absence")
    pane = screen._sides.absences.pane
    assert pane._who.currentText() == "Jonas Weber"
    screen.perform("back")
    with sqlite_database.read() as session:
        north = next(one for one in territories(session, now=NOW) if one.name == "UK North")
    screen.show_subject(north.territory_id)
    screen.perform("absence")
    assert pane._who.currentText() == "Karen Doyle"


def test_a_caller_is_told_who_reassigns_and_the_form_stays(
    screen: TerritoriesScreen, desk: Desk, sqlite_database: Database, south: int, qtbot: QtBot
) -> None:
    play(sqlite_database, desk, Role.CALLER)
    screen.perform("reassign")
    choose(screen, sqlite_database, "Lena Hartmann")
    with qtbot.waitSignal(desk.refused) as refused:
        screen.perform("confirm")
    assert refused.args is not None
    assert str(refused.args[0]).startswith("Only a team lead may give a territory")
    assert screen._sides.reassigning.pane.isVisible()
    assert rep_of(sqlite_database, south) == ("", "Jonas Weber")


def test_what_was_done_within_a_day_is_taken_back_at_its_territory(
    screen: TerritoriesScreen, sqlite_database: Database, south: int, qtbot: QtBot
) -> None:
    screen.perform("reassign")
    choose(screen, sqlite_database, "Lena Hartmann")
    screen.perform("confirm")
    screen.perform("reassign")
    panel = screen._sides.reassigning.pane
    assert panel._stands.text() == "Lena Hartmann has had it for less than a day."
    qtbot.mouseClick(panel._take_back, Qt.MouseButton.LeftButton)
    assert screen._hints.sentence() == "DE South is as it was: Jonas Weber has it"
    assert rep_of(sqlite_database, south) == ("", "Jonas Weber")
