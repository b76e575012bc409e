"""What time does where one person works alone: due dates and reps' calendars, stranded leads."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualdesk_ui.desk import Desk

if TYPE_CHECKING:
    from qualdesk.jobs.reading_calendars import CalendarReport
    from qualdesk.store.session import Database

_MINUTE_MS, _HOUR_MS = 60_000, 3_600_000
_FIRST_AFTER_MS = 5_000
"""What is due has waited all night: the first page comes before it."""


class Settling(QObject):
    """Does what is due, and gives leads that wait for nothing another next step, in the pool."""

    def __init__(self, desk: Desk, firm: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._firm = desk, firm
        self._is_reading = False
        self._minutes, self._hours = QTimer(self), QTimer(self)
        self._minutes.setInterval(_MINUTE_MS)
        self._hours.setInterval(_HOUR_MS)
        self._minutes.timeout.connect(self.meet_deadlines)
        self._minutes.timeout.connect(self.read_calendars)
        self._hours.timeout.connect(self.settle)
        desk.opened.connect(self._begin)

    def meet_deadlines(self) -> None:
        """Do what is due: touches of tracks, doors that open again."""
        self._desk.run(self, _done, partial(_meet, self._desk.database, self._desk.now()))

    def settle(self) -> None:
        """Look for leads that wait for nothing any more."""
        job = partial(_settle, self._desk.database, self._desk.now(), self._firm)
        self._desk.run(self, _done, job)

    def read_calendars(self) -> None:
        """Read the calendars of reps that are due, unless the last round still waits for one."""
        if self._is_reading:
            return
        self._is_reading = True
        job = partial(_read_calendars, self._desk.database, self._desk.now())
        self._desk.run(self, self._have_read, job, self._have_failed)

    def _have_read(self, _report: "CalendarReport") -> None:
        # What could not be read stands beside the rep's free times, where it matters.
        self._is_reading = False

    def _have_failed(self, _refusal: Exception) -> None:
        self._is_reading = False

    def _begin(self) -> None:
        self._minutes.stop()
        self._hours.stop()
        # For a team its worker does all of it, never a desk.
        if self._desk.database.dialect == "sqlite":
            self._minutes.start()
            self._hours.start()
            QTimer.singleShot(_FIRST_AFTER_MS, self, self._catch_up)

    def _catch_up(self) -> None:
        if self._desk.is_open:
            self.meet_deadlines()
            self.settle()
            self.read_calendars()


def _meet(database: "Database", now: datetime) -> int:
    from qualdesk.jobs.deadlines import meet_deadlines  # noqa: PLC0415 - brings SQLAlchemy

    return meet_deadlines(database, now).met


def _read_calendars(database: "Database", now: datetime) -> "CalendarReport":
    from qualdesk.jobs.reading_calendars import read_calendars  # noqa: PLC0415 - brings icalendar

    return read_calendars(database, now)


def _settle(database: "Database", now: datetime, firm: str) -> int:
    from qualdesk.jobs.settling import settle_what_waits  # noqa: PLC0415 - brings SQLAlchemy
    from qualdesk.jobs.working import keep_agreed_times  # noqa: PLC0415

    keep_agreed_times(database, now)
    return settle_what_waits(database, now, firm)


def _done(_count: int) -> None:
    """Have nothing to show: the lists read themselves again."""
