"""Panels and toasts rise, an answer folds; nothing is left half way, and nothing moves unasked."""

import pytest
from PySide6.QtCore import QPoint, QRect, QVariantAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget
from pytestqt.qtbot import QtBot

from qualdesk_ui.theme import Theme
from qualdesk_ui.widgets.motion import Fold, Rise
from qualdesk_ui.widgets.paragraph import Run
from qualdesk_ui.widgets.toast import Toast

PLACE = QPoint(100, 200)


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


def _motion(of: object) -> QVariantAnimation:
    assert isinstance(of, Rise | Fold)
    found = of.findChild(QVariantAnimation)
    assert isinstance(found, QVariantAnimation)
    return found


def _run_to(of: object, milliseconds: int) -> None:
    _motion(of).setCurrentTime(milliseconds)


def test_what_rises_begins_8_px_lower_and_can_be_read_from_its_first_frame(
    plate: QWidget,
) -> None:
    Rise(plate, 120).begin()
    effect = plate.graphicsEffect()
    assert plate.pos() == PLACE + QPoint(0, 8)
    assert isinstance(effect, QGraphicsOpacityEffect)
    assert effect.opacity() == pytest.approx(0.4)


def test_half_way_it_is_nearer_and_seen_better(plate: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 60)
    effect = plate.graphicsEffect()
    assert 0 <= plate.pos().y() - PLACE.y() < 8
    assert isinstance(effect, QGraphicsOpacityEffect)
    assert 0.4 < effect.opacity() < 1


def test_at_its_end_it_is_there_and_wholly_seen(plate: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 120)
    assert plate.pos() == PLACE
    assert plate.graphicsEffect() is None


def test_what_is_hidden_while_it_rises_is_wholly_seen_when_it_is_shown_again(
    plate: QWidget,
) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 40)
    plate.hide()
    plate.show()
    assert plate.pos() == PLACE
    assert plate.graphicsEffect() is None


def test_what_is_placed_elsewhere_while_it_rises_ends_there(plate: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    plate.move(100, 300)
    rise.end_at(plate.pos())
    _run_to(rise, 120)
    assert plate.pos() == QPoint(100, 300)


def test_begun_again_while_under_way_it_still_ends_where_it_belongs(plate: QWidget) -> None:
    rise = Rise(plate, 120)
    rise.begin()
    _run_to(rise, 40)
    rise.begin()
    _run_to(rise, 120)
    assert plate.pos() == PLACE


def test_where_no_motion_is_wanted_nothing_rises(plate: QWidget, theme: Theme) -> None:
    theme.set_still(wanted=True)
    Rise(plate, 120).begin()
    assert plate.pos() == PLACE
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
