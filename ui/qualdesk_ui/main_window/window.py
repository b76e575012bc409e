"""The main window: bare when it first paints, furnished once the rest of the program is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from qualdesk_ui.main_window.look import Look
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import RAIL_WIDTH

if TYPE_CHECKING:
    # The window paints before any of these is imported.
    from qualdesk_ui.main_window.furniture import Furniture
    from qualdesk_ui.main_window.pages import Pages
    from qualdesk_ui.messages import Messages


class MainWindow(QMainWindow):
    """Paints before anything heavy is imported, `first_painted` says when; then `furnish` it.

    With `asks_before_closing` it stays and emits `quit_asked`; `end` then closes it.
    """

    first_painted = Signal()
    resized = Signal()
    quit_asked = Signal()
    asks_before_closing = False

    def __init__(self, store: QSettings | None = None) -> None:
        super().__init__()
        self._has_painted = False
        self._furniture: Furniture | None = None
        self.setWindowTitle("QualDesk")
        self.look = Look(self, store)
        self.look.restore()
        self.setCentralWidget(_bare_frame())

    @property
    def furniture(self) -> "Furniture":
        """What stands in the window."""
        if self._furniture is None:
            raise RuntimeError("The window is bare: wait until it is furnished.")
        return self._furniture

    @property
    def pages(self) -> "Pages":
        """The pages of the window."""
        return self.furniture.pages

    @property
    def messages(self) -> "Messages":
        """The bars above the pages, and reports."""
        return self.furniture.messages

    def furnish(self, furniture: "Furniture") -> None:
        """Put in what the window is for."""
        self._furniture = furniture
        self.setCentralWidget(furniture.frame)

    def end(self) -> None:
        """Close without asking."""
        self.asks_before_closing = False
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt  # noqa: PLC0415 - its enums cost the first paint 29 ms

        is_escape = event.key() == Qt.Key.Key_Escape
        if not is_escape or self._furniture is None or not self._furniture.step_back():
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks_before_closing:
            event.ignore()
            self.quit_asked.emit()
            return
        self.look.keep()
        super().closeEvent(event)


def _bare_frame() -> QWidget:
    """Return the ground of the rail beside an empty page."""
    rail = QWidget()
    ground = rail.palette()
    ground.setColor(ground.ColorRole.Window, current().tokens.rail)
    rail.setPalette(ground)
    rail.setAutoFillBackground(True)
    rail.setFixedWidth(max(current().scaled(RAIL_WIDTH), RAIL_WIDTH))
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(rail)
    row.addStretch()
    return frame
