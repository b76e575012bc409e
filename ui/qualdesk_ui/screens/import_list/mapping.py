"""Match the columns: each column of the file, its first values, and where it goes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from qualdesk.exchange.headings import Field
from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.list_preview import PreviewColumn
from qualdesk_ui.screens.import_list.words import remark_on
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.tone import Tone

_HEADS = ("Column in your file", "First values", "", "Goes to", "")
_STRETCH = (3, 4, 0, 4, 3)


class Mapping(QScrollArea):
    """`changed` when a column goes somewhere else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selects: dict[str, Select] = {}
        self._remarks: dict[str, Label] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def mapping(self) -> dict[str, str]:
        """Return where each column goes."""
        return {name: str(select.value() or "") for name, select in self._selects.items()}

    def select_of(self, name: str) -> Select:
        """Return the choice of a column."""
        return self._selects[name]

    def show_columns(self, columns: Sequence[PreviewColumn], problems: Sequence[Problem]) -> None:
        """Show the columns; the same ones keep their widgets and so the focus."""
        if list(self._selects) != [column.name for column in columns]:
            self._build(columns)
        for column in columns:
            self._selects[column.name].set_value(column.field)
            words, is_to_mend = remark_on(column, problems)
            self._remarks[column.name].setText(words)
            self._remarks[column.name].set_tone(Tone.WARN if is_to_mend else Tone.SECONDARY)

    def _build(self, columns: Sequence[PreviewColumn]) -> None:
        self._selects, self._remarks = {}, {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, words in enumerate(_HEADS):
            grid.addWidget(Label(words, Role.SMALL_MEDIUM, Tone.HINT), 0, place)
            grid.setColumnStretch(place, _STRETCH[place])
        grid.addWidget(Hairline(), 1, 0, 1, len(_HEADS))
        for number, column in enumerate(columns):
            self._add_row(grid, 2 + 2 * number, column)
        content = QWidget()
        content.setAutoFillBackground(False)
        outer = QVBoxLayout(content)
        outer.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        outer.addLayout(grid)
        outer.addStretch(1)
        self.setWidget(content)

    def _add_row(self, grid: QGridLayout, row: int, column: PreviewColumn) -> None:
        options = [(field, field.label) for field in Field]
        select = Select(f"{column.name} goes to", options)
        select.chosen.connect(self._report)
        remark = Label("", Role.SMALL, Tone.SECONDARY)
        self._selects[column.name], self._remarks[column.name] = select, remark
        samples = "; ".join(column.samples) or "empty"
        cells = (
            ElidedLabel(column.name, Role.BODY_MEDIUM),
            ElidedLabel(samples, Role.BODY, Tone.SECONDARY),
            Label("→", Role.BODY, Tone.HINT),
            select,
            remark,
        )
        for place, widget in enumerate(cells):
            grid.addWidget(widget, row, place)
        grid.addWidget(Hairline(), row + 1, 0, 1, len(_HEADS))

    def _report(self) -> None:
        self.changed.emit()
