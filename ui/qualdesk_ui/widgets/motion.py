"""The three motions there are (UI.md §8): a panel and a toast rise, an answer folds.

What moves is painted whole with its first frame, and nothing of a motion is left once it is over or
what moved is hidden. Where no motion is wanted nothing here happens at all.
"""

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QVariantAnimation,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import CONTROL_SMALL

_RISE = 8
_FIRST_SEEN = 0.4
"""How much of what rises is seen in its first frame: it can be read from then on."""
_FOLD_MS = 100


class Rise(QObject):
    """Lets a widget come up 8 px while it fades in."""

    def __init__(self, widget: QWidget, milliseconds: int) -> None:
        super().__init__(widget)
        self._widget, self._milliseconds = widget, milliseconds
        self._place = QPoint()
        self._effect: QGraphicsOpacityEffect | None = None
        self._motion = _motion(self)
        self._motion.valueChanged.connect(self._go_on)
        self._motion.finished.connect(self._leave)
        widget.installEventFilter(self)

    def begin(self) -> None:
        """Rise to where the widget stands now."""
        if self._effect is None:
            self._place = self._widget.pos()
        duration = current().duration(self._milliseconds)
        if not duration:
            self.end()
            return
        self._effect = QGraphicsOpacityEffect(self._widget)
        self._widget.setGraphicsEffect(self._effect)
        self._motion.stop()
        self._go_on(0)
        self._motion.setDuration(duration)
        self._motion.start()

    def end_at(self, place: QPoint) -> None:
        """End elsewhere: the widget was given another place meanwhile."""
        self._place = place

    def end(self) -> None:
        """Be there at once, wholly seen."""
        is_under_way = self._effect is not None
        self._motion.stop()
        if is_under_way:
            self._widget.move(self._place)
        self._leave()

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self.end()
        return False

    def _go_on(self, done: float) -> None:
        self._widget.move(self._place + QPoint(0, round(_RISE * (1 - done))))
        if self._effect is not None:
            self._effect.setOpacity(_FIRST_SEEN + (1 - _FIRST_SEEN) * done)

    def _leave(self) -> None:
        if self._effect is not None:
            self._effect = None
            self._widget.setGraphicsEffect(None)  # type: ignore[arg-type]


class Fold(QWidget):
    """The picture of a question that was answered, folding away over what took its place."""

    def __init__(self, question: QWidget, page: QWidget) -> None:
        super().__init__(page)
        self._picture = question.grab()
        self._from = QRect(question.mapTo(page, QPoint()), question.size())
        self._motion = _motion(self)
        self._motion.setDuration(current().duration(_FOLD_MS))
        self._motion.valueChanged.connect(self._go_on)
        self._motion.finished.connect(self.deleteLater)

    def begin(self) -> None:
        """Fold, and be gone."""
        self.setGeometry(self._from)
        self.show()
        self.raise_()
        self._motion.start()

    def end(self) -> None:
        """Be gone at once, if it folds: something else stands there now."""
        if not self.isHidden():
            self.hide()
            self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(1 - float(self._motion.currentValue()))
        painter.drawPixmap(0, 0, self._picture)

    def _go_on(self, done: float) -> None:
        folded = current().scaled(CONTROL_SMALL)
        height = round(self._from.height() + (folded - self._from.height()) * done)
        self.resize(self._from.width(), height)
        self.update()


def fold_of(question: QWidget | None, page: QWidget | None) -> Fold | None:
    """Return a question of a page as it will fold away, if it is in sight and motion is wanted."""
    if question is None or page is None or current().is_still or not question.isVisible():
        return None
    return Fold(question, page)


def _motion(parent: QObject) -> QVariantAnimation:
    motion = QVariantAnimation(parent)
    motion.setStartValue(0.0)
    motion.setEndValue(1.0)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    return motion
