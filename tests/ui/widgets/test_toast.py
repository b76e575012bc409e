"""The toast offers undo for as long as it is free, and stays while somebody looks at it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualdesk_ui.widgets.paragraph import Run, RunLook
from qualdesk_ui.widgets.toast import Toast

WORDS = (Run("Closed out "), Run("Maria Keller", RunLook.STRONG), Run(" · e-mail goes in 30 s"))


@pytest.fixture
def toast(qtbot: QtBot) -> Iterator[Toast]:
    window = QWidget()
    window.resize(900, 400)
    qtbot.addWidget(window)
    toast = Toast(window)
    toast.move(200, 200)
    with qtbot.waitExposed(window):
        window.show()
    yield toast
    window.close()


def test_it_goes_when_its_time_is_over(qtbot: QtBot, toast: Toast) -> None:
    with qtbot.waitSignal(toast.gone, timeout=2000):
        toast.show_for(0.2, WORDS)
    assert not toast.isVisible()


def test_it_stays_while_it_is_hovered(qtbot: QtBot, toast: Toast) -> None:
    toast.show_for(0.2, WORDS)
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    with qtbot.assertNotEmitted(toast.gone, wait=500):
        pass
    assert toast.seconds_left() > 0


def test_undo_is_asked_for_once_and_it_goes(qtbot: QtBot, toast: Toast) -> None:
    toast.show_for(30, WORDS)
    with qtbot.waitSignal(toast.undo_asked):
        qtbot.mouseClick(toast._undo, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_it_is_heard_as_it_is_written(toast: Toast) -> None:
    toast.show_for(30, WORDS)
    assert toast.accessibleName() == "Closed out Maria Keller · e-mail goes in 30 s"
