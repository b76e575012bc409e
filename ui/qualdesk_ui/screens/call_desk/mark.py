"""A small icon that stands in a line of text."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.tone import Tone

_SIZE = 14


class Mark(QWidget):
    """Drawn in its tone; the words beside it say the same."""

    def __init__(self, icon: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_SIZE, current().scaled(Role.BODY.line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = self.height() / 2
        put_icon(painter_on(self), 0, middle, self._icon, _SIZE, self._tone.colour())
