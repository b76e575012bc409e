"""The page that reads a list in: choose, match, see what will happen, import, report."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.errors import QualDeskError
from qualdesk.events.campaigns import AddedCampaign
from qualdesk.events.imports import ImportedRows
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview, SheetChoice
from qualdesk.queries.campaigns import CampaignRow, campaigns
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.import_list.asking import AskForFile, choose_list, choose_target
from qualdesk_ui.screens.import_list.deeds import Deeds
from qualdesk_ui.screens.import_list.list_at_hand import ListAtHand
from qualdesk_ui.screens.import_list.pages import Pages
from qualdesk_ui.screens.import_list.reading_options import sheet_sentence
from qualdesk_ui.screens.import_list.report import After
from qualdesk_ui.screens.import_list.run import ImportRun
from qualdesk_ui.screens.import_list.words import Mend, ProblemGroup, rows_of
from qualdesk_ui.widgets.announce import announce

_FOCUSED = {
    Mend.REGION: "region",
    Mend.ENCODING: "encoding",
    Mend.DELIMITER: "delimiter",
    Mend.DATES: "dates",
}
_ALWAYS = frozenset({Mend.REGION, Mend.DATES})
"""What can be said of a workbook too."""

_NAMES_NOBODY = "No column says who it is. Send one to a company, name, e-mail or phone."


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
        self.pages = Pages()
        self.at_hand = ListAtHand(desk, self.pages.columns, self.pages.outlook, self)
        self._deeds = Deeds(desk, self.at_hand, self)
        self._run = ImportRun(desk, self.pages.running, self)
        self.setAcceptDrops(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect_list()
        self._connect_pages()
        self.pages.show_page(self.pages.empty)

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
        if not self._run.is_on:
            self.at_hand.open(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_file(event.mimeData().urls()[0].toLocalFile())

    def _connect_list(self) -> None:
        self.at_hand.read.connect(self._show)
        self.at_hand.foreseen.connect(self._foresee)
        self.at_hand.sheets_found.connect(self._ask_sheet)
        self.at_hand.refused.connect(self._not_read)
        self._run.ended.connect(self._imported)
        self._run.refused.connect(self._keep)
        self._deeds.saved.connect(self._say_saved)
        self._deeds.withdrawn.connect(self._show_withdrawn)

    def _connect_pages(self) -> None:
        pages = self.pages
        pages.empty.action_chosen.connect(self._ask)
        pages.head.gone_on.connect(self._go_on)
        pages.head.gone_back.connect(self._go_back)
        pages.columns.changed.connect(self.at_hand.read_again)
        pages.outlook.mend_asked.connect(self._mend)
        for asked in (pages.problems.wanted, pages.report.problems_wanted):
            asked.connect(self._save_problems)
        pages.report.duplicates_asked.connect(self._look_at_duplicates)
        pages.report.withdrawal_asked.connect(self._deeds.withdraw)
        pages.report.another_asked.connect(self._ask)

    def _ask(self) -> None:
        path = "" if self._run.is_on else self._ask_for_file(self)
        if path:
            self.open_file(path)

    # What was read of the list

    def _not_read(self, refusal: QualDeskError) -> None:
        """Begin again where a file could not be read at all; the bar says why."""
        self.pages.columns.options.refuse(str(refusal))
        if self.at_hand.preview is None:
            self.pages.show_page(self.pages.empty)

    def _show(self, found: ListPreview) -> None:
        self.pages.columns.show_preview(found)
        self.pages.problems.show_problems(found.problems)
        self.pages.outlook.show_preview(found, self._desk.now())
        self.pages.head.set_note(self._note_of(found))
        self.pages.tell(found.row_count, has_problems=bool(found.problems))
        self.pages.show_page(self.pages.columns)

    def _ask_sheet(self, choice: SheetChoice) -> None:
        """Show the first sheet's name for the choice: nothing is read before one is chosen."""
        options = self.pages.columns.options
        options.offer_sheets(choice)
        options.refuse(sheet_sentence(choice))
        options.sheet.setCurrentIndex(-1)
        self.pages.head.set_note(Path(self.at_hand.path).name)
        self.pages.tell(0, has_problems=False)
        self.pages.show_page(self.pages.columns)
        self.pages.want_outlook(wanted=False)
        options.sheet.setFocus()

    def _note_of(self, preview: ListPreview) -> str:
        sheet = self.pages.columns.options.sheet.value()
        named = f", sheet “{sheet}”" if sheet else ""
        return f"{preview.file_name}{named}, {rows_of(preview.row_count)}"

    def _foresee(self, report: ImportReport) -> None:
        self.pages.outlook.show_counts(report)
        self.pages.problems.show_problems(report.problems)
        self.pages.tell(self.at_hand.row_count, has_problems=bool(report.problems))

    # The steps: on, back, and what mends a problem

    def _go_on(self) -> bool:
        page, report = self.pages.shown(), self.pages.report
        if page is self.pages.columns and self.at_hand.preview is not None:
            self._leave_columns(self.at_hand.preview)
        elif page is self.pages.problems:
            self._begin()
        elif page is report and report.after is After.STOPPED:
            self._import()
        elif page is report:
            self.go_to.emit("queue", None)
        else:
            return False
        return True

    def _go_back(self) -> bool:
        page = self.pages.shown()
        if self._run.is_on:
            self._run.stop()
        elif page is self.pages.problems:
            self.pages.show_page(self.pages.columns)
        elif page is self.pages.columns:
            self._leave()
        else:
            return False
        return True

    def _leave_columns(self, preview: ListPreview) -> None:
        options = self.pages.columns.options
        if options.missing(preview):
            return
        if not preview.names_somebody:
            options.refuse(_NAMES_NOBODY)
        elif self.at_hand.problems:
            self.pages.show_page(self.pages.problems)
        else:
            self._begin()

    def _leave(self) -> None:
        """Leave the list as it is and stand at the beginning."""
        self.at_hand.leave()
        self._deeds.list_id = None
        self.pages.show_page(self.pages.empty)

    def _mend(self, group: ProblemGroup) -> None:
        columns, preview = self.pages.columns, self.at_hand.preview
        is_text = bool(preview and preview.encoding)
        if group.mend is Mend.COLUMN and group.column in columns.mapping.mapping():
            self.pages.show_page(columns)
            columns.mapping.select_of(group.column).setFocus()
        elif group.mend in _ALWAYS or (group.mend in _FOCUSED and is_text):
            self.pages.show_page(columns)
            columns.options.focus_for(_FOCUSED[group.mend])
        else:
            self.pages.show_page(self.pages.problems)
            self.pages.problems.show_kind(group.kind, group.column)

    # Importing

    def _begin(self) -> None:
        if self.pages.outlook.campaign():
            self._import()
        else:
            self.pages.outlook.ask_campaign()

    def _import(self) -> None:
        self.pages.show_page(self.pages.running)
        self._run.begin(self.at_hand.order(), self.at_hand.row_count)

    def _imported(self, report: ImportReport) -> None:
        planned = self.at_hand.row_count if self.at_hand.preview else report.rows
        self.at_hand.problems, self._deeds.list_id = report.problems, report.list_id
        self.pages.report.show_report(report, planned)
        self.pages.show_page(self.pages.report)
        self._desk.committed.emit(ImportedRows(list_id=report.list_id or 0, row_count=report.rows))

    def _keep(self) -> None:
        self.pages.show_page(self.pages.columns)

    def _show_withdrawn(self, row_count: int) -> None:
        self.pages.report.show_withdrawn(row_count)
        self.pages.show_page(self.pages.report)
        announce(self, self.pages.report.words())

    def _save_problems(self) -> None:
        target = self._ask_for_target(self)
        if target:
            self._deeds.save_problems(target)

    def _say_saved(self, target: str) -> None:
        sentence = f"The problem rows are in {Path(target).name}"
        self.pages.head.set_note(sentence)
        announce(self, sentence)

    def _look_at_duplicates(self) -> None:
        self.go_to.emit("duplicates", None)

    def _take_campaigns(self, rows: list[CampaignRow]) -> None:
        self.pages.outlook.show_campaigns(rows)
