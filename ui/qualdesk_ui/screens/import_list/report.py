"""What became of the list: counts that add up, and each problem with its line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.import_report import ImportReport
from qualdesk_ui.screens.import_list.words import facts_of, parts_of, rows_of
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.label import Label, heading, section
from qualdesk_ui.widgets.table import Column, Table
from qualdesk_ui.widgets.tone import Tone


class Report(QWidget):
    """Two ways on: the queue, or another list."""

    queue_asked = Signal()
    another_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._sum, self._facts = heading(), Label(), Facts()
        self._head = section("Problems")
        self._problems: Table[tuple[int, Problem]] = Table("Problems", _COLUMNS, _number)
        queue, another = PrimaryButton("Open the queue"), NormalButton("Import another list")
        queue.clicked.connect(self.queue_asked)
        another.clicked.connect(self.another_asked)
        buttons = QHBoxLayout()
        buttons.addWidget(queue)
        buttons.addWidget(another)
        buttons.addStretch(1)
        self._lay_out(buttons)

    def show_report(self, report: ImportReport, planned: int) -> None:
        """Show what became of the rows; fewer than planned when it was stopped."""
        is_whole = report.rows >= planned
        stopped = f"Stopped after {report.rows:,} of {rows_of(planned)}; the same file goes on"
        self._title.setText(f"{rows_of(report.rows)} read" if is_whole else stopped)
        parts = " + ".join(f"{count:,} {words}" for count, words in parts_of(report))
        self._sum.setText(f"{parts} = {rows_of(report.rows)}")
        self._facts.set_rows(facts_of(report))
        self._head.setVisible(bool(report.problems))
        self._problems.setVisible(bool(report.problems))
        self._problems.set_rows(list(enumerate(report.problems)))

    def words(self) -> str:
        """Return the sentence of the counts."""
        return self._sum.text()

    def _lay_out(self, buttons: QHBoxLayout) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(PAGE_MARGIN, 20, PAGE_MARGIN, 8)
        words.setSpacing(8)
        for widget in (self._title, self._sum, self._facts):
            words.addWidget(widget)
        words.addLayout(buttons)
        words.addSpacing(8)
        words.addWidget(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self._problems, 1)
        column.addStretch(0)


def _number(row: tuple[int, Problem]) -> int:
    return row[0]


def _line(row: tuple[int, Problem]) -> str:
    return f"{row[1].line:,}"


def _column(row: tuple[int, Problem]) -> str:
    return row[1].column


def _value(row: tuple[int, Problem]) -> str:
    return row[1].value


def _message(row: tuple[int, Problem]) -> str:
    return row[1].message


def _quiet(_row: tuple[int, Problem]) -> Tone:
    return Tone.SECONDARY


_COLUMNS: list[Column[tuple[int, Problem]]] = [
    Column("Line", 60, _line, role=Role.BODY_MEDIUM),
    Column("Column", 160, _column),
    Column("Value", 200, _value, tone=_quiet),
    Column("Why", 0, _message),
]
