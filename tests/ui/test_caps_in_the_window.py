"""At a cap the toast says so, and a key or the mouse opens what may follow instead."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.commands.outcomes import record_no_answer
from qualdesk.commands.requests.calls import RecordNoAnswer
from qualdesk.domain.caps import CapChoice
from qualdesk.errors import QualDeskError
from qualdesk.events.calls import ChoseAtCap
from qualdesk.store.seeds import seed
from qualdesk_ui.actions import ActionId, Place
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.widgets.toast import Toast
from tests.builders import NOW, a_call, a_lead, writing
from tests.ui.conftest import the_clock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Page(QWidget):
    """A screen that takes no action of its own."""

    refreshes_on: ClassVar[tuple[type, ...]] = ()
    go_to = Signal(str, object)

    def __init__(self, _desk: Desk) -> None:
        super().__init__()

    def refresh(self) -> None:
        """Have nothing to read."""

    def perform(self, _action_id: str) -> bool:
        return False

    def show_subject(self, _subject: object) -> None:
        """Have nobody to show."""


@pytest.fixture
def desk(qtbot: QtBot, seat: Seat) -> Desk:
    del qtbot
    desk = Desk(Lanes.inline(), clock=the_clock)
    with writing(seat.database) as session:
        seed(session, NOW)
    return desk


@pytest.fixture
def window(desk: Desk, seat: Seat, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    makers = {place: partial(Page) for place in Place}
    window = furnished(desk, store=store, log_folder=tmp_path, makers=makers)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.resize(1100, 700)
        window.show()
        window.activateWindow()
    desk.open(lambda: seat)
    _page(window).setFocus()
    yield window
    for menu in window.findChildren(QMenu):
        menu.close()


def _page(window: MainWindow) -> QWidget:
    page: QWidget | None = window.pages.currentWidget()
    assert page is not None
    return page


def _ring(desk: Desk, *, attempts: int = 5) -> int:
    with writing(desk.database) as session:
        lead_id = a_lead(session, attempts=attempts)
    request = RecordNoAnswer(a_call(lead_id, desk.person_id))
    desk.submit(desk, record_no_answer, request)
    return lead_id


def _toast(window: MainWindow) -> Toast:
    return window.findChild(Toast)  # type: ignore[return-value]


def _otherwise(window: MainWindow) -> QAbstractButton:
    buttons = _toast(window).findChildren(QAbstractButton)
    return next(one for one in buttons if one.text() == "Otherwise")


def _menu(window: MainWindow) -> QMenu:
    return next(one for one in window.findChildren(QMenu) if one.isVisible())


def _entries(menu: QMenu) -> list[str]:
    return [entry.text() for entry in menu.actions()]


def test_the_toast_says_in_words_that_the_attempts_are_used_up(
    window: MainWindow, desk: Desk
) -> None:
    _ring(desk)
    said = _toast(window).accessibleName()
    assert said == "No answer, Maria Keller · 6 of 6, now staying in touch"
    assert _otherwise(window).isVisible()


def test_without_a_cap_there_is_nothing_to_choose(window: MainWindow, desk: Desk) -> None:
    _ring(desk, attempts=2)
    assert _otherwise(window).isHidden()
    QTest.keyClick(_page(window), Qt.Key.Key_M)
    assert window.findChildren(QMenu) == []


def test_the_key_opens_the_choices_and_a_digit_chooses(window: MainWindow, desk: Desk) -> None:
    events: list[object] = []
    desk.committed.connect(events.append)
    _ring(desk)
    QTest.keyClick(_page(window), Qt.Key.Key_M)
    menu = _menu(window)
    assert _entries(menu) == [
        "&1  Send the short e-mail",
        "&2  Try once more",
        "&3  Close out as unreachable",
    ]
    QTest.keyClick(menu, Qt.Key.Key_1)
    chose = events[-1]
    assert isinstance(chose, ChoseAtCap)
    assert chose.choice is CapChoice.SHORT_EMAIL
    said = _toast(window).accessibleName()
    assert said == "No answer, Maria Keller · short e-mail goes in 30 s"
    assert _otherwise(window).isHidden()


def test_the_mouse_opens_them_as_well(window: MainWindow, desk: Desk) -> None:
    _ring(desk)
    QTest.mouseClick(_otherwise(window), Qt.MouseButton.LeftButton)
    QTest.keyClick(_menu(window), Qt.Key.Key_2)
    said = _toast(window).accessibleName()
    assert said == "No answer, Maria Keller · again tomorrow afternoon"


def test_giving_up_too_early_says_what_is_missing(window: MainWindow, desk: Desk) -> None:
    refusals: list[QualDeskError] = []
    desk.refused.connect(refusals.append)
    _ring(desk)
    window.furniture.perform(ActionId.OTHERWISE)
    QTest.keyClick(_menu(window), Qt.Key.Key_3)
    (refusal,) = refusals
    assert str(refusal) == "1 of 4 touches over one medium only. Send the short e-mail first."


def test_the_time_rests_while_somebody_chooses(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.choices.put(undo_seconds=1)
    _ring(desk)
    window.furniture.perform(ActionId.OTHERWISE)
    toast, menu = _toast(window), _menu(window)
    with qtbot.assertNotEmitted(toast.gone, wait=1300):
        pass
    with qtbot.waitSignal(toast.gone, timeout=3000):
        menu.close()
