"""What became of the list: counts that add up, each problem with its line, and the ways on."""

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.jobs.import_report import ImportReport
from qualdesk_ui.screens.import_list.problem_table import ProblemTable
from qualdesk_ui.screens.import_list.words import facts_of, parts_of, rows_of
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import LinkButton, NormalButton
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.flow_layout import FlowLayout
from qualdesk_ui.widgets.label import Label, heading


class After(Enum):
    """Where an import stands once it no longer runs."""

    WHOLE = "whole"
    STOPPED = "stopped"
    READ_BEFORE = "read before"
    WITHDRAWN = "withdrawn"


class Report(QWidget):
    """The ways on: look at those who are alike, go on, withdraw it, or another list."""

    duplicates_asked = Signal()
    withdrawal_asked = Signal()
    another_asked = Signal()
    problems_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.after = After.WHOLE
        self._title, self._sum, self._facts = heading(), Label(), Facts()
        self._alike = LinkButton("")
        self.problems = ProblemTable()
        self._another = NormalButton("Import another list", key="Ctrl+O")
        self._withdraw = NormalButton("Withdraw this import", icon="undo-2")
        self._another.clicked.connect(self.another_asked)
        self._withdraw.clicked.connect(self.withdrawal_asked)
        self._alike.clicked.connect(self.duplicates_asked)
        self.problems.wanted.connect(self.problems_wanted)
        self._lay_out()

    def show_report(self, report: ImportReport, planned: int) -> None:
        """Show what became of the rows; fewer than planned when it was stopped."""
        self.after = After.WHOLE if report.rows >= planned else After.STOPPED
        if report.read_before_on is not None:
            self.after = After.READ_BEFORE
        self._title.setText(self._title_of(report, planned))
        parts = " + ".join(f"{count:,} {words}" for count, words in parts_of(report))
        self._sum.setText(f"{parts} = {rows_of(report.rows)}")
        self._facts.set_rows(facts_of(report))
        self._facts.show()
        self._show_alike(report.duplicates_flagged)
        self._withdraw.setVisible(report.list_id is not None)
        self.problems.setVisible(bool(report.problems))
        self.problems.show_problems(report.problems)

    def show_withdrawn(self, row_count: int) -> None:
        """Say that nothing of the list is left."""
        self.after = After.WITHDRAWN
        self._title.setText("Withdrawn")
        self._sum.setText(f"{rows_of(row_count)} are gone as if they had never been read in.")
        for widget in (self._facts, self._alike, self._withdraw, self.problems):
            widget.hide()

    def take_focus(self) -> None:
        """Put the focus on the first of the ways on."""
        first = self._another if self._alike.isHidden() else self._alike
        first.setFocus()

    def words(self) -> str:
        """Return the sentence of the counts."""
        return self._sum.text()

    def title(self) -> str:
        """Return the title."""
        return self._title.text()

    def _title_of(self, report: ImportReport, planned: int) -> str:
        if report.read_before_on is not None:
            day = f"{report.read_before_on.day} {report.read_before_on:%b %Y}"
            return f"This file was read in on {day} in the same way: nothing was changed"
        if self.after is After.STOPPED:
            return f"Stopped after {report.rows:,} of {rows_of(planned)}; the same file goes on"
        return f"{rows_of(report.rows)} read"

    def _show_alike(self, count: int) -> None:
        look = "looks" if count == 1 else "look"
        self._alike.setText(f"{count:,} {look} alike · Look at them")
        self._alike.setVisible(bool(count))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(PAGE_MARGIN, 20, PAGE_MARGIN, 8)
        words.setSpacing(8)
        for widget in (self._title, self._sum, self._facts, self._alike):
            words.addWidget(widget)
        buttons = FlowLayout()
        buttons.addWidget(self._another)
        buttons.addWidget(self._withdraw)
        words.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.problems, 1)
        column.addStretch(0)
