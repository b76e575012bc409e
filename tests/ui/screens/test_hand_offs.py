"""The hand-offs page: filters that filter, details that follow, and files of what is shown."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualdesk.commands.outcomes import promise_callback
from qualdesk.commands.requests.calls import PromiseCallback
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.hand_off import HandOffState
from qualdesk.jobs.exporting import ExportFormat
from qualdesk.queries.hand_offs import HandOffRow
from qualdesk_ui.desk import Desk, Seat
from qualdesk_ui.screens.hand_offs import HandOffsScreen
from tests.builders import NOW, a_call, a_lead, writing
from tests.qualdesk.queries.test_hand_offs import a_hand_off

HOUR = timedelta(hours=1)


@pytest.fixture
def returned(seat: Seat) -> int:
    with writing(seat.database) as session:
        a_hand_off(session, meeting_at=NOW + 24 * HOUR)
        a_hand_off(session, rep="Karen Doyle", meeting_at=NOW + 48 * HOUR)
        return a_hand_off(session, state=HandOffState.RETURNED)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "written"


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, target: Path) -> HandOffsScreen:
    def answer(_parent: QWidget, name: str) -> str:
        return f"{target}.{name.rpartition('.')[2]}"

    made = HandOffsScreen(desk, ask_for_file=answer)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    return made


def test_an_empty_page_says_how_it_fills(screen: HandOffsScreen) -> None:
    screen.refresh()
    assert screen._listing.empty.isVisible()
    assert not screen._details.isVisible()


@pytest.mark.usefixtures("returned")
def test_who_needs_somebody_is_counted_beside_the_title(screen: HandOffsScreen) -> None:
    screen.refresh()
    assert screen._head.note() == "1 needs you"


def test_the_first_row_is_the_one_that_needs_somebody_and_its_details_stand_beside_it(
    screen: HandOffsScreen, returned: int
) -> None:
    screen.refresh()
    row = screen._table.focused_row()
    assert row is not None
    assert row.hand_off_id == returned
    assert screen._details._next.accessibleName() == row.what_next
    assert screen._details._criteria.count() > 0


def test_a_tab_shows_its_state_alone(screen: HandOffsScreen, returned: int) -> None:
    screen.refresh()
    screen._filters.tabs.set_value("returned")
    screen._filters.tabs.chosen.emit("returned")
    assert [row.hand_off_id for row in _rows(screen)] == [returned]


@pytest.mark.usefixtures("returned")
def test_ctrl_page_down_and_up_walk_the_tabs(screen: HandOffsScreen) -> None:
    screen.refresh()
    assert screen.perform("hand-offs-next-tab")
    assert screen._filters.tabs.value() == "offered"
    screen.perform("hand-offs-previous-tab")
    screen.perform("hand-offs-previous-tab")
    assert screen._filters.tabs.value() == "met"


@pytest.mark.usefixtures("returned")
def test_a_rep_filters_too(screen: HandOffsScreen) -> None:
    screen.refresh()
    screen._filters.rep.set_value("Karen Doyle")
    screen._filters.rep.chosen.emit("Karen Doyle")
    assert [row.rep for row in _rows(screen)] == ["Karen Doyle"]


@pytest.mark.usefixtures("returned")
def test_the_export_key_writes_the_meetings_that_are_shown(
    screen: HandOffsScreen, target: Path
) -> None:
    screen.refresh()
    screen._filters.rep.set_value("Karen Doyle")
    screen._filters.rep.chosen.emit("Karen Doyle")
    assert screen.perform("export")
    calendar = Path(f"{target}.ics").read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") == 1
    assert screen._exports.bar.said() == "1 meeting written to written.ics"


@pytest.mark.usefixtures("returned")
def test_a_table_is_written_too(screen: HandOffsScreen, target: Path) -> None:
    screen.refresh()
    screen._exports.bar.asked.emit(ExportFormat.CSV)
    rows = list(csv.DictReader(Path(f"{target}.csv").read_text("utf-8-sig").splitlines()))
    assert {row["State"] for row in rows} == {"Offered", "Returned"}
    assert screen._exports.bar.said() == "3 hand-offs written to written.csv"


@pytest.mark.usefixtures("returned")
def test_a_place_that_cannot_be_written_to_is_said(screen: HandOffsScreen, target: Path) -> None:
    Path(f"{target}.ics").mkdir()
    screen.refresh()
    screen.perform("export")
    assert screen._exports.bar.said().startswith("Not done: ")


@pytest.mark.usefixtures("returned")
def test_a_narrow_window_folds_the_details_and_enter_opens_them(screen: HandOffsScreen) -> None:
    screen.resize(1024, 700)
    screen.refresh()
    assert not screen._details.isVisible()
    screen._table.opened.emit(screen._table.focused_row())
    assert screen._details.isVisible()
    assert screen.perform("back")
    assert not screen._details.isVisible()


def _rows(screen: HandOffsScreen) -> list[HandOffRow]:
    model = screen._table._rows
    found = [model.row_at(place) for place in range(model.rowCount())]
    return [row for row in found if row is not None]


def test_a_call_that_sales_is_to_make_is_seen_coming(screen: HandOffsScreen, seat: Seat) -> None:
    screen.refresh()
    assert not screen.coming.isVisible()
    with writing(seat.database) as session:
        call = a_call(a_lead(session), seat.person_id)
        at = NOW + 24 * HOUR
        promise_callback(session, PromiseCallback(call, at, WhoCalls.SALES), NOW)
    screen.refresh()
    assert screen.coming.isVisible()
    assert screen.coming.lines.text() == (
        "Maria Keller, Bergmann Molkerei · Thu 19 Nov, 10:32 their time · Jonas Weber calls"
        " · confirmed"
    )
