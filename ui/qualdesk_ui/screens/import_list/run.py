"""One import, from the one button to its report; it can be stopped while it reads and after."""

from functools import partial

from PySide6.QtCore import QObject

from qualdesk.errors import QualDeskError
from qualdesk.events.imports import ImportedRows
from qualdesk.jobs.import_list import import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk_ui.desk import Desk, Progress
from qualdesk_ui.screens.import_list.list_at_hand import ListAtHand
from qualdesk_ui.screens.import_list.pages import Pages


class ImportRun(QObject):
    """Shows on the pages how far the import is, and what it came to."""

    def __init__(self, desk: Desk, at_hand: ListAtHand, pages: Pages, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._at_hand, self._pages = desk, at_hand, pages
        self._progress: Progress | None = None
        pages.running.stop_asked.connect(self.stop)

    @property
    def is_on(self) -> bool:
        """Whether an import runs."""
        return self._progress is not None

    def begin(self) -> None:
        """Import the list at hand, or ask for its campaign first."""
        if self._pages.outlook.campaign():
            self.go_on()
        else:
            self._pages.outlook.ask_campaign()

    def go_on(self) -> None:
        """Import what of the list at hand is not in yet: all of it, or what a stop has left."""
        self._pages.show_page(self._pages.running)
        running, reading = self._pages.running, Progress(self)
        self._progress = Progress(self)
        self._progress.moved.connect(running.show_progress)
        reading.moved.connect(running.show_reading)
        running.show_reading(0, self._at_hand.row_count)
        job = partial(
            import_list,
            self._desk.database,
            self._at_hand.order(),
            now=self._desk.now(),
            progress=self._progress,
            is_cancelled=self._progress.is_cancelled,
            reading=reading,
        )
        self._desk.run(self, self._end, job, self._refuse)

    def stop(self) -> None:
        """Ask the import to stop after the part it is at."""
        if self._progress is not None:
            self._progress.cancel()
            self._pages.running.show_stopping()

    def _end(self, report: ImportReport) -> None:
        self._progress = None
        planned = self._at_hand.row_count if self._at_hand.preview else report.rows
        self._at_hand.take_report(report)
        self._pages.report.show_report(report, planned)
        self._pages.show_page(self._pages.report)
        self._desk.committed.emit(ImportedRows(list_id=report.list_id or 0, row_count=report.rows))

    def _refuse(self, _refusal: QualDeskError) -> None:
        """Leave the list as it was; the bar says why."""
        self._progress = None
        self._pages.show_page(self._pages.columns)
