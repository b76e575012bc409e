"""Whether somebody is at the desk: said when it opens and closes, kept alive once a minute."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualdesk_ui.desk.desk import Desk

if TYPE_CHECKING:
    from datetime import datetime

    from qualdesk.domain.seat import PresenceState
    from qualdesk.store.session import Database

BEAT_MS = 60_000
"""A third of a claim's lease: two signs may be lost on the way."""

PATIENCE = 1.0
"""Seconds: how long the way out waits for a server that may be gone."""


class Attendance(QObject):
    """Here from the moment a desk opens until `leave`; breaks are the call desk's own."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_beating = False
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.beat)
        desk.opened.connect(self._arrive)

    def beat(self) -> None:
        """Give a sign of life, unless the last one has not come through yet."""
        if self._desk.is_open and not self._is_beating:
            self._is_beating = True
            self._desk.tell_quietly(_give_sign, self._rest)

    def leave(self) -> bool:
        """Sign out and give back what is held; False where that takes longer than a second."""
        self._timer.stop()
        if not self._desk.is_open:
            return True
        came_through = Event()
        self._desk.tell_quietly(_sign_out, came_through.set)
        return came_through.wait(PATIENCE)

    def _arrive(self) -> None:
        self._timer.start()
        self._desk.tell_quietly(_sign_in, _nothing)

    def _rest(self) -> None:
        self._is_beating = False


def _give_sign(database: Database, person_id: int, now: datetime) -> None:
    from qualdesk.commands.presence import keep_alive  # noqa: PLC0415 - brings SQLAlchemy
    from qualdesk.store.session import Press  # noqa: PLC0415

    with database.transaction(Press.new(person_id)) as session:
        keep_alive(session, person_id, now)


def _sign_in(database: Database, person_id: int, now: datetime) -> None:
    from qualdesk.domain.seat import PresenceState  # noqa: PLC0415

    _show(database, person_id, PresenceState.HERE, now)


def _sign_out(database: Database, person_id: int, now: datetime) -> None:
    from qualdesk.domain.seat import PresenceState  # noqa: PLC0415

    _show(database, person_id, PresenceState.OUT, now)


def _show(database: Database, person_id: int, state: PresenceState, now: datetime) -> None:
    from qualdesk.commands.presence import show_presence  # noqa: PLC0415
    from qualdesk.commands.requests.people import ShowPresence  # noqa: PLC0415
    from qualdesk.store.session import Press  # noqa: PLC0415

    request = ShowPresence(person_id, state)
    database.carry_out(show_presence, request, press=Press.new(person_id), now=now)


def _nothing() -> None:
    """Have nobody to tell."""
