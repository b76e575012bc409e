"""One import on its way: first the file is read, then its rows go in; it can be stopped in both."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.errors import QualDeskError
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk_ui.desk import Desk, Progress
from qualdesk_ui.screens.import_list.running import Running


class ImportRun(QObject):
    """Shows on the page how far the import is; `ended` carries its report."""

    ended = Signal(object)
    refused = Signal()

    def __init__(self, desk: Desk, running: Running, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._running = running
        self._progress: Progress | None = None
        running.stop_asked.connect(self.stop)

    @property
    def is_on(self) -> bool:
        """Whether an import runs."""
        return self._progress is not None

    def begin(self, order: ImportOrder, row_count: int) -> None:
        """Import a list of about so many rows."""
        self._progress, reading = Progress(self), Progress(self)
        self._progress.moved.connect(self._running.show_progress)
        reading.moved.connect(self._running.show_reading)
        self._running.show_reading(0, row_count)
        job = partial(
            import_list,
            self._desk.database,
            order,
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
            self._running.show_stopping()

    def _end(self, report: ImportReport) -> None:
        self._progress = None
        self.ended.emit(report)

    def _refuse(self, _refusal: QualDeskError) -> None:
        self._progress = None
        self.refused.emit()
