"""The pages of an import, one seen at a time, under the head and beside what will happen."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualdesk_ui.screens.import_list.columns_page import ColumnsPage
from qualdesk_ui.screens.import_list.head import Head
from qualdesk_ui.screens.import_list.outlook import Outlook
from qualdesk_ui.screens.import_list.problem_table import ProblemTable
from qualdesk_ui.screens.import_list.report import After, Report
from qualdesk_ui.screens.import_list.running import Running
from qualdesk_ui.screens.import_list.steps import Step
from qualdesk_ui.screens.import_list.words import rows_of
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import column_of

_OUTLOOK, _NARROW_OUTLOOK, _NARROW_BELOW = 440, 340, 1180
_NO_FILE = (
    "file-spreadsheet",
    "Bring a list",
    "CSV, Excel or OpenDocument. You see what will happen before anything is stored.",
    "Choose a file",
)


class Pages(QWidget):
    """Knows which ways lead from the page in sight, and gives it the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.outlook = Head(), Outlook()
        self.empty = EmptyState(*_NO_FILE)
        self.columns, self.problems = ColumnsPage(), ProblemTable()
        self.running, self.report = Running(), Report()
        self._rows, self._has_problems = "", False
        self._lay_out()

    def shown(self) -> QWidget | None:
        """Return the page in sight."""
        return self._middle.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page, with what will happen beside the first ones."""
        self._middle.setCurrentWidget(page)
        self.want_outlook(wanted=page in (self.columns, self.problems))
        if page is self.empty:
            self.head.set_note("")
        self._show_ways()
        self._take_focus(page)

    def want_outlook(self, *, wanted: bool) -> None:
        """Show what will happen, or leave it out."""
        self._split.want_pane(wanted=wanted)

    def tell(self, row_count: int, *, has_problems: bool) -> None:
        """Say in the ways on how many rows there are, and whether there is something to see."""
        self._rows = rows_of(row_count) if row_count else ""
        self._has_problems = has_problems
        self._show_ways()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < current().scaled(_NARROW_BELOW)
        self._split.set_pane_width(_NARROW_OUTLOOK if is_narrow else _OUTLOOK)

    def _take_focus(self, page: QWidget) -> None:
        """Keep the keyboard on the page whatever was left."""
        if page is self.problems:
            self.problems.table.setFocus()
        elif page is self.running:
            self.running.stop.setFocus()
        elif page is self.report:
            self.report.take_focus()

    def _show_ways(self) -> None:
        page, read = self.shown(), f"Import {self._rows}".strip()
        if page is self.columns:
            on = "See problems" if self._has_problems else read
            self.head.show_step(Step.COLUMNS, way_on=on, way_back="Cancel")
        elif page is self.problems:
            self.head.show_step(Step.PROBLEMS, way_on=read, way_back="Back")
        elif page is self.running:
            self.head.show_step(Step.PROBLEMS)
        elif page is self.report:
            is_stopped = self.report.after is After.STOPPED
            self.head.show_step(Step.DONE, way_on="Go on" if is_stopped else "Open the queue")
        else:
            self.head.show_step(Step.FILE)

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        for page in (self.empty, self.columns, self.problems, self.running, self.report):
            self._middle.addWidget(page)
        ground = column_of(self._middle, filling=self._middle)
        self._split = SplitPage(ground, self.outlook, pane_width=_OUTLOOK)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(column_of(self.head, filling=self.head))
        outer.addWidget(self._split, 1)
