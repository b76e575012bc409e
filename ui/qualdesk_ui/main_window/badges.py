"""The counts on the rail of what needs a person, read beside whatever else is read."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from qualdesk_ui.actions import Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.widgets.rail import Rail

_GATHER_MS = 500
"""Several presses in a row are one count, and the page that they change is read first."""

_EVERY_MS = 60_000
"""An answer can also be late by the clock alone."""


class RailBadges(QObject):
    """Keeps the badge of Hand-offs true while a desk is open: any outcome may put one right."""

    def __init__(self, desk: Desk, rail: Rail, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._show_hand_offs = partial(rail.set_badge, Place.HAND_OFFS)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._minute = QTimer(self)
        self._minute.setInterval(_EVERY_MS)
        for timer in (self._soon, self._minute):
            timer.timeout.connect(self.count)
        desk.opened.connect(self._begin)
        desk.committed.connect(self._follow)

    def count(self) -> None:
        """Read how many hand-offs wait for a person; a desk that was closed has none."""
        if not self._desk.is_open:
            return
        from qualdesk.queries.hand_offs_waiting import (  # noqa: PLC0415 - brings SQLAlchemy
            hand_offs_waiting,
        )

        me, now = self._desk.person_id, self._desk.now()
        self._desk.fetch_beside(
            self, self._show_hand_offs, hand_offs_waiting, person_id=me, now=now
        )

    def _begin(self) -> None:
        self._minute.start()
        self._soon.start()

    def _follow(self, _event: object) -> None:
        if not self._soon.isActive():
            self._soon.start()
