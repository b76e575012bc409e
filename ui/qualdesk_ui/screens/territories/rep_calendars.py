"""The reps' own calendars of the page: chosen, read at once, and what came of it said."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.calendars import choose_calendar
from qualdesk.commands.requests.calendars import ChooseCalendar
from qualdesk.errors import QualDeskError
from qualdesk.events.calendars import ChoseCalendar
from qualdesk.queries.calendars import CalendarRow, calendars
from qualdesk.queries.staff import StaffRow, staff
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories.calendar_pane import CalendarPane

if TYPE_CHECKING:
    from qualdesk.jobs.reading_calendars import CalendarReport
    from qualdesk.store.session import Database


class RepCalendars(QObject):
    """`opened` once the pane knows what is read; `done` says what is so now."""

    opened = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pane = CalendarPane()
        self.pane.asked.connect(self._choose)
        self.pane.read_asked.connect(self._read)

    def open(self) -> None:
        """Read who works here and whose calendars are read, then open."""
        self._desk.fetch(self, self._take_staff, staff, now=self._desk.now())

    def _take_staff(self, rows: list[StaffRow]) -> None:
        self._desk.fetch(self, partial(self._begin, rows), calendars)

    def _begin(self, rows: list[StaffRow], known: list[CalendarRow]) -> None:
        self.pane.open_for(rows, known, self._desk.person_id, self._desk.now())
        self.opened.emit()

    def _choose(self, request: ChooseCalendar, password: str) -> None:
        then = partial(self._chosen, request, password)
        self._desk.submit(self, choose_calendar, request, then)

    def _chosen(self, request: ChooseCalendar, password: str, event: ChoseCalendar) -> None:
        if not event.address:
            self.done.emit(f"{event.name}’s calendar is read no more")
            return
        job = partial(_read_first, self._desk.database, request, password, self._desk.now())
        self._desk.run(self, self._tell, job, self._tell_refusal)

    def _read(self, person_id: int) -> None:
        job = partial(_read_now, self._desk.database, person_id, self._desk.now())
        self._desk.run(self, self._tell, job, self._tell_refusal)

    def _tell(self, report: "CalendarReport") -> None:
        self.done.emit(" ".join(report.problems) or "The calendar is read; free times know it")

    def _tell_refusal(self, refusal: QualDeskError) -> None:
        self.done.emit(str(refusal))


def _read_first(
    database: "Database", request: ChooseCalendar, password: str, now: datetime
) -> "CalendarReport":
    """Put a password that was typed into the keyring, then read."""
    from qualdesk.settings import Calendars, keep_calendar_password  # noqa: PLC0415 - the keyring

    if password:
        account = Calendars(request.address.strip(), request.user.strip())
        keep_calendar_password(account, password)
    return _read_now(database, request.person_id, now)


def _read_now(database: "Database", person_id: int, now: datetime) -> "CalendarReport":
    from qualdesk.jobs.reading_calendars import read_calendars  # noqa: PLC0415 - brings icalendar

    return read_calendars(database, now, person_ids=(person_id,))
