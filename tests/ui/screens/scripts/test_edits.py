"""What was edited: kept while one looks elsewhere, on disk, given up and brought back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk_ui.desk import Desk, Lanes
from qualdesk_ui.screens.scripts import ScriptsScreen
from qualdesk_ui.screens.scripts.edits import SAVED_WITHIN_MS
from tests.ui.conftest import the_clock
from tests.ui.screens.scripts.page import AGREED, INQUIRY, a_screen, open_step, press, type_into

pytestmark = pytest.mark.usefixtures("_theme")


def on_disk(screen: ScriptsScreen, desk: Desk) -> dict[str, str]:
    found: list[dict[str, str]] = []
    desk.kept.read_edits(screen, found.append)
    return found[0]


def test_what_is_typed_back_to_as_it_was_is_no_edit(screen: ScriptsScreen) -> None:
    type_into(screen.page.script.title, "x")
    assert not screen.page.notice.isHidden()
    press(Qt.Key.Key_Backspace)
    assert screen.bench.edit is None
    assert not screen.page.notice.isVisible()


def test_an_edit_is_kept_while_one_looks_elsewhere(screen: ScriptsScreen) -> None:
    type_into(screen.page.script.title, " warmer")
    screen.show_subject(AGREED)
    assert screen.page.definition.isVisible()
    screen.show_subject(INQUIRY)
    assert screen.page.script.title.text().endswith(" warmer")
    assert screen.page.notice.sentence() == "Changed, and kept for you until it is saved."


def test_an_edit_is_on_disk_within_the_second_and_there_after_a_crash(
    screen: ScriptsScreen, lead_desk: Desk, qtbot: QtBot
) -> None:
    assert SAVED_WITHIN_MS < 1000
    type_into(screen.page.script.title, " warmer")
    qtbot.waitUntil(lambda: INQUIRY in on_disk(screen, lead_desk), timeout=1000)
    again = Desk(Lanes.inline(), clock=the_clock)
    again.open(lambda: lead_desk.seat)
    reopened = a_screen(qtbot, again)
    assert reopened.page.script.title.text().endswith(" warmer")


def test_esc_asks_nothing_and_keeps_the_edit(screen: ScriptsScreen) -> None:
    open_step(screen, 1)
    type_into(screen.page.script.steps.form.short, "x")
    assert screen.perform("back")
    assert screen.page.script.steps.open_place is None
    assert not screen.perform("back"), "the window goes back to where one came from"
    assert screen.bench.edit is not None


def test_start_over_can_be_taken_back(screen: ScriptsScreen) -> None:
    type_into(screen.page.script.title, " warmer")
    screen.page.notice.button.click()
    assert not screen.page.script.title.text().endswith(" warmer")
    assert screen.page.notice.button.text() == "Bring my changes back"
    screen.page.notice.button.click()
    assert screen.page.script.title.text().endswith(" warmer")
