"""A frame over something that was found; it lies on it and takes no clicks."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.painting import faint, painter_on, plate


class FoundMark(QWidget):
    """Lies over its widget as long as that is there, whatever size it takes."""

    def __init__(self, found: QWidget) -> None:
        super().__init__(found)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._found = found
        found.installEventFilter(self)
        self.setGeometry(found.rect())
        self.show()
        self.raise_()

    def eventFilter(self, _found: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._found.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink = current().tokens.accent
        plate(painter_on(self), QRectF(self.rect()), fill=faint(ink, 0.1), border=ink, stroke=2)
