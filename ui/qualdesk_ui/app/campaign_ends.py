"""Campaigns that end while one person works alone: looked for when the desk opens, then each hour."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualdesk_ui.desk import Desk

if TYPE_CHECKING:
    from qualdesk.store.session import Database

_ROUND_MS = 3_600_000


class CampaignEnds(QObject):
    """Moves the leads of ended campaigns on, in the pool."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setInterval(_ROUND_MS)
        self._timer.timeout.connect(self.settle)
        desk.opened.connect(self._begin)

    def settle(self) -> None:
        """Look for leads that wait for a campaign which has ended."""
        self._desk.run(self, _done, partial(_settle, self._desk.database, self._desk.now()))

    def _begin(self) -> None:
        self._timer.stop()
        # A team's campaigns are settled by its worker, never by a desk.
        if self._desk.database.dialect == "sqlite":
            self._timer.start()
            self.settle()


def _settle(database: "Database", now: datetime) -> int:
    from qualdesk.jobs.settling import settle_ended_campaigns  # noqa: PLC0415 - brings SQLAlchemy

    return settle_ended_campaigns(database, now)


def _done(_count: int) -> None:
    """Have nothing to show: the lists read themselves again."""
