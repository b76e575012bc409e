"""A fade at the foot of a page that goes on below: no line is seen cut in half."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.painting import faint

FADE = 56
_LEAST = 4
_FLAT = 0.85
"""How far down the page is gone; the last pixels hide it wholly."""


class FootFade(QWidget):
    """Lies over an area's foot while more can be scrolled to; clicks go through it."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area.viewport())
        self._viewport = area.viewport()
        self._own = area.verticalScrollBar()
        self._kept_clear: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._viewport.installEventFilter(self)
        self._own.rangeChanged.connect(self.fit)
        self._own.valueChanged.connect(self.fit)

    def keep_clear(self, widget: QWidget | None) -> None:
        """Never lie over a widget that stands wholly in sight, such as the question being asked."""
        self._kept_clear = widget
        self.fit()

    def fit(self) -> None:
        """Stand where the page is cut now."""
        room = self._viewport.height()
        height = min(FADE, room - self._clear_from())
        self.setGeometry(0, room - height, self._viewport.width(), max(height, 0))
        self.setVisible(height >= _LEAST and self._own.value() < self._own.maximum())
        self.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        page = current().tokens.page
        gradient = QLinearGradient(0, 0, 0, self.height())
        gradient.setColorAt(0, faint(page, 0))
        gradient.setColorAt(_FLAT, page)
        gradient.setColorAt(1, page)
        QPainter(self).fillRect(self.rect(), gradient)

    def _clear_from(self) -> int:
        """Return from which line on it may lie, in pixels of the viewport."""
        if self._kept_clear is None:
            return 0
        foot = self._kept_clear.mapTo(self._viewport, self._kept_clear.rect().bottomLeft()).y() + 1
        return foot if foot <= self._viewport.height() else 0
