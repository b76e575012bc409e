"""What was read of the list at hand, shown on the pages: how it was read, then what would happen."""

from pathlib import Path

from PySide6.QtCore import QObject

from qualdesk.errors import QualDeskError
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview, SheetChoice
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.import_list.list_at_hand import ListAtHand
from qualdesk_ui.screens.import_list.pages import Pages
from qualdesk_ui.screens.import_list.reading_options import sheet_sentence
from qualdesk_ui.screens.import_list.words import rows_of


class ListShown(QObject):
    """Listens to the list for as long as the page is there."""

    def __init__(self, desk: Desk, at_hand: ListAtHand, pages: Pages, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._at_hand, self._pages = desk, at_hand, pages
        at_hand.read.connect(self._show)
        at_hand.foreseen.connect(self._foresee)
        at_hand.sheets_found.connect(self._ask_sheet)
        at_hand.refused.connect(self._refuse)

    def _show(self, found: ListPreview) -> None:
        pages = self._pages
        pages.columns.show_preview(found)
        pages.problems.show_problems(found.problems)
        pages.outlook.show_preview(found, self._desk.now())
        pages.head.set_note(self._note_of(found))
        pages.tell(found.row_count, has_problems=bool(found.problems))
        pages.show_page(pages.columns)

    def _note_of(self, preview: ListPreview) -> str:
        sheet = self._pages.columns.options.sheet.value()
        named = f", sheet “{sheet}”" if sheet else ""
        return f"{preview.file_name}{named}, {rows_of(preview.row_count)}"

    def _foresee(self, report: ImportReport) -> None:
        self._pages.outlook.show_counts(report)
        self._pages.problems.show_problems(report.problems)
        self._pages.tell(self._at_hand.row_count, has_problems=bool(report.problems))

    def _ask_sheet(self, choice: SheetChoice) -> None:
        """Show the first sheet's name for the choice: nothing is read before one is chosen."""
        pages, options = self._pages, self._pages.columns.options
        options.offer_sheets(choice)
        options.refuse(sheet_sentence(choice))
        options.sheet.setCurrentIndex(-1)
        pages.head.set_note(Path(self._at_hand.path).name)
        pages.tell(0, has_problems=False)
        pages.show_page(pages.columns)
        pages.want_outlook(wanted=False)
        options.sheet.setFocus()

    def _refuse(self, refusal: QualDeskError) -> None:
        """Begin again where a file could not be read at all; the bar says why."""
        self._pages.columns.options.refuse(str(refusal))
        if self._at_hand.preview is None:
            self._pages.show_page(self._pages.empty)
