"""The export of the queue: what is shown, whole and in its order, as a table or a workbook."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qualdesk.errors import InputError, QualDeskError
from qualdesk.jobs.exporting import Export, Exported, ExportFormat, ExportKind, write_export
from qualdesk_ui.desk import Desk

_NAME = "queue.csv"
_TABLE, _BOOK = "Table (*.csv)", "Workbook (*.xlsx)"
_NOBODY = "Nobody is shown, so there is nobody to export. Esc shows everybody again."

ChooseFile = Callable[[QWidget, str], str]
"""Asks where to write a file of that name; an empty answer means nowhere."""


def choose_file(parent: QWidget, name: str) -> str:
    """Ask with the system's own dialog; the kind chosen there gives the file its ending."""
    path, kind = QFileDialog.getSaveFileName(parent, "Export", name, f"{_TABLE};;{_BOOK}")
    is_book = kind == _BOOK and path
    return str(Path(path).with_suffix(".xlsx")) if is_book else path


class Exports(QObject):
    """`said` brings the sentence on what came of it."""

    said = Signal(str)

    def __init__(self, desk: Desk, page: QWidget, ask_for_file: ChooseFile) -> None:
        super().__init__(page)
        self._desk, self._page, self._ask_for_file = desk, page, ask_for_file

    def write(self, lead_ids: Sequence[int]) -> None:
        """Ask where to, then write these leads in this order."""
        if not lead_ids:
            self._desk.refused.emit(InputError(_NOBODY))
            return
        path = self._ask_for_file(self._page, _NAME)
        if not path:
            return
        export = Export(ExportKind.PROSPECTS, ExportFormat.CSV, lead_ids=tuple(lead_ids))
        job = partial(write_export, self._desk.database, export, Path(path), self._desk.now())
        self.said.emit("Writing …")
        self._desk.run(self, self._tell, job, self._tell_refusal)

    def _tell(self, written: Exported) -> None:
        noun = "prospect" if written.count == 1 else "prospects"
        self.said.emit(f"{written.count:,} {noun} written to {written.path.name}")

    def _tell_refusal(self, _refusal: QualDeskError) -> None:
        self.said.emit("Not written")
