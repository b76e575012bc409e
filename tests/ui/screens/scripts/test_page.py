"""The page of scripts as a whole: for whom it is to read only, and where the window is narrow."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualdesk_ui.desk import Desk
from tests.ui.screens.scripts.page import AGREED, INQUIRY, a_screen, choice_step

pytestmark = pytest.mark.usefixtures("_theme")


def test_a_caller_reads_and_tries_out_but_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    screen = a_screen(qtbot, desk)
    assert screen.page.reading.isVisible()
    assert screen.page.notice.sentence().startswith("Team leads change scripts and definitions.")
    assert not screen._copy.isVisible()
    assert not screen.perform("script-add")
    assert screen.side.preview.view.choose_letter("A")


def test_where_it_is_narrow_the_preview_lies_over_the_page_and_esc_folds_it(
    qtbot: QtBot, lead_desk: Desk
) -> None:
    screen = a_screen(qtbot, lead_desk, width=1024)
    assert not screen.side.isVisible()
    screen.perform("script-preview")
    assert screen.side.isVisible()
    assert screen.perform("back")
    assert not screen.side.isVisible()


@pytest.mark.parametrize("width", [1024, 1364])
@pytest.mark.parametrize("subject", [INQUIRY, AGREED])
def test_nothing_is_cut_off_at_the_right(
    qtbot: QtBot, lead_desk: Desk, subject: str, width: int
) -> None:
    screen = a_screen(qtbot, lead_desk, subject, width)
    if subject == INQUIRY:
        choice_step(screen)
    QApplication.processEvents()
    for area in (screen.page.script, screen.page.definition, screen.side.preview.view):
        page = area.widget()
        assert page is not None
        if area.isVisible():
            assert page.minimumSizeHint().width() <= area.viewport().width()
