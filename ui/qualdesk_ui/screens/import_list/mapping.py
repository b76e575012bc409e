"""Match the columns: each column of the file, its first values, and where it goes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.list_preview import PreviewColumn
from qualdesk_ui.screens.import_list.words import Remark, remark_on
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN, RADIUS_CONTROL
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.tone import Tone

_NAME, _TARGET, _REMARK = 180, 230, 200
_NARROW = (120, 180, 164)
_NARROW_BELOW = 800
_ROW, _ICON, _OVER = 46, 16, 20


class Mapping(QScrollArea):
    """`changed` when a column goes somewhere else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, MappingRow] = {}
        self._heads = _Cells()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def mapping(self) -> dict[str, str]:
        """Return where each column goes."""
        return {name: str(row.select.value() or "") for name, row in self._rows.items()}

    def select_of(self, name: str) -> Select:
        """Return the choice of a column."""
        return self._rows[name].select

    def remark_of(self, name: str) -> str:
        """Return what is said of a column."""
        return self._rows[name].remark.words()

    def show_columns(self, columns: Sequence[PreviewColumn], problems: Sequence[Problem]) -> None:
        """Show the columns; the same ones keep their widgets and so the focus."""
        if list(self._rows) != [column.name for column in columns]:
            self._build(columns)
        for column in columns:
            self._rows[column.name].show_column(column, remark_on(column, problems))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self, columns: Sequence[PreviewColumn]) -> None:
        self._rows = {column.name: MappingRow(column) for column in columns}
        self._heads = _Cells(*(Label(one, Role.SMALL_MEDIUM, Tone.HINT) for one in _HEADS))
        content = QWidget()
        content.setAutoFillBackground(False)
        column = QVBoxLayout(content)
        column.setContentsMargins(PAGE_MARGIN - _OVER, 0, PAGE_MARGIN - _OVER, 16)
        column.setSpacing(0)
        column.addWidget(self._heads)
        column.addWidget(_line())
        for row in self._rows.values():
            row.select.chosen.connect(self._report)
            column.addWidget(row)
            column.addWidget(_line())
        column.addStretch(1)
        self.setWidget(content)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.viewport().width() < current().scaled(_NARROW_BELOW)
        for cells in (self._heads, *self._rows.values()):
            cells.fit(_NARROW if is_narrow else (_NAME, _TARGET, _REMARK))

    def _report(self) -> None:
        self.changed.emit()


_HEADS = ("Column in your file", "First values", "Goes to", "")


class _Cells(QWidget):
    """Four cells and an arrow between them, as wide as the table says."""

    def __init__(self, *cells: QWidget) -> None:
        super().__init__()
        self._cells = cells
        row = QHBoxLayout(self)
        row.setContentsMargins(_OVER, 4, _OVER, 4)
        row.setSpacing(16)
        for place, cell in enumerate(cells):
            row.addWidget(cell, 1 if place == 1 else 0)

    def fit(self, widths: tuple[int, int, int]) -> None:
        """Take these widths; the values get what is left."""
        if self._cells:
            for place, width in zip((0, 2, 3), widths, strict=True):
                self._cells[place].setFixedWidth(current().scaled(width))


class MappingRow(_Cells):
    """One column; tinted when somebody should look."""

    def __init__(self, column: PreviewColumn) -> None:
        options = [(field, field.label) for field in Field]
        self.select = Select(f"{column.name} goes to", options)
        self.remark = _RemarkLabel()
        self._values = _Values()
        name = ElidedLabel(column.name, Role.BODY_MEDIUM)
        # An ignored width would be laid out as none at all.
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        super().__init__(name, self._values, self.select, self.remark)
        self._is_to_mend = False
        self.setMinimumHeight(current().scaled(_ROW))

    def show_column(self, column: PreviewColumn, remark: Remark) -> None:
        """Show where it goes and what is to say of it."""
        self.select.set_value(column.field)
        self._values.set_text("; ".join(column.samples) or "empty")
        self.remark.say(remark)
        self._is_to_mend = remark.is_to_mend
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_to_mend:
            tint = current().tokens.warn_tint
            plate(painter_on(self), QRectF(self.rect()), fill=tint, radius=RADIUS_CONTROL)


class _Values(QWidget):
    """The first values, and an arrow to where they go."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ElidedLabel("", Role.BODY, Tone.SECONDARY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, _ICON, 0)
        row.addWidget(self._text, 1)

    def set_text(self, text: str) -> None:
        """Show other values."""
        self._text.set_text(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        left, middle = self.width() - _ICON, self.height() / 2
        tokens = current().tokens
        put_icon(painter_on(self), left, middle, "arrow-right", _ICON, tokens.text2)


class _RemarkLabel(QWidget):
    """An icon and the words of a remark."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedLabel("", Role.BODY, Tone.SECONDARY)
        self._icon, self._tone = "check", Tone.OK
        row = QHBoxLayout(self)
        row.setContentsMargins(_ICON + 8, 0, 0, 0)
        row.addWidget(self._words, 1)

    def say(self, remark: Remark) -> None:
        """Say something else."""
        self._words.set_text(remark.words)
        self._words.set_tone(Tone.WARN if remark.is_to_mend else Tone.SECONDARY)
        self._icon, self._tone = remark.icon, remark.tone
        self.update()

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = self.height() / 2
        put_icon(painter_on(self), 0, middle, self._icon, _ICON, self._tone.colour())


def _line() -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(_OVER, 0, _OVER, 0)
    row.addWidget(Hairline())
    return holder
