"""The mark of the program: a white Q on an ink-blue plate."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.painting import painter_on, plate


class Logo(QWidget):
    """The plate at 28 px on the rail, 56 px on the first page."""

    def __init__(self, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setAccessibleName("QualDesk")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_logo(painter_on(self), self._size)


def paint_logo(painter: QPainter, size: int) -> None:
    """Draw the mark into a square at the origin."""
    tokens = current().tokens
    plate(painter, QRectF(0, 0, size, size), fill=tokens.accent, radius=size * 0.25)
    pen = QPen(tokens.on_accent, size * 0.095)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(size * 0.485, size * 0.47), size * 0.205, size * 0.205)
    painter.drawLine(QPointF(size * 0.61, size * 0.6), QPointF(size * 0.73, size * 0.73))
