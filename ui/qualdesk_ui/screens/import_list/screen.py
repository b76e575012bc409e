"""The page that reads a list in: choose, match, see what will happen, import, report."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk.errors import QualDeskError
from qualdesk.events.campaigns import AddedCampaign
from qualdesk.events.imports import ImportedRows
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview, read_list
from qualdesk.queries.campaigns import CampaignRow, campaigns
from qualdesk_ui.desk import Desk, Progress
from qualdesk_ui.screens.import_list.mapping import Mapping
from qualdesk_ui.screens.import_list.outlook import Outlook
from qualdesk_ui.screens.import_list.report import Report
from qualdesk_ui.screens.import_list.words import DELIMITERS, ENCODINGS, countries, rows_of
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.label import Label, secondary, section
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.tone import Tone

_OUTLOOK_WIDTH = 400
_NO_REGION = "Choose the country whose numbers are written without +."

ChooseList = Callable[[QWidget], str]
"""Asks for a file; an empty answer means none."""


def choose_list(parent: QWidget) -> str:
    """Ask with the system's own dialog."""
    path, _filter = QFileDialog.getOpenFileName(
        parent, "Import a list", "", "Lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods)"
    )
    return path


class ImportScreen(QWidget):
    """Nothing is stored before the one button is pressed."""

    refreshes_on: ClassVar[tuple[type, ...]] = (AddedCampaign,)
    go_to = Signal(str, object)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, ask_for_file: ChooseList = choose_list
    ) -> None:
        super().__init__(parent)
        self._desk, self._ask_for_file = desk, ask_for_file
        self._path = ""
        self._preview: ListPreview | None = None
        self._reading = 0
        self._progress: Progress | None = None
        self._head = PageHead("Import a list")
        self._choose = NormalButton("Choose a file", icon="file-spreadsheet", key="Ctrl+O")
        self._go = PrimaryButton("Import", "Ctrl+Enter")
        self._stop = NormalButton("Stop")
        self._region = Select("Country of numbers", [("", "Choose the country"), *countries()])
        self._encoding = Select("Encoding", ENCODINGS)
        self._delimiter = Select("Parted by", DELIMITERS)
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._mapping, self._outlook, self._report = Mapping(), Outlook(), Report()
        self._empty = EmptyState(
            "file-spreadsheet",
            "Bring a CSV file",
            "You see what will happen before anything is stored.",
            "Choose a file",
        )
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_step(self._empty)

    def refresh(self) -> None:
        """Read the campaigns again."""
        self._desk.fetch(self, self._take_campaigns, campaigns, now=self._desk.now())

    def perform(self, action_id: str) -> bool:
        """Choose a file, import, or stop an import that runs."""
        if action_id == "import-list":
            self._ask()
            return True
        if action_id == "confirm" and self._middle.currentWidget() is self._matching:
            self._begin()
            return True
        if action_id == "back" and self._progress is not None:
            self._progress.cancel()
            return True
        return False

    def open_file(self, path: str) -> None:
        """Read a list and show how it would go in."""
        self._path, self._preview = path, None
        self._read({})

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._progress is None:
            self.open_file(event.mimeData().urls()[0].toLocalFile())

    def _lay_out(self) -> None:
        for button in (self._choose, self._stop, self._go):
            self._head.buttons.addWidget(button)
        self._matching = QWidget()
        column = QVBoxLayout(self._matching)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._options())
        column.addWidget(self._mapping, 1)
        self._running = EmptyState("download", "Reading the rows", "")
        self._middle = QStackedWidget()
        for widget in (self._empty, self._matching, self._running, self._report):
            self._middle.addWidget(widget)
        page = Surface()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self._middle, 1)
        self._split = SplitPage(page, self._outlook, pane_width=_OUTLOOK_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)

    def _options(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for label, select in (
            ("Country of numbers", self._region),
            ("Encoding", self._encoding),
            ("Parted by", self._delimiter),
        ):
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(secondary(label))
            cell.addWidget(select)
            row.addLayout(cell, 1)
        options = QVBoxLayout()
        options.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        options.setSpacing(6)
        options.addLayout(row)
        options.addWidget(self._refusal)
        options.addSpacing(8)
        options.addWidget(section("Match the columns"))
        return options

    def _connect(self) -> None:
        self._choose.clicked.connect(self._ask)
        self._empty.action_chosen.connect(self._ask)
        self._go.clicked.connect(self._begin)
        self._stop.clicked.connect(self._cancel)
        self._region.chosen.connect(self._read_again)
        for select in (self._encoding, self._delimiter):
            select.chosen.connect(self._read_anew)
        self._mapping.changed.connect(self._read_again)
        self._report.queue_asked.connect(self._open_queue)
        self._report.another_asked.connect(self._ask)

    def _ask(self) -> None:
        path = self._ask_for_file(self)
        if path:
            self.open_file(path)

    def _read_again(self, _choice: object = None) -> None:
        """Read with the columns as they were matched."""
        self._refusal.hide()
        if self._path:
            self._read(self._mapping.mapping())

    def _read_anew(self, _choice: object = None) -> None:
        """Read with other columns: those of another encoding or delimiter."""
        if self._path:
            self._read({})

    def _read(self, mapping: dict[str, str]) -> None:
        self._reading += 1
        job = partial(
            read_list,
            self._path,
            region=str(self._region.value() or ""),
            mapping=mapping,
            encoding=str(self._encoding.value() or ""),
            delimiter=str(self._delimiter.value() or ""),
        )
        self._desk.run(self, partial(self._show, self._reading), job, self._not_read)

    def _not_read(self, _refusal: QualDeskError) -> None:
        """Begin again where a file could not be read at all; the bar says why."""
        if self._preview is None:
            self._show_step(self._empty)

    def _show(self, reading: int, preview: ListPreview) -> None:
        if reading != self._reading:
            return
        self._preview = preview
        self._head.set_note(f"{preview.file_name}, {rows_of(preview.row_count)}")
        self._go.setText(f"Import {rows_of(preview.row_count)}")
        self._mapping.show_columns(preview.columns, preview.problems)
        self._outlook.show_preview(preview)
        self._show_step(self._matching)
        trial = partial(import_list, self._desk.database, self._order(is_dry_run=True))
        job = partial(trial, now=self._desk.now())
        self._desk.run(self, partial(self._foresee, reading), job)

    def _foresee(self, reading: int, report: ImportReport) -> None:
        if reading == self._reading:
            self._outlook.show_counts(report)

    def _order(self, *, is_dry_run: bool = False) -> ImportOrder:
        return ImportOrder(
            path=self._path,
            campaign=self._outlook.campaign(),
            region=str(self._region.value() or ""),
            mapping=self._mapping.mapping(),
            encoding=str(self._encoding.value() or ""),
            delimiter=str(self._delimiter.value() or ""),
            is_dry_run=is_dry_run,
            person_id=self._desk.person_id,
        )

    def _begin(self) -> None:
        if self._preview is None or self._progress is not None:
            return
        if not self._region.value():
            self._refusal.setText(_NO_REGION)
            self._refusal.show()
            self._region.setFocus()
            return
        if not self._outlook.campaign():
            self._outlook.ask_campaign()
            return
        self._import()

    def _import(self) -> None:
        self._progress = Progress(self)
        self._progress.moved.connect(self._show_progress)
        self._show_progress(0, self._preview.row_count if self._preview else 0)
        self._show_step(self._running)
        job = partial(
            import_list,
            self._desk.database,
            self._order(),
            now=self._desk.now(),
            progress=self._progress,
            is_cancelled=self._progress.is_cancelled,
        )
        self._desk.run(self, self._imported, job, self._keep)

    def _show_progress(self, done: int, total: int) -> None:
        sentence = f"{done:,} of {rows_of(total)}. What is read in stays when you stop."
        self._running.say("download", "Reading the rows in", sentence)

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _imported(self, report: ImportReport) -> None:
        self._progress = None
        planned = self._preview.row_count if self._preview else report.rows
        self._report.show_report(report, planned)
        self._preview, self._path = None, ""
        self._show_step(self._report)
        self._desk.committed.emit(ImportedRows(list_id=0, row_count=report.rows))

    def _keep(self, _refusal: QualDeskError) -> None:
        self._progress = None
        self._show_step(self._matching)

    def _open_queue(self) -> None:
        self.go_to.emit("queue", None)

    def _take_campaigns(self, rows: list[CampaignRow]) -> None:
        self._outlook.show_campaigns(rows)

    def _show_step(self, step: QWidget) -> None:
        self._middle.setCurrentWidget(step)
        is_matching, is_running = step is self._matching, step is self._running
        self._choose.setVisible(is_matching)
        self._go.setVisible(is_matching)
        self._stop.setVisible(is_running)
        self._split.want_pane(wanted=is_matching)
        if step in (self._empty, self._report):
            self._head.set_note("")
