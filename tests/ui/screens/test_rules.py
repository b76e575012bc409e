"""The page of the calling rules: hours with their source, changed for a reason; who is barred."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.commands.requests.suppressions import AddSuppression
from qualdesk.commands.suppressions import add_suppression
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.queries.rules import RuleRow, calling_rule_rows
from qualdesk.queries.suppressions import SuppressionRow, suppressions
from qualdesk.store import tables
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.rules import RulesScreen
from qualdesk_ui.theme import current
from tests.builders import writing
from tests.ui.conftest import NOW
from tests.ui.fitting import cut, overlapping

pytestmark = pytest.mark.usefixtures("_theme")

NUMBER = "+498999998210"


@pytest.fixture
def bars_file(tmp_path: Path) -> Path:
    path = tmp_path / "stop.csv"
    path.write_text("Phone\n+49 89 99998211\n12\n", "utf-8")
    return path


@pytest.fixture
def _barred(sqlite_database: Database) -> None:
    with writing(sqlite_database) as session:
        add_suppression(session, AddSuppression(SuppressionScope.NUMBER, NUMBER), NOW)
        by_name = AddSuppression(SuppressionScope.DOMAIN, "bergmann.example", source="their letter")
        add_suppression(session, by_name, NOW)


@pytest.fixture
def _leading(desk: Desk, sqlite_database: Database) -> None:
    with writing(sqlite_database) as session:
        session.get_one(tables.Person, desk.person_id).role = Role.TEAM_LEAD


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, bars_file: Path) -> Iterator[RulesScreen]:
    def chosen(_parent: QWidget) -> str:
        return str(bars_file)

    made = RulesScreen(desk, ask_for_file=chosen)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    desk.committed.connect(_reading_again(made))
    made.refresh()
    yield made
    current().set_text_percent(100)


def _reading_again(screen: RulesScreen) -> object:
    def read(event: object) -> None:
        if isinstance(event, screen.refreshes_on):
            screen.refresh()

    return read


def _rule(database: Database, law: str) -> RuleRow:
    with database.read() as session:
        return next(row for row in calling_rule_rows(session, on=NOW.date()) if row.law == law)


def _bars(database: Database) -> list[SuppressionRow]:
    with database.read() as session:
        return suppressions(session, now=NOW)


def _say_find(screen: RulesScreen, words: str) -> None:
    screen.perform("find-rule")
    screen._find.setText(words)


def _set(screen: RulesScreen, *, reason: str = "", **hours: str) -> None:
    pane = screen._hours.pane
    for day, words in hours.items():
        pane._fields[day].setText(words)
    pane._reason.setText(reason)
    screen.perform("confirm")


@pytest.mark.usefixtures("_leading")
def test_every_rule_in_force_stands_there_with_its_source(screen: RulesScreen) -> None:
    _say_find(screen, "fran")
    table = screen._hours.table
    row = table.focused_row()
    assert row is not None
    assert (row.law, table.model().rowCount()) == ("FR", 1)
    assert "Source: " in screen._hours.pane._facts.accessibleName()
    assert "How sure: " in screen._hours.pane._facts.accessibleName()


@pytest.mark.usefixtures("_leading")
def test_hours_are_tightened_without_a_reason_and_taken_back(
    screen: RulesScreen, sqlite_database: Database
) -> None:
    before = _rule(sqlite_database, "US-LA")
    _say_find(screen, "louisiana")
    _set(screen, weekdays="10:00–16:00")
    assert _rule(sqlite_database, "US-LA").weekdays == "10:00-16:00"
    assert screen._hours.pane._standing.text().startswith("Set by Priya Nair on Wed 18 Nov")
    assert screen._hints.sentence() == "Hours set for Louisiana · Ctrl+Z takes it back"
    assert screen.perform("undo")
    assert _rule(sqlite_database, "US-LA").weekdays == before.weekdays
    assert not screen.perform("undo")


@pytest.mark.usefixtures("_leading")
def test_looser_hours_ask_why_and_keep_what_was_typed(
    screen: RulesScreen, sqlite_database: Database
) -> None:
    _say_find(screen, "louisiana")
    _set(screen, sunday="09:00-12:00")
    pane = screen._hours.pane
    assert "Say why" in pane._refusal.text()
    assert pane._fields["sunday"].text() == "09:00-12:00"
    assert _rule(sqlite_database, "US-LA").sunday == "none"
    _set(screen, reason="The statute was read again")
    assert _rule(sqlite_database, "US-LA").sunday == "09:00-12:00"
    assert "The statute was read again" in pane._standing.text()


@pytest.mark.usefixtures("_leading")
def test_what_cannot_be_read_as_hours_is_said_in_the_pane(screen: RulesScreen) -> None:
    _set(screen, weekdays="mornings")
    assert "“mornings” are no hours." in screen._hours.pane._refusal.text()


@pytest.mark.usefixtures("_leading")
def test_a_state_is_stopped_and_goes_back_to_the_hours_it_came_with(
    screen: RulesScreen, sqlite_database: Database
) -> None:
    before = _rule(sqlite_database, "US-LA")
    _say_find(screen, "louisiana")
    screen._hours.pane._stop.click()
    assert screen._hours.pane._reason.hasFocus()
    screen.perform("confirm")
    assert _rule(sqlite_database, "US-LA").weekdays == "none"
    screen._hours.pane._reason.setText("The emergency is over")
    screen._hours.pane._restore.click()
    assert _rule(sqlite_database, "US-LA").weekdays == before.weekdays


def test_a_caller_reads_the_hours_and_changes_nothing(
    screen: RulesScreen, sqlite_database: Database
) -> None:
    pane = screen._hours.pane
    assert not pane._button.isVisible()
    assert pane._not_yours.isVisible()
    _set(screen, weekdays="none")
    assert _rule(sqlite_database, "*").weekdays != "none"
    assert not screen.perform("new-bar")


@pytest.mark.usefixtures("_barred")
def test_who_must_not_be_called_is_found_by_number_and_by_address(screen: RulesScreen) -> None:
    assert screen.perform("rules-next-tab")
    assert screen._head.note() == "2 entries"
    assert _found(screen, "99998210") == ["+49 89 99998210"]
    assert _found(screen, "bergm") == ["@bergmann.example"]
    assert _found(screen, "nobody") == []
    assert screen._hints.sentence() == "Nobody stands here."


def _found(screen: RulesScreen, words: str) -> list[str]:
    _say_find(screen, words)
    table = screen._bars.table
    rows = [table.row_at(place) for place in range(table.model().rowCount())]
    return [row.names for row in rows if row is not None]


@pytest.mark.usefixtures("_leading", "_barred")
def test_an_entry_is_lifted_with_a_reason_only(
    screen: RulesScreen, sqlite_database: Database
) -> None:
    screen.perform("rules-next-tab")
    _say_find(screen, "99998210")
    entry = screen._bars.pane.entry
    screen.perform("confirm")
    assert entry._refusal.text() == "Say why: it is kept with your name."
    assert entry._reason.hasFocus()
    entry._reason.setText("They asked for a call")
    screen.perform("confirm")
    assert [row.names for row in _bars(sqlite_database)] == ["@bergmann.example"]
    assert screen._hints.sentence() == "Lifted"


@pytest.mark.usefixtures("_leading")
def test_a_list_is_looked_at_first_and_then_read_in(
    screen: RulesScreen, sqlite_database: Database
) -> None:
    assert screen.perform("new-bar")
    pane = screen._bars.pane.of_list
    pane._file.click()
    assert pane._outlook.text() == "2 rows: 1 to be barred, 1 cannot be read"
    assert pane._problems.text().startswith("Line 3: ")
    assert _bars(sqlite_database) == []
    screen.perform("confirm")
    assert [row.names for row in _bars(sqlite_database)] == ["+49 89 99998211"]
    assert screen._hints.sentence() == "2 rows: 1 barred, 1 could not be read"
    assert screen._bars.pane.currentWidget() is screen._bars.pane.entry


@pytest.mark.usefixtures("_leading")
def test_a_register_says_when_its_check_is_too_old(screen: RulesScreen) -> None:
    screen.perform("new-bar")
    pane = screen._bars.pane.of_list
    pane._kind.set_value("register")
    pane._file.click()
    screen.perform("confirm")
    assert pane._refusal.text() == "Whose register is it? Type its country, such as GB."
    pane._country.setText("gb")
    pane._checked.setText("16 November 2026")
    screen.perform("confirm")
    assert screen._head.note() == "1 entry · GB register checked 16 Nov, good until 14 Dec"


@pytest.mark.usefixtures("_leading")
def test_esc_leaves_the_list_then_the_pane_then_the_search(screen: RulesScreen) -> None:
    screen.perform("new-bar")
    assert screen.perform("back")
    assert screen._bars.table.hasFocus()
    _say_find(screen, "x")
    assert screen.perform("back")
    assert screen._find.text() == ""
    assert not screen.perform("back")


@pytest.mark.usefixtures("_leading", "_barred")
@pytest.mark.parametrize("action", ["rules-previous-tab", "new-bar", "find-rule"])
def test_nothing_is_cut_at_the_largest_text(screen: RulesScreen, action: str) -> None:
    current().set_text_percent(140)
    screen.perform(action)
    for _turn in range(3):
        QApplication.processEvents()
    assert cut(screen) == []
    assert overlapping(screen) == []
