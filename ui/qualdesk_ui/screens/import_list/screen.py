"""The page that reads a list in: choose, match, see what will happen, import, report."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.commands.withdrawals import withdraw_import
from qualdesk.errors import QualDeskError
from qualdesk.events.campaigns import AddedCampaign
from qualdesk.events.imports import ImportedRows, WithdrewImport
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.list_tables import Opening
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview, SheetChoice, open_list
from qualdesk.jobs.problem_list import write_problems
from qualdesk.queries.campaigns import CampaignRow, campaigns
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.import_list.asking import AskForFile, choose_list, choose_target
from qualdesk_ui.screens.import_list.columns_page import ColumnsPage
from qualdesk_ui.screens.import_list.head import Head
from qualdesk_ui.screens.import_list.outlook import Outlook
from qualdesk_ui.screens.import_list.problem_table import ProblemTable
from qualdesk_ui.screens.import_list.reading_options import sheet_sentence
from qualdesk_ui.screens.import_list.report import After, Report
from qualdesk_ui.screens.import_list.run import ImportRun
from qualdesk_ui.screens.import_list.running import Running
from qualdesk_ui.screens.import_list.steps import Step
from qualdesk_ui.screens.import_list.words import Mend, ProblemGroup, rows_of
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface

_OUTLOOK, _NARROW_OUTLOOK, _NARROW_BELOW = 440, 340, 1180
_FORESEEN = 100_000
"""Rows: who of a longer list is here already is only found out while it is read in."""

_NO_FILE = (
    "file-spreadsheet",
    "Bring a list",
    "CSV, Excel or OpenDocument. You see what will happen before anything is stored.",
    "Choose a file",
)
_FOCUSED = {Mend.REGION: "region", Mend.ENCODING: "encoding", Mend.DELIMITER: "delimiter"}


class ImportScreen(QWidget):
    """Nothing is stored before the one button is pressed."""

    refreshes_on: ClassVar[tuple[type, ...]] = (AddedCampaign,)
    go_to = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        ask_for_file: AskForFile = choose_list,
        ask_for_target: AskForFile = choose_target,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask_for_file, self._ask_for_target = ask_for_file, ask_for_target
        self._path = ""
        self._preview: ListPreview | None = None
        self._problems: tuple[Problem, ...] = ()
        self._list_id: int | None = None
        self._reading = 0
        self._head, self._outlook = Head(), Outlook()
        self._empty = EmptyState(*_NO_FILE)
        self._columns, self._problem_table = ColumnsPage(), ProblemTable()
        self._running, self._report = Running(), Report()
        self._run = ImportRun(desk, self._running, self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_step(self._empty)

    def refresh(self) -> None:
        """Read the campaigns again."""
        self._desk.fetch(self, self._take_campaigns, campaigns, now=self._desk.now())

    def perform(self, action_id: str) -> bool:
        """Choose a file, go on, or go back: an import that runs is stopped."""
        if action_id == "import-list":
            self._ask()
            return True
        if action_id == "confirm":
            return self._go_on()
        return action_id == "back" and self._go_back()

    def open_file(self, path: str) -> None:
        """Read a list and show how it would go in."""
        if self._run.is_on:
            return
        self._path, self._preview = path, None
        self._columns.begin()
        self._read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_file(event.mimeData().urls()[0].toLocalFile())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < current().scaled(_NARROW_BELOW)
        self._split.set_pane_width(_NARROW_OUTLOOK if is_narrow else _OUTLOOK)

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        steps = (self._empty, self._columns, self._problem_table, self._running, self._report)
        for widget in steps:
            self._middle.addWidget(widget)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._middle)
        self._split = SplitPage(page, self._outlook, pane_width=_OUTLOOK)
        head = Surface()
        row = QVBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._head)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._split, 1)

    def _connect(self) -> None:
        self._empty.action_chosen.connect(self._ask)
        self._head.gone_on.connect(self._go_on)
        self._head.gone_back.connect(self._go_back)
        self._columns.changed.connect(self._read)
        self._outlook.mend_asked.connect(self._mend)
        self._problem_table.wanted.connect(self._save_problems)
        self._run.ended.connect(self._imported)
        self._run.refused.connect(self._keep)
        self._report.problems_wanted.connect(self._save_problems)
        self._report.duplicates_asked.connect(self._look_at_duplicates)
        self._report.withdrawal_asked.connect(self._withdraw)
        self._report.another_asked.connect(self._ask)

    def _ask(self) -> None:
        path = "" if self._run.is_on else self._ask_for_file(self)
        if path:
            self.open_file(path)

    # Reading: the file alone, then with the database what would become of its rows

    def _read(self) -> None:
        if not self._path:
            return
        self._reading += 1
        job = partial(
            open_list,
            self._path,
            self._columns.reading(),
            self._desk.database,
            may_match_again=self._columns.may_match_again,
        )
        self._desk.run(self, partial(self._show, self._reading), job, self._not_read)

    def _not_read(self, refusal: QualDeskError) -> None:
        """Begin again where a file could not be read at all; the bar says why."""
        self._columns.options.refuse(str(refusal))
        if self._preview is None:
            self._show_step(self._empty)

    def _show(self, reading: int, found: ListPreview | SheetChoice) -> None:
        if reading != self._reading:
            return
        if isinstance(found, SheetChoice):
            self._ask_sheet(found)
            return
        self._preview, self._problems = found, found.problems
        self._columns.show_preview(found)
        self._problem_table.show_problems(found.problems)
        self._outlook.show_preview(found, self._desk.now())
        self._head.set_note(self._note_of(found))
        self._show_step(self._columns)
        lacks_nothing = found.names_somebody and not (found.lacks_region or found.lacks_moment)
        if lacks_nothing and found.row_count <= _FORESEEN:
            trial = partial(import_list, self._desk.database, self._order(is_dry_run=True))
            job = partial(trial, now=self._desk.now())
            self._desk.run(self, partial(self._foresee, reading), job)

    def _ask_sheet(self, choice: SheetChoice) -> None:
        """Show the first sheet's name for the choice: nothing is read before one is chosen."""
        self._columns.options.offer_sheets(choice)
        self._columns.options.refuse(sheet_sentence(choice))
        self._columns.options.sheet.setCurrentIndex(-1)
        self._head.set_note(Path(self._path).name)
        self._show_step(self._columns)
        self._split.want_pane(wanted=False)
        self._columns.options.sheet.setFocus()

    def _note_of(self, preview: ListPreview) -> str:
        sheet = self._columns.options.sheet.value()
        named = f", sheet “{sheet}”" if sheet else ""
        return f"{preview.file_name}{named}, {rows_of(preview.row_count)}"

    def _foresee(self, reading: int, report: ImportReport) -> None:
        if reading != self._reading:
            return
        self._problems = report.problems
        self._outlook.show_counts(report)
        self._problem_table.show_problems(report.problems)
        self._show_ways()

    def _order(self, *, is_dry_run: bool = False) -> ImportOrder:
        reading = self._columns.reading()
        return ImportOrder(
            path=self._path,
            campaign=self._outlook.campaign(),
            region=reading.region,
            mapping=reading.mapping,
            responded=reading.responded,
            encoding=reading.encoding,
            delimiter=reading.delimiter,
            joins=reading.joins,
            sheet=reading.sheet,
            may_match_again=self._columns.may_match_again,
            is_dry_run=is_dry_run,
            person_id=self._desk.person_id,
        )

    # The steps: on, back, and what mends a problem

    def _go_on(self) -> bool:
        step = self._middle.currentWidget()
        if step is self._columns and self._preview is not None:
            self._leave_columns(self._preview)
        elif step is self._problem_table:
            self._begin()
        elif step is self._report and self._report.after is After.STOPPED:
            self._import()
        elif step is self._report:
            self.go_to.emit("queue", None)
        else:
            return False
        return True

    def _go_back(self) -> bool:
        step = self._middle.currentWidget()
        if self._run.is_on:
            self._run.stop()
        elif step is self._problem_table:
            self._show_step(self._columns)
        elif step is self._columns:
            self._end()
        else:
            return False
        return True

    def _leave_columns(self, preview: ListPreview) -> None:
        if self._columns.options.missing(preview):
            return
        if not preview.names_somebody:
            said = "No column says who it is. Send one to a company, name, e-mail or phone."
            self._columns.options.refuse(said)
        elif self._problems:
            self._show_step(self._problem_table)
        else:
            self._begin()

    def _mend(self, group: ProblemGroup) -> None:
        is_text = bool(self._preview and self._preview.encoding)
        if group.mend is Mend.COLUMN and group.column in self._columns.mapping.mapping():
            self._show_step(self._columns)
            self._columns.mapping.select_of(group.column).setFocus()
        elif group.mend is Mend.REGION or (group.mend in _FOCUSED and is_text):
            self._show_step(self._columns)
            self._columns.options.focus_for(_FOCUSED[group.mend])
        else:
            self._show_step(self._problem_table)
            self._problem_table.show_kind(group.kind, group.column)

    # Importing

    def _begin(self) -> None:
        if self._outlook.campaign():
            self._import()
        else:
            self._outlook.ask_campaign()

    def _import(self) -> None:
        self._show_step(self._running)
        self._run.begin(self._order(), self._preview.row_count if self._preview else 0)

    def _imported(self, report: ImportReport) -> None:
        planned = self._preview.row_count if self._preview else report.rows
        self._problems, self._list_id = report.problems, report.list_id
        self._report.show_report(report, planned)
        self._show_step(self._report)
        self._desk.committed.emit(ImportedRows(list_id=report.list_id or 0, row_count=report.rows))

    def _keep(self) -> None:
        self._show_step(self._columns)

    def _withdraw(self) -> None:
        if self._list_id is not None:
            request = WithdrawImport(self._list_id)
            self._desk.submit(self, withdraw_import, request, self._withdrawn)

    def _withdrawn(self, event: WithdrewImport) -> None:
        self._list_id = None
        self._report.show_withdrawn(event.row_count)
        self._show_step(self._report)
        announce(self, self._report.words())

    def _save_problems(self) -> None:
        target = self._ask_for_target(self)
        if target:
            reading = self._columns.reading()
            opening = Opening(reading.encoding, reading.delimiter, reading.sheet)
            job = partial(write_problems, Path(target), Path(self._path), opening, self._problems)
            self._desk.run(self, partial(self._saved, target), job)

    def _saved(self, target: str, _done: None) -> None:
        sentence = f"The problem rows are in {Path(target).name}"
        self._head.set_note(sentence)
        announce(self, sentence)

    def _look_at_duplicates(self) -> None:
        self.go_to.emit("duplicates", None)

    def _end(self) -> None:
        """Leave the list as it is and stand at the beginning."""
        self._reading += 1
        self._path, self._preview, self._list_id = "", None, None
        self._show_step(self._empty)

    def _take_campaigns(self, rows: list[CampaignRow]) -> None:
        self._outlook.show_campaigns(rows)

    def _show_step(self, step: QWidget) -> None:
        self._middle.setCurrentWidget(step)
        self._split.want_pane(wanted=step in (self._columns, self._problem_table))
        if step is self._empty:
            self._head.set_note("")
        self._show_ways()
        self._take_focus(step)

    def _take_focus(self, step: QWidget) -> None:
        """Keep the keyboard on the page whatever step was left."""
        if step is self._problem_table:
            self._problem_table.table.setFocus()
        elif step is self._running:
            self._running.stop.setFocus()
        elif step is self._report:
            self._report.take_focus()

    def _show_ways(self) -> None:
        step, read = self._middle.currentWidget(), f"Import {self._rows()}"
        if step is self._columns:
            on = "See problems" if self._problems else read
            self._head.show_step(Step.COLUMNS, way_on=on, way_back="Cancel")
        elif step is self._problem_table:
            self._head.show_step(Step.PROBLEMS, way_on=read, way_back="Back")
        elif step is self._running:
            self._head.show_step(Step.PROBLEMS)
        elif step is self._report:
            is_stopped = self._report.after is After.STOPPED
            self._head.show_step(Step.DONE, way_on="Go on" if is_stopped else "Open the queue")
        else:
            self._head.show_step(Step.FILE)

    def _rows(self) -> str:
        return rows_of(self._preview.row_count) if self._preview else ""
