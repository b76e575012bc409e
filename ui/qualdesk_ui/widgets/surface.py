"""A plain ground to lay things on: the page, a side pane, the rail's colour."""

from enum import Enum

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk_ui.theme import current


class Ground(Enum):
    """What a surface is; each value is the name of its token."""

    PAGE = "page"
    SIDE = "side"


class Surface(QWidget):
    """A widget filled with its ground, in whatever theme."""

    def __init__(self, ground: Ground = Ground.PAGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill: QColor = getattr(current().tokens, self._ground.value)
        QPainter(self).fillRect(self.rect(), fill)


def column_of(*widgets: QWidget, filling: QWidget) -> Surface:
    """Return a page of widgets one below the other; `filling` takes the room the others leave."""
    page = Surface()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is filling else 0)
    return page
