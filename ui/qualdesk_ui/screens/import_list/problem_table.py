"""The problems line by line: of one kind or of all, with the way to have them as a file."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.exchange.lead_rows import Problem
from qualdesk_ui.screens.import_list.problem_words import ProblemGroup, grouped_problems
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.label import heading
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.table import Column, Table
from qualdesk_ui.widgets.tone import Tone

_Row = tuple[int, Problem]


class ProblemTable(QWidget):
    """`wanted` when the problem rows are wanted as a file of their own."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Problem, ...] = ()
        self.kinds = Select("Kind of problem", [("", "All problems")])
        self.table: Table[_Row] = Table("Problems", _COLUMNS, _number)
        self.save = NormalButton("Save as CSV", icon="download")
        self.kinds.chosen.connect(self._show_rows)
        self.save.clicked.connect(self.wanted)
        self._lay_out()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show other problems, of all kinds."""
        self._all = tuple(problems)
        groups = grouped_problems(problems)
        offered = [((one.kind, one.column), _kind_words(one)) for one in groups]
        whole = f"All {len(problems):,} problems" if len(problems) > 1 else "1 problem"
        self.kinds.set_options([("", whole), *offered])
        self.kinds.set_value("")
        self._show_rows()

    def show_kind(self, kind: str, column: str) -> None:
        """Show those of one kind."""
        self.kinds.set_value((kind, column))
        self._show_rows()
        self.table.setFocus()

    def _show_rows(self) -> None:
        chosen = self.kinds.value()
        rows = [one for one in self._all if chosen in {"", (one.kind, one.column)}]
        self.table.set_rows(list(enumerate(rows)))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 8)
        row.setSpacing(12)
        row.addWidget(heading("Problems"))
        row.addWidget(self.kinds)
        row.addStretch(1)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.table, 1)


def _kind_words(group: ProblemGroup) -> str:
    where = f", {group.column}" if group.column else ""
    return f"{group.count:,} {group.title}{where}"


def _number(row: _Row) -> int:
    return row[0]


def _line(row: _Row) -> str:
    return f"{row[1].line:,}"


def _column(row: _Row) -> str:
    return row[1].column


def _value(row: _Row) -> str:
    return row[1].value


def _message(row: _Row) -> str:
    return row[1].message


def _quiet(_row: _Row) -> Tone:
    return Tone.SECONDARY


_COLUMNS: list[Column[_Row]] = [
    Column("Line", 60, _line, role=Role.BODY_MEDIUM),
    Column("Column", 130, _column),
    Column("Value", 180, _value, tone=_quiet),
    Column("Reason", 0, _message),
]
