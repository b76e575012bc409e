"""The queue written to a file: what is shown, whole and in its order."""

import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from qualdesk.domain.queue_tab import Tab
from qualdesk.errors import QualDeskError
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.ui.screens.queue.page import go_to_tab

pytestmark = pytest.mark.usefixtures("_theme")


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
