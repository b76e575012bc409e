"""A line of one pixel between two parts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import current

_ACROSS = Qt.Orientation.Horizontal


class Hairline(QWidget):
    """A hairline across, or down for `Qt.Orientation.Vertical`."""

    def __init__(
        self, orientation: Qt.Orientation = _ACROSS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        stretch, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        policy = (stretch, fixed) if orientation is _ACROSS else (fixed, stretch)
        self.setSizePolicy(*policy)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().tokens.line)
