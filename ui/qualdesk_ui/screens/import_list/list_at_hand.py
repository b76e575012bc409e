"""The list at hand: read as the page says, first the file alone, then beside the database."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.errors import QualDeskError
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.list_tables import Opening
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview, SheetChoice, open_list
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.import_list.columns_page import ColumnsPage
from qualdesk_ui.screens.import_list.outlook import Outlook

_FORESEEN = 100_000
"""Rows: who of a longer list is here already is only found out while it is read in."""


class ListAtHand(QObject):
    """A newer reading replaces an older one.

    `read` by the file alone, `foreseen` with what would become of its rows, `sheets_found` when one
    of several must be chosen first.
    """

    read = Signal(object)
    foreseen = Signal(object)
    sheets_found = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, columns: ColumnsPage, outlook: Outlook, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._columns, self._outlook = desk, columns, outlook
        self._number = 0
        self.path = ""
        self.preview: ListPreview | None = None
        self.problems: tuple[Problem, ...] = ()
        self.list_id: int | None = None
        """What was read in last, while it can be withdrawn."""

    @property
    def row_count(self) -> int:
        """How many rows it has, as far as it was read."""
        return self.preview.row_count if self.preview else 0

    def open(self, path: str) -> None:
        """Take another file to hand."""
        self.path, self.preview, self.problems = path, None, ()
        self._columns.begin()
        self.read_again()

    def leave(self) -> None:
        """Have none at hand; what is still being read is not shown."""
        self._number += 1
        self.path, self.preview, self.list_id = "", None, None

    def take_report(self, report: ImportReport) -> None:
        """Keep what was found while it was read in, and as what it can be withdrawn."""
        self.problems, self.list_id = report.problems, report.list_id

    def read_again(self) -> None:
        """Read it as the page says now."""
        if not self.path:
            return
        self._number += 1
        job = partial(
            open_list,
            self.path,
            self._columns.reading(),
            self._desk.database,
            may_match_again=self._columns.may_match_again,
        )
        self._desk.run(self, partial(self._take, self._number), job, self._refuse)

    def opening(self) -> Opening:
        """Return how its file is opened."""
        reading = self._columns.reading()
        return Opening(reading.encoding, reading.delimiter, reading.sheet)

    def order(self, *, is_dry_run: bool = False) -> ImportOrder:
        """Return what to read in, and how."""
        reading = self._columns.reading()
        return ImportOrder(
            path=self.path,
            campaign=self._outlook.campaign(),
            region=reading.region,
            mapping=reading.mapping,
            responded=reading.responded,
            encoding=reading.encoding,
            delimiter=reading.delimiter,
            joins=reading.joins,
            sheet=reading.sheet,
            dates=reading.dates,
            may_match_again=self._columns.may_match_again,
            is_dry_run=is_dry_run,
            person_id=self._desk.person_id,
        )

    def _refuse(self, refusal: QualDeskError) -> None:
        self.refused.emit(refusal)

    def _take(self, number: int, found: ListPreview | SheetChoice) -> None:
        if number != self._number:
            return
        if isinstance(found, SheetChoice):
            self.sheets_found.emit(found)
            return
        self.preview, self.problems = found, found.problems
        self.read.emit(found)
        lacks_nothing = found.names_somebody and not (found.lacks_region or found.lacks_moment)
        if lacks_nothing and found.row_count <= _FORESEEN:
            trial = partial(import_list, self._desk.database, self.order(is_dry_run=True))
            job = partial(trial, now=self._desk.now())
            self._desk.run(self, partial(self._foresee, number), job)

    def _foresee(self, number: int, report: ImportReport) -> None:
        if number == self._number:
            self.problems = report.problems
            self.foreseen.emit(report)
