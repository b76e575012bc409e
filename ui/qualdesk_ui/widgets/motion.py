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
    QRectF,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QWindow
from PySide6.QtWidgets import QGraphicsEffect, QWidget
from shiboken6 import isValid

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import CONTROL_SMALL

_RISE = 8
_FIRST_SEEN = 0.4
"""How much of what rises is seen in its first frame: it can be read from then on."""
_FOLD_MS = 100
_HANDS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class _Lift(QGraphicsEffect):
    """Draws a widget some pixels lower and fainter, from a picture that is painted once.

    The widget itself stands where it belongs all the time: nothing is laid out or painted anew.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.done = 0.0
        # Qt keeps no picture of a widget: without ours all of it would be painted in each frame.
        self._picture: QPixmap | None = None

    @property
    def below(self) -> int:
        """How many pixels lower it is drawn now."""
        return round(_RISE * (1 - self.done))

    @property
    def strength(self) -> float:
        """How much of it is seen now, from 0 to 1."""
        return _FIRST_SEEN + (1 - _FIRST_SEEN) * self.done

    def go_on(self, done: float) -> None:
        """Come so far, from 0 to 1."""
        self.done = done
        self.update()

    def boundingRectFor(self, source: QRectF | QRect) -> QRectF:
        return QRectF(source).adjusted(0, 0, 0, _RISE)

    def draw(self, painter: QPainter) -> None:
        if self._picture is None:
            system, pad = Qt.CoordinateSystem.LogicalCoordinates, _Lift.PixmapPadMode.NoPad
            self._picture = self.sourcePixmap(system, QPoint(), pad)
        painter.setOpacity(self.strength)
        painter.drawPixmap(0, self.below, self._picture)


class Rise(QObject):
    """Lets a widget come up 8 px while it fades in; whoever types or clicks meanwhile ends that."""

    def __init__(self, widget: QWidget, milliseconds: int) -> None:
        super().__init__(widget)
        self._widget, self._milliseconds = widget, milliseconds
        self._lift: _Lift | None = None
        self._window: QWindow | None = None
        self._motion = _motion(self)
        self._motion.valueChanged.connect(self._go_on)
        self._motion.finished.connect(self._leave)
        widget.installEventFilter(self)

    def begin(self) -> None:
        """Rise to where the widget stands."""
        self._motion.stop()
        duration = current().duration(self._milliseconds)
        if not duration:
            self._leave()
            return
        self._lift = _Lift(self._widget)
        self._widget.setGraphicsEffect(self._lift)
        self._motion.setDuration(duration)
        self._motion.start()
        self._watch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_gone = watched is self._widget and event.type() is QEvent.Type.Hide
        if is_gone or event.type() in _HANDS:
            self._motion.stop()
            self._leave()
        return False

    def _watch(self) -> None:
        """Look at the hands where they reach the window.

        Never at all events of the application: some are of things that are half gone already.
        """
        self._window = _handle_of(self._widget)
        if self._window is not None:
            self._window.installEventFilter(self)

    def _go_on(self, done: float) -> None:
        if self._lift is not None:
            self._lift.go_on(done)

    def _leave(self) -> None:
        if self._lift is not None:
            self._lift = None
            # The window itself may be what goes away.
            if self._window is not None and isValid(self._window):
                self._window.removeEventFilter(self)
            self._widget.setGraphicsEffect(None)  # type: ignore[arg-type]


def _handle_of(widget: QWidget) -> QWindow | None:
    """Return the window of the system that a widget is in; none before it is shown."""
    return widget.window().windowHandle()


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
