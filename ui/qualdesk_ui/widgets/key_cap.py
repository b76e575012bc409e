"""A key as it is drawn on paper: a small cap with its name."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import KEY_CAP
from qualdesk_ui.widgets.painting import cap, cap_width, painter_on


class KeyCap(QWidget):
    """One key, such as F5 or Ctrl+K."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(f"Key {key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._key), current().scaled(KEY_CAP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        cap(painter_on(self), 0, self.height() / 2, self._key)
