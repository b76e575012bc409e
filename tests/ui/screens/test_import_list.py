"""The import page: nothing is stored before the button, then every row is accounted for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from qualdesk.errors import QualDeskError
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_rows import LeadRow, Problem
from qualdesk.exchange.phone_cells import NumberProblem
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.store import tables
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk, Inline, Lanes, Seat
from qualdesk_ui.screens.import_list import ImportScreen
from qualdesk_ui.screens.import_list.problem_words import Mend, grouped_problems
from qualdesk_ui.screens.import_list.reading_options import NO_MOMENT, NO_REGION
from qualdesk_ui.screens.import_list.running import Running
from qualdesk_ui.screens.import_list.steps import Step
from qualdesk_ui.screens.import_list.words import first_row
from tests.ui.conftest import the_clock
from tests.workbooks import an_xlsx

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

    def answer_target(_parent: QWidget) -> str:
        return str(file.with_name("problems.csv"))

    made = ImportScreen(desk, ask_for_file=answer, ask_for_target=answer_target)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    made.refresh()
    return made


def choose_region(screen: ImportScreen, code: str = "IT") -> None:
    region = screen.pages.columns.options.region
    region.set_value(code)
    region.chosen.emit(code)


def import_it(screen: ImportScreen, file: Path) -> None:
    """Go through all steps with the keys."""
    screen.open_file(str(file))
    choose_region(screen)
    screen.pages.outlook._new.setText("BrauTech 2026")
    while screen.pages.report.isHidden() and screen.perform("confirm"):
        pass


def count_of(database: Database, table: type[tables.Table]) -> int:
    with database.read() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_ctrl_o_shows_the_columns_and_what_will_happen(
    screen: ImportScreen, sqlite_database: Database
) -> None:
    assert screen.perform("import-list")
    assert screen.pages.columns.mapping.mapping()["Firma"] == Field.COMPANY
    assert screen.pages.columns.mapping.mapping()["Giveaway"] == Field.IGNORED
    assert screen.pages.columns.note() == "4 found, 3 matched by themselves"
    assert screen.pages.head.way_on() == "See problems"
    assert screen.pages.head.note() == "stand-cards.csv, 3 rows"
    assert count_of(sqlite_database, tables.Prospect) == 0


def test_the_country_of_the_numbers_is_required(
    screen: ImportScreen, sqlite_database: Database
) -> None:
    screen.perform("import-list")
    screen.pages.outlook._new.setText("BrauTech 2026")
    screen.perform("confirm")
    assert screen.pages.columns.options.refusal() == NO_REGION
    assert count_of(sqlite_database, tables.Prospect) == 0


def test_the_campaign_is_required(screen: ImportScreen, sqlite_database: Database) -> None:
    screen.perform("import-list")
    choose_region(screen)
    screen.perform("confirm")
    assert screen.pages.head.step() is Step.PROBLEMS
    screen.perform("confirm")
    assert screen.pages.outlook._refusal.isVisible()
    assert count_of(sqlite_database, tables.Prospect) == 0


def test_a_column_goes_where_it_is_sent(screen: ImportScreen) -> None:
    screen.perform("import-list")
    select_ = screen.pages.columns.mapping.select_of("Giveaway")
    select_.set_value(Field.NOTE)
    select_.chosen.emit(Field.NOTE)
    assert screen.pages.columns.mapping.mapping()["Giveaway"] == Field.NOTE
    assert screen.pages.columns.mapping.remark_of("Giveaway") == "matched"


def test_the_button_reads_the_list_in_and_the_report_adds_up(
    screen: ImportScreen, sqlite_database: Database, file: Path
) -> None:
    import_it(screen, file)
    assert screen.pages.report.isVisible()
    assert screen.pages.report.words() == "3 new + 0 here already + 0 not taken = 3 rows"
    assert count_of(sqlite_database, tables.Lead) == 3
    assert screen.pages.report.problems.isVisible()


def test_the_same_list_again_joins_and_doubles_nothing(
    screen: ImportScreen, sqlite_database: Database, file: Path
) -> None:
    for name in ("first", "second"):
        file.with_name("again.csv").write_text(LIST + "\n" * (name == "second"), "utf-8")
        screen.open_file(str(file.with_name("again.csv")))
        choose_region(screen)
        screen.pages.outlook._new.setText("BrauTech 2026")
        screen.pages.outlook._campaign.set_value("BrauTech 2026")
        screen.perform("confirm")
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
    assert screen.pages.empty.isVisible()


def test_the_way_on_leads_to_the_queue(screen: ImportScreen, file: Path) -> None:
    places: list[str] = []
    screen.go_to.connect(lambda place, _subject: places.append(place))
    import_it(screen, file)
    screen.perform("confirm")
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
    screen.pages.columns.options.region.set_value("IT")
    screen.pages.columns.options.region.chosen.emit("IT")
    pool.go_on()
    screen.pages.outlook._new.setText("BrauTech 2026")
    screen.perform("confirm")
    screen.perform("confirm")
    assert screen.pages.running.isVisible()
    assert screen.perform("back")
    pool.go_on()
    assert screen.pages.report.title() == "Stopped after 0 of 3 rows; the same file goes on"
    assert screen.pages.head.way_on() == "Go on"
    screen.perform("confirm")
    pool.go_on()
    assert screen.pages.report.title() == "3 rows read"


def test_while_the_file_is_read_the_page_says_that_nothing_is_stored(qtbot: QtBot) -> None:
    running = Running()
    qtbot.addWidget(running)
    running.show_reading(300, 1200)
    assert running.line.share() == 0.25
    assert "Nothing is stored yet" in running.words()
    running.show_progress(600, 1200)
    assert "Nothing is stored yet" not in running.words()


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
    assert screen.pages.head.note() == "other.csv, 1 row"


def test_an_import_is_withdrawn_as_a_whole(
    screen: ImportScreen, sqlite_database: Database, file: Path
) -> None:
    import_it(screen, file)
    screen.pages.report._withdraw.click()
    assert screen.pages.report.title() == "Withdrawn"
    assert count_of(sqlite_database, tables.Prospect) == 0
    assert not screen.pages.report._withdraw.isVisible()


def test_the_problem_rows_are_saved_with_their_reasons(screen: ImportScreen, file: Path) -> None:
    import_it(screen, file)
    screen.pages.report.problems.save.click()
    saved = file.with_name("problems.csv").read_text("utf-8-sig")
    assert "Problem reason" in saved
    assert "Wit & Zoon" in saved


def test_each_kind_of_problem_has_one_action_that_leads_where_it_is_mended(
    screen: ImportScreen,
) -> None:
    screen.perform("import-list")
    groups = grouped_problems(screen.at_hand.problems)
    assert [(one.title, one.mend) for one in groups] == [
        ("phones without a country", Mend.REGION),
    ]
    screen.pages.outlook.mend_asked.emit(groups[0])
    assert screen.focusWidget() is screen.pages.columns.options.region


def test_a_problem_to_see_is_shown_among_its_kind(screen: ImportScreen) -> None:
    screen.perform("import-list")
    choose_region(screen)
    group = grouped_problems(screen.at_hand.problems)[0]
    assert group.mend is Mend.SEE
    screen.pages.outlook.mend_asked.emit(group)
    row = screen.pages.problems.table.focused_row()
    assert screen.pages.head.step() is Step.PROBLEMS
    assert row is not None
    assert row[1].line == 4


def test_the_delimiter_is_changed_by_hand_and_the_columns_follow(
    screen: ImportScreen, file: Path
) -> None:
    file.write_text("Company;City, Country;Phone\nAlpquell;München, DE;+498999998210\n", "utf-8")
    screen.open_file(str(file))
    delimiter = screen.pages.columns.options.delimiter
    assert delimiter.itemText(0) == "Detected: Semicolon"
    delimiter.set_value(",")
    delimiter.chosen.emit(",")
    assert list(screen.pages.columns.mapping.mapping()) == ["Company;City", "Country;Phone"]


def test_a_first_row_that_the_list_itself_bars_says_so() -> None:
    row = LeadRow(2, company="Acme", phones=("+16172531000",), may_not_call=True)
    assert first_row(row, the_clock()).second == "do not call"


def test_the_encoding_is_changed_by_hand_and_the_first_rows_follow(
    screen: ImportScreen, file: Path
) -> None:
    file.write_bytes("Company;Phone\nМолоко;+498999998210\n".encode("windows-1251"))
    screen.open_file(str(file))
    encoding = screen.pages.columns.options.encoding
    for name, company in (("windows-1252", "Ìîëîêî"), ("windows-1251", "Молоко")):
        encoding.set_value(name)
        encoding.chosen.emit(name)
        assert screen.at_hand.preview is not None
        assert screen.at_hand.preview.first[0].company == company


def test_a_list_that_shows_responses_without_a_day_asks_when(
    screen: ImportScreen, sqlite_database: Database, file: Path
) -> None:
    file.write_text("Company,Phone,Minutes attended\nAlpquell,+498999998210,12\n", "utf-8")
    screen.open_file(str(file))
    screen.pages.outlook._new.setText("Webinar")
    screen.perform("confirm")
    assert screen.pages.columns.options.refusal() == NO_MOMENT
    moment, day = screen.pages.columns.options.moment, screen.pages.columns.options.day
    moment.set_value("day")
    moment.chosen.emit("day")
    day.insert("2026-11-14")
    day.editingFinished.emit()
    screen.perform("confirm")
    assert count_of(sqlite_database, tables.Response) == 1


def test_a_day_that_is_none_is_refused_and_stays_typed(screen: ImportScreen, file: Path) -> None:
    file.write_text("Company,Phone,Minutes attended\nAlpquell,+498999998210,12\n", "utf-8")
    screen.open_file(str(file))
    options = screen.pages.columns.options
    options.moment.set_value("day")
    options.moment.chosen.emit("day")
    options.day.insert("soon")
    options.day.editingFinished.emit()
    assert "“soon” is neither" in options.refusal()
    assert options.day.text() == "soon"


def test_an_xlsx_with_two_sheets_asks_which_one(screen: ImportScreen, tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    scans = [["Company", "Phone"], ["Alpquell", "+498999998210"]]
    an_xlsx(path, {"Scans": scans, "Stand": [["Company", "Phone"], ["Neri", "+390521555019"]]})
    screen.open_file(str(path))
    sheet = screen.pages.columns.options.sheet
    assert screen.pages.columns.options.refusal().startswith("It has rows on “Scans”, “Stand”.")
    assert [sheet.itemText(place) for place in range(sheet.count())] == ["Scans", "Stand"]
    sheet.set_value("Scans")
    sheet.chosen.emit("Scans")
    assert screen.pages.head.note() == "cards.xlsx, sheet “Scans”, 1 row"


def test_an_area_code_and_its_number_are_joined(screen: ImportScreen, file: Path) -> None:
    file.write_text("Company,Vorwahl,Rufnummer\nAlpquell,089,99998210\n", "utf-8")
    screen.open_file(str(file))
    choose_region(screen, "DE")
    joining = screen.pages.columns.joining
    joining.open()
    joining.first.set_value("Vorwahl")
    joining.second.set_value("Rufnummer")
    joining._join.click()
    assert joining.joins() == {"Vorwahl+Rufnummer": Field.PHONE}
    assert screen.at_hand.preview is not None
    assert screen.at_hand.preview.first[0].phones == ("+498999998210",)


def test_a_matching_is_used_again_for_the_next_list_of_its_shape_and_said(
    screen: ImportScreen, file: Path
) -> None:
    screen.open_file(str(file))
    giveaway = screen.pages.columns.mapping.select_of("Giveaway")
    giveaway.set_value(Field.NOTE)
    giveaway.chosen.emit(Field.NOTE)
    choose_region(screen)
    screen.pages.outlook._new.setText("BrauTech 2026")
    while screen.pages.report.isHidden() and screen.perform("confirm"):
        pass
    other = file.with_name("other.csv")
    other.write_text("Full Name;Firma;Tel;Giveaway\nAnna Lutz;Lutz;+498999998299;pen\n", "utf-8")
    screen.open_file(str(other))
    assert screen.pages.columns.mapping.mapping()["Giveaway"] == Field.NOTE
    assert screen.pages.columns.note() == "Matched as for the last list of this shape"
    screen.pages.columns._anew.click()
    assert screen.pages.columns.mapping.mapping()["Giveaway"] == Field.IGNORED


def test_escape_goes_back_one_step_and_forgets_nothing(screen: ImportScreen) -> None:
    screen.perform("import-list")
    choose_region(screen)
    screen.perform("confirm")
    assert screen.pages.head.step() is Step.PROBLEMS
    assert screen.perform("back")
    assert screen.pages.head.step() is Step.COLUMNS
    assert screen.pages.columns.options.region.value() == "IT"
    assert screen.perform("back")
    assert screen.pages.empty.isVisible()
    assert not screen.perform("back")


def test_dates_that_fit_both_orders_are_said_and_their_order_is_chosen(
    screen: ImportScreen, tmp_path: Path
) -> None:
    path = tmp_path / "scans.csv"
    path.write_text("Company,E-mail,Scanned on\nAcme,a@acme.example,03/11/2026\n", "utf-8")
    screen.open_file(str(path))
    (group,) = grouped_problems(screen.at_hand.problems)
    assert (group.title, group.mend) == ("column whose dates fit both orders", Mend.DATES)
    screen.pages.outlook.mend_asked.emit(group)
    dates = screen.pages.columns.options.dates
    assert screen.focusWidget() is dates
    dates.set_value("month-first")
    dates.chosen.emit("month-first")
    assert screen.at_hand.problems == ()
    assert screen.at_hand.preview is not None
    responded_at = screen.at_hand.preview.first[0].responded_at
    assert responded_at is not None
    assert (responded_at.month, responded_at.day) == (3, 11)
    assert dates.isVisible()


@pytest.mark.parametrize("kind", [*ProblemKind, *NumberProblem])
def test_every_kind_of_problem_has_words_and_one_action(kind: str) -> None:
    one, several = (grouped_problems([Problem(2, "", kind, "", "")] * count) for count in (1, 2))
    assert (one[0].title, several[0].title) != ("to look at", "to look at")
    assert one[0].mend in Mend


def test_a_list_without_a_usable_name_number_or_address_is_said_to_be_so_before(
    screen: ImportScreen, desk: Desk, sqlite_database: Database, tmp_path: Path
) -> None:
    refusals: list[QualDeskError] = []
    desk.refused.connect(refusals.append)
    path = tmp_path / "empty.csv"
    path.write_text("Company,Phone,E-mail,Size\n,n/a,-,12\n,,none,30\n", "utf-8")
    screen.open_file(str(path))
    (said,) = map(str, refusals)
    assert said.startswith("No row of empty.csv has a company, name, e-mail address or phone")
    screen.pages.outlook._new.setText("BrauTech 2026")
    screen.perform("confirm")
    screen.perform("confirm")
    assert [str(one) for one in refusals] == [said, said]
    assert count_of(sqlite_database, tables.Campaign) == 0


def a_long_list(folder: Path, count: int) -> Path:
    path = folder / "long.csv"
    rows = (f"Firm {number},+4989999{number:05}\n" for number in range(count))
    path.write_text("Company,Phone\n" + "".join(rows), "utf-8")
    return path


def test_an_import_stopped_half_way_has_each_row_whole_and_can_be_withdrawn(
    qtbot: QtBot, seat: Seat, sqlite_database: Database, tmp_path: Path
) -> None:
    pool, count = Patient(), 3_000
    slow = Desk(Lanes(Inline(), Inline(), pool), clock=the_clock)
    slow.open(lambda: seat)
    screen = ImportScreen(slow)
    qtbot.addWidget(screen)
    screen.open_file(str(a_long_list(tmp_path, count)))
    pool.go_on()
    screen.pages.outlook._new.setText("BrauTech 2026")
    screen.perform("confirm")
    progress = screen._run._progress
    assert progress is not None
    progress.moved.connect(lambda _done, _total: screen.perform("back"))
    pool.go_on()
    lines = [count_of(sqlite_database, one) for one in (tables.ImportedRow, tables.Prospect)]
    assert lines == [count_of(sqlite_database, tables.Lead)] * 2
    assert 0 < lines[0] < count
    assert screen.pages.report.title().startswith(f"Stopped after {lines[0]:,} of 3,000 rows")
    screen.pages.report._withdraw.click()
    left = (tables.ImportedRow, tables.Prospect, tables.Lead, tables.Account, tables.QueueEntry)
    assert [count_of(sqlite_database, one) for one in left] == [0] * 5
