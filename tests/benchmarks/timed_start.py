"""QualDesk's own start, told apart: first paint, first rows, first card, longest gap."""

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from qualdesk_ui.app import start
from qualdesk_ui.main_window import MainWindow

if TYPE_CHECKING:
    from qualdesk_ui.main_window.furniture import Furniture

BEGUN = float(sys.argv[2])


class TimedWindow(MainWindow):
    """The window with a stopwatch."""

    def __init__(self, store: QSettings) -> None:
        super().__init__(store)
        self._painted_at = self._rows_at = self._last = self._gap = 0.0
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._tick)
        self.first_painted.connect(self._begin_watch)

    def furnish(self, furniture: "Furniture") -> None:
        """Furnish as always, and wait for the call desk, which the program makes itself."""
        super().furnish(furniture)
        furniture.pages.currentChanged.connect(self._note_rows)
        furniture.pages.moved.connect(self._wait_for_rows)

    def _note_rows(self) -> None:
        """Note when rows stand there for the first time: those that were looked up in the file."""
        if not self._rows_at:
            self.repaint()
            self._rows_at = _since_begun()

    def _begin_watch(self) -> None:
        self._painted_at = self._last = _since_begun()
        self._ticks.start(1)

    def _tick(self) -> None:
        now = _since_begun()
        self._gap = max(self._gap, now - self._last)
        self._last = now

    def _wait_for_rows(self) -> None:
        from qualdesk_ui.screens.call_desk import CallDesk  # noqa: PLC0415 - long imported by now

        for desk in self.findChildren(CallDesk):
            desk.up_next.list.model().modelReset.connect(self._finish)

    def _finish(self) -> None:
        self.repaint()
        self._tick()
        print(self._painted_at, self._rows_at, _since_begun(), self._gap)
        self.end()
        QApplication.quit()


def _since_begun() -> float:
    """Return milliseconds since this process was ordered."""
    return (time.monotonic() - BEGUN) * 1000


arguments = ["--database", sys.argv[1], "--at", "2026-11-18T13:00:00+00:00"]
sys.exit(start.main(arguments, TimedWindow))
