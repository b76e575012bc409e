"""Every page of the window at the largest text, and the desk on a screen of twice the pixels."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualdesk_ui.actions import Place
from qualdesk_ui.app.opening import open_sample
from qualdesk_ui.desk import Desk, Lanes
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.pages import MAKERS
from qualdesk_ui.theme import current
from tests.ui.conftest import NOW, the_clock
from tests.ui.fitting import cut

ROOT = Path(__file__).resolve().parents[2]
LAYOUT = "tests/ui/screens/test_call_desk_layout.py"

pytestmark = [
    pytest.mark.usefixtures("_theme"),
    # The offscreen platform says this of every list that opens.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Lend a window on the sample desk."""
    desk = Desk(Lanes.inline(), clock=the_clock)
    window = furnished(desk, log_folder=tmp_path)
    qtbot.addWidget(window)
    window.show()
    desk.open(partial(open_sample, tmp_path / "sample.qualdesk", NOW))
    yield window
    current().set_text_percent(100)
    desk.close()


def test_no_page_cuts_a_word_at_the_largest_text(window: MainWindow) -> None:
    current().set_text_percent(140)
    assert {size: found for size in SIZES for found in [_cut_at(window, size)] if found} == {}


SIZES = ((1680, 1050), (1440, 900), (1280, 800), (1100, 700))


def _cut_at(window: MainWindow, size: tuple[int, int]) -> dict[Place, list[str]]:
    window.resize(QSize(*size))
    found: dict[Place, list[str]] = {}
    for place in MAKERS:
        window.pages.visit(place)
        for _turn in range(3):
            QApplication.processEvents()
        if words := cut(window):
            found[place] = words
    return found


@pytest.mark.skipif(
    not os.environ.get("QUALDESK_LONG"), reason="lays the desk out once more: run with --long"
)
def test_the_desk_keeps_its_measures_at_twice_the_pixels() -> None:
    scaled = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    command = (sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", LAYOUT)
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=scaled, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
