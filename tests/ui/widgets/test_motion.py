"""Panels and toasts rise, an answer folds; nothing is left half way, and nothing moves unasked."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from qualdesk_ui.theme import Theme
from qualdesk_ui.widgets.motion import Fold, Rise, _Lift
from qualdesk_ui.widgets.paragraph import Run
from qualdesk_ui.widgets.toast import Toast

PLACE = QPoint(100, 200)
DARK = 180
"""Black is darker than this even where only two fifths of it are seen."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


@pytest.fixture
def plate(window: QWidget) -> QWidget:
    made = QWidget(window)
    made.setGeometry(QRect(PLACE, made.size()))
    made.show()
    return made


class _Paints(QWidget):
    """Is black, and counts how often it was painted."""

    count = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt’s name
        self.count += 1
        QPainter(self).fillRect(self.rect(), QColor("black"))


@pytest.fixture
def paints(window: QWidget) -> _Paints:
    made = _Paints(window)
    made.setGeometry(QRect(PLACE, QSize(100, 30)))
    made.show()
    return made


def _motion(of: object) -> QVariantAnimation:
    assert isinstance(of, Rise | Fold)
    found = of.findChild(QVariantAnimation)
    assert isinstance(found, QVariantAnimation)
    return found


def _run_to(of: object, milliseconds: int) -> None:
    _motion(of).setCurrentTime(milliseconds)


def _lift(of: QWidget) -> _Lift:
    found = of.graphicsEffect()
    assert isinstance(found, _Lift)
    return found


def test_what_rises_begins_8_px_lower_and_can_be_read_from_its_first_frame(
    plate: QWidget,
) -> None:
    Rise(plate, 120).begin()
    assert _lift(plate).below == 8
    assert _lift(plate).strength == pytest.approx(0.4)
    assert plate.pos() == PLACE


def test_half_way_it_is_nearer_and_seen_better(plate: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 60)
    assert 0 <= _lift(plate).below < 8
    assert 0.4 < _lift(plate).strength < 1


def test_it_is_drawn_lower_and_painted_once_for_all_frames(
    window: QWidget, paints: _Paints
) -> None:
    rise = Rise(paints, 120)
    rise.begin()
    first, painted = _dark_rows(window), paints.count
    for moment in (30, 60, 90):
        _run_to(rise, moment)
        window.grab()
    assert paints.count == painted
    _run_to(rise, 120)
    assert [row - 8 for row in first] == _dark_rows(window)


def _dark_rows(window: QWidget) -> list[int]:
    picture = window.grab().toImage()
    left, ratio = PLACE.x() + 5, round(picture.devicePixelRatio())
    rows = (row for row in range(window.height()))
    return [row for row in rows if picture.pixelColor(left * ratio, row * ratio).value() < DARK]


def test_at_its_end_it_is_there_and_wholly_seen(plate: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 120)
    assert plate.graphicsEffect() is None


def test_what_is_hidden_while_it_rises_is_wholly_seen_when_it_is_shown_again(
    plate: QWidget,
) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 40)
    plate.hide()
    plate.show()
    assert plate.graphicsEffect() is None


def test_a_key_pressed_meanwhile_ends_it(plate: QWidget, window: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert plate.graphicsEffect() is None
    assert _motion(rise).state() is QVariantAnimation.State.Stopped


@pytest.mark.usefixtures("qtbot")
def test_a_window_that_goes_while_something_rises_takes_it_along() -> None:
    window = QWidget()
    plate = QWidget(window)
    window.show()
    Rise(plate, 120).begin()
    delete(window)
    assert not isValid(plate)


def test_begun_again_while_under_way_it_still_ends(plate: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 40)
    rise.begin()
    assert _lift(plate).below == 8
    _run_to(rise, 120)
    assert plate.graphicsEffect() is None


def test_where_no_motion_is_wanted_nothing_rises(plate: QWidget, theme: Theme) -> None:
    theme.set_still(wanted=True)
    Rise(plate, 120).begin()
    assert plate.graphicsEffect() is None


def test_a_toast_rises_when_it_comes_and_not_when_its_words_change(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_for(30, [Run("One")])
    toast.place_over(window.rect())
    rise = toast.findChild(Rise)
    assert toast.graphicsEffect() is not None
    _run_to(rise, 150)
    assert toast.graphicsEffect() is None
    toast.show_for(30, [Run("Two")])
    toast.place_over(window.rect())
    assert toast.graphicsEffect() is None


def test_a_toast_that_goes_while_it_comes_leaves_nothing(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_for(30, [Run("One")])
    toast.place_over(window.rect())
    toast.dismiss()
    assert toast.graphicsEffect() is None


def test_a_question_folds_to_a_line_and_is_gone(qtbot: QtBot, window: QWidget) -> None:
    question = QWidget(window)
    question.setGeometry(20, 40, 400, 140)
    question.show()
    fold = Fold(question, window)
    fold.begin()
    assert fold.geometry() == QRect(20, 40, 400, 140)
    with qtbot.waitSignal(fold.destroyed):
        _run_to(fold, 100)
