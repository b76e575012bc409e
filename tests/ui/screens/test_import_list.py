"""The import page: nothing is stored before the button, then every row is accounted for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from qualdesk.errors import QualDeskError
from qualdesk.exchange.headings import Field
from qualdesk.store import tables
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk, Inline, Lanes, Seat
from qualdesk_ui.screens.import_list import ImportScreen
from tests.ui.conftest import the_clock

LIST = """Full Name;Firma;Tel;Giveaway
Carla Neri;Oleificio Neri;0521 555019;bottle opener
Tom Ashworth;Pennine Packaging;+44 113 496 0142;
Jan de Wit;Wit & Zoon;12;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "stand-cards.csv"
    path.write_text(LIST, "utf-8")
    return path


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, file: Path) -> ImportScreen:
    def answer(_parent: QWidget) -> str:
        return str(file)

    made = ImportScreen(desk, ask_for_file=answer)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    made.refresh()
    return made


def choose_region(screen: ImportScreen, code: str = "IT") -> None:
    screen._region.set_value(code)
    screen._region.chosen.emit(code)


def count_of(database: Database, table: type[tables.Table]) -> int:
    with database.read() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_ctrl_o_shows_the_columns_and_what_will_happen(
    screen: ImportScreen, sqlite_database: Database
) -> None:
    assert screen.perform("import-list")
    assert screen._mapping.mapping()["Firma"] == Field.COMPANY
    assert screen._mapping.mapping()["Giveaway"] == Field.IGNORED
    assert screen._go.text() == "Import 3 rows"
    assert screen._head.note() == "stand-cards.csv, 3 rows"
    assert count_of(sqlite_database, tables.Prospect) == 0


def test_the_country_of_the_numbers_is_required(
    screen: ImportScreen, sqlite_database: Database
) -> None:
    screen.perform("import-list")
    screen._outlook._new.setText("BrauTech 2026")
    screen.perform("confirm")
    assert screen._refusal.isVisible()
    assert count_of(sqlite_database, tables.Prospect) == 0


def test_the_campaign_is_required(screen: ImportScreen, sqlite_database: Database) -> None:
    screen.perform("import-list")
    choose_region(screen)
    screen.perform("confirm")
    assert screen._outlook._refusal.isVisible()
    assert count_of(sqlite_database, tables.Prospect) == 0


def test_a_column_goes_where_it_is_sent(screen: ImportScreen) -> None:
    screen.perform("import-list")
    select_ = screen._mapping.select_of("Giveaway")
    select_.set_value(Field.NOTE)
    select_.chosen.emit(Field.NOTE)
    assert screen._mapping.mapping()["Giveaway"] == Field.NOTE
    assert screen._mapping._remarks["Giveaway"].text() == "matched"


def test_the_button_reads_the_list_in_and_the_report_adds_up(
    screen: ImportScreen, sqlite_database: Database
) -> None:
    screen.perform("import-list")
    choose_region(screen)
    screen._outlook._new.setText("BrauTech 2026")
    assert screen.perform("confirm")
    assert screen._report.isVisible()
    assert screen._report.words() == "3 new + 0 here already + 0 not taken = 3 rows"
    assert count_of(sqlite_database, tables.Lead) == 3
    assert screen._report._problems.isVisible()


def test_the_same_list_again_joins_and_doubles_nothing(
    screen: ImportScreen, sqlite_database: Database, file: Path
) -> None:
    for name in ("first", "second"):
        file.with_name("again.csv").write_text(LIST + "\n" * (name == "second"), "utf-8")
        screen.open_file(str(file.with_name("again.csv")))
        choose_region(screen)
        screen._outlook._new.setText("BrauTech 2026")
        screen._outlook._campaign.set_value("BrauTech 2026")
        screen.perform("confirm")
        screen.refresh()
    assert count_of(sqlite_database, tables.Lead) == 3


def test_a_file_that_is_no_list_is_refused_and_the_page_begins_again(
    screen: ImportScreen, desk: Desk, tmp_path: Path
) -> None:
    refused: list[QualDeskError] = []
    desk.refused.connect(refused.append)
    screen.open_file(str(tmp_path / "gone.csv"))
    assert len(refused) == 1
    assert screen._empty.isVisible()


def test_the_way_on_leads_to_the_queue(screen: ImportScreen) -> None:
    places: list[str] = []
    screen.go_to.connect(lambda place, _subject: places.append(place))
    screen._report.queue_asked.emit()
    assert places == ["queue"]


class Patient:
    """Holds work back until it is told to go on."""

    def __init__(self) -> None:
        self.works: list[Callable[[], None]] = []

    def run(self, work: Callable[[], None]) -> None:
        self.works.append(work)

    def go_on(self) -> None:
        while self.works:
            self.works.pop(0)()

    def stop(self) -> None:
        self.works.clear()


def test_a_running_import_can_be_stopped_and_says_how_far_it_came(
    qtbot: QtBot, seat: Seat, file: Path
) -> None:
    pool = Patient()
    slow = Desk(Lanes(Inline(), Inline(), pool), clock=the_clock)
    slow.open(lambda: seat)
    screen = ImportScreen(slow)
    qtbot.addWidget(screen)
    screen.show()
    screen.open_file(str(file))
    pool.go_on()
    screen._region.set_value("IT")
    screen._outlook._new.setText("BrauTech 2026")
    screen.perform("confirm")
    assert screen._running.isVisible()
    assert screen.perform("back")
    pool.go_on()
    assert screen._report._title.text() == "Stopped after 0 of 3 rows; the same file goes on"


def test_an_answer_about_a_former_file_is_not_shown(qtbot: QtBot, seat: Seat, file: Path) -> None:
    pool = Patient()
    slow = Desk(Lanes(Inline(), Inline(), pool), clock=the_clock)
    slow.open(lambda: seat)
    screen = ImportScreen(slow)
    qtbot.addWidget(screen)
    other = file.with_name("other.csv")
    other.write_text("Company,Phone\nAlpquell,+498999998210\n", "utf-8")
    screen.open_file(str(file))
    screen.open_file(str(other))
    pool.works.reverse()
    pool.go_on()
    assert screen._head.note() == "other.csv, 1 row"
