"""The exports of the page: a file of what is shown, or the meetings into the reps' calendars."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from qualdesk.errors import QualDeskError
from qualdesk.jobs.exporting import Export, Exported, ExportFormat, ExportKind, write_export
from qualdesk.jobs.publishing import PublishReport, calendar_server, publish_meetings
from qualdesk.queries.hand_offs import HandOffRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.hand_offs.export_bar import ExportBar
from qualdesk_ui.widgets.announce import announce

if TYPE_CHECKING:
    from qualdesk.store.session import Database

_FILTERS = {"ics": "Calendar (*.ics)", "csv": "Table (*.csv)", "xlsx": "Workbook (*.xlsx)"}

ChooseFile = Callable[[QWidget, str], str]
"""Asks where to write a file of that name; an empty answer means nowhere."""


def choose_file(parent: QWidget, name: str) -> str:
    """Ask with the system's own dialog."""
    kind = name.rpartition(".")[2]
    path, _filter = QFileDialog.getSaveFileName(parent, "Export", name, _FILTERS[kind])
    return path


class Exports(QObject):
    """Writes what the page shows; `rows` returns that at the moment it is asked."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        rows: Callable[[], Sequence[HandOffRow]],
        ask_for_file: ChooseFile,
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._rows = desk, page, rows
        self._ask_for_file = ask_for_file
        self.bar = ExportBar()
        self.bar.asked.connect(self.write)
        self.bar.calendars_asked.connect(self.publish)

    def write(self, kind: ExportFormat) -> None:
        """Ask where to, then write the hand-offs that are shown, or their meetings."""
        is_calendar = kind is ExportFormat.ICS
        what = ExportKind.APPOINTMENTS if is_calendar else ExportKind.HANDOFFS
        path = self._ask_for_file(self._page, _file_name(kind))
        if not path:
            return
        shown = frozenset(row.hand_off_id for row in self._rows())
        export = Export(what, kind, hand_off_ids=shown)
        job = partial(write_export, self._desk.database, export, Path(path), self._desk.now())
        self._desk.run(self, partial(self._tell, what), job, self._tell_refusal)

    def publish(self) -> None:
        """Bring every meeting into its rep's calendar on the server of the settings."""
        self.say("Sending to the reps’ calendars …")
        job = partial(_publish, self._desk.database, self._desk.now())
        self._desk.run(self, self._tell_published, job, self._tell_refusal)

    def _tell_published(self, report: PublishReport) -> None:
        if report.problems:
            self.say(report.problems[0])
            return
        self.say(
            f"{report.written} sent, {report.taken_out} taken out, {report.unchanged} as they were"
        )

    def _tell(self, what: ExportKind, written: Exported) -> None:
        noun = "meeting" if what is ExportKind.APPOINTMENTS else "hand-off"
        plural = "" if written.count == 1 else "s"
        self.say(f"{written.count} {noun}{plural} written to {written.path.name}")

    def _tell_refusal(self, refusal: QualDeskError) -> None:
        self.say(f"Not done: {refusal}")

    def say(self, sentence: str) -> None:
        """Say it in the bar, and aloud to who cannot see it."""
        self.bar.say(sentence)
        announce(self._page, sentence)


def _publish(database: "Database", now: datetime) -> PublishReport:
    return publish_meetings(database, calendar_server(), now)


def _file_name(kind: ExportFormat) -> str:
    if kind is ExportFormat.ICS:
        return "appointments.ics"
    ending = "xlsx" if kind is ExportFormat.XLSX else "csv"
    return f"hand-offs-{kind}.{ending}" if kind.crm else f"hand-offs.{ending}"
