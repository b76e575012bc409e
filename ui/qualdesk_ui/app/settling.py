"""Leads whose call will not come, where one person works alone: settled at the start, then each hour."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualdesk_ui.desk import Desk

if TYPE_CHECKING:
    from qualdesk.store.session import Database

_ROUND_MS = 3_600_000


class Settling(QObject):
    """Gives leads of ended campaigns, and those due too long, another next step, in the pool."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setInterval(_ROUND_MS)
        self._timer.timeout.connect(self.settle)
        desk.opened.connect(self._begin)

    def settle(self) -> None:
        """Look for leads that wait for nothing any more."""
        self._desk.run(self, _done, partial(_settle, self._desk.database, self._desk.now()))

    def _begin(self) -> None:
        self._timer.stop()
        # A team's campaigns are settled by its worker, never by a desk.
        if self._desk.database.dialect == "sqlite":
            self._timer.start()
            self.settle()


def _settle(database: "Database", now: datetime) -> int:
    from qualdesk.jobs.settling import settle_what_waits  # noqa: PLC0415 - brings SQLAlchemy

    return settle_what_waits(database, now)


def _done(_count: int) -> None:
    """Have nothing to show: the lists read themselves again."""
