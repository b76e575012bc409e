"""Things that are on or off: a checkbox, a radio button and a switch."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painting import painter_on, plate, ring, width_of, words

_BOX = 18
_SWITCH_WIDTH = 32
_GAP = 8
_TARGET = 24
_CHECK = (QPointF(4.5, 8), QPointF(7, 10.5), QPointF(11.5, 5.5))
_DASH = (QPointF(5, 8), QPointF(11, 8))


class CheckBox(QCheckBox):
    """A checkbox with its words, all of it the target; `spoken` names one without words."""

    def __init__(self, text: str = "", *, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(spoken or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return _hint(self.text(), _BOX)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        box = QRectF(3, (self.height() - _BOX) / 2 + 1, _BOX - 2, _BOX - 2)
        paint_box(painter, box, self.checkState())
        _paint_words(painter, self, box)


class Radio(QRadioButton):
    """A radio button with its words."""

    def __init__(self, text: str = "", *, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(spoken or text)

    def sizeHint(self) -> QSize:
        return _hint(self.text(), _BOX)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        box = QRectF(3, (self.height() - _BOX) / 2 + 1, _BOX - 2, _BOX - 2)
        if self.isChecked():
            plate(painter, box, fill=tokens.accent, radius=8)
            plate(painter, box.adjusted(5, 5, -5, -5), fill=tokens.on_accent, radius=3)
        else:
            plate(painter, box, fill=tokens.raised, border=tokens.edge, radius=8)
        _paint_words(painter, self, box)


class Toggle(QCheckBox):
    """A switch: works at once, where a checkbox waits for its form."""

    def __init__(self, text: str = "", *, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(spoken or text)

    def sizeHint(self) -> QSize:
        return _hint(self.text(), _SWITCH_WIDTH)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        track = QRectF(3, (self.height() - _BOX) / 2, _SWITCH_WIDTH, _BOX)
        if self.isChecked():
            plate(painter, track, fill=tokens.accent, radius=9)
            knob = QRectF(track.right() - 15, track.top() + 3, 12, 12)
            plate(painter, knob, fill=tokens.on_accent, radius=6)
        else:
            plate(painter, track, fill=tokens.raised, border=tokens.edge, radius=9)
            plate(painter, QRectF(6, track.top() + 3, 12, 12), fill=tokens.edge, radius=6)
        _paint_words(painter, self, track)


def paint_box(painter: QPainter, box: QRectF, state: Qt.CheckState) -> None:
    """Draw a checkbox: checked, partly or not."""
    tokens = current().tokens
    if state is Qt.CheckState.Unchecked:
        plate(painter, box, fill=tokens.raised, border=tokens.edge, radius=4)
        return
    plate(painter, box, fill=tokens.accent, radius=4)
    pen = QPen(tokens.on_accent, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    sign = _CHECK if state is Qt.CheckState.Checked else _DASH
    painter.drawPolyline([box.topLeft() + point for point in sign])


def _hint(text: str, mark: int) -> QSize:
    width = 6 + mark + (_GAP + width_of(text, Role.BODY) if text else 0)
    return QSize(max(width, _TARGET), max(current().scaled(_TARGET), _TARGET))


def _paint_words(painter: QPainter, button: QAbstractButton, mark: QRectF) -> None:
    tokens = current().tokens
    ink = tokens.text if button.isEnabled() else tokens.text3
    rect = QRectF(button.rect()).adjusted(mark.right() + _GAP, 0, 0, 0)
    words(painter, rect, button.text(), Role.BODY, ink)
    if button.hasFocus():
        ring(painter, mark.adjusted(-3, -3, 3, 3) if not button.text() else QRectF(button.rect()))
