"""A group without a frame: those who listen hear its name before the choices in it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGroupBox, QWidget


class NamedGroup(QGroupBox):
    """Qt gives the role of a group to a QGroupBox only; its frame, title and margins are not ours."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setContentsMargins(0, 0, 0, 0)

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else QSize()

    def changeEvent(self, event: QEvent) -> None:
        QWidget.changeEvent(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QWidget.resizeEvent(self, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing."""
