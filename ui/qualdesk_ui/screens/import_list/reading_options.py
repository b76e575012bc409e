"""How the file is read: country, sheet, encoding, delimiter, and when they responded."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.exchange.cell_moments import DateOrder
from qualdesk.exchange.lead_lists import NEVER, Reading
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.jobs.list_preview import ListPreview, SheetChoice
from qualdesk_ui.screens.import_list.words import DELIMITERS, ENCODINGS, countries, detected
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label, secondary
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.tone import Tone

NO_REGION = "Choose the country whose numbers are written without +."
NO_MOMENT = "The list shows that people responded, but not when. Say when, or that nobody did."
_ON_A_DAY = "day"
_ORDERS = (
    ("", "As found"),
    (DateOrder.DAY_FIRST.value, "Day first"),
    (DateOrder.MONTH_FIRST.value, "Month first"),
)
_MOMENTS = (("", "Say when"), (_ON_A_DAY, "All on one day"), (NEVER, "Nobody responded"))


class ReadingOptions(QWidget):
    """`changed` when the rows are read otherwise, `reopened` when the columns may be others."""

    changed = Signal()
    reopened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.region = Select("Country of numbers", [("", "Choose the country"), *countries()])
        self.sheet = Select("Sheet")
        self.encoding = Select("Encoding", ENCODINGS)
        self.delimiter = Select("Parted by", DELIMITERS)
        self.dates = Select("Dates", _ORDERS)
        self.moment = Select("When they responded", _MOMENTS)
        self.day = Field("Day they responded", placeholder="2026-11-14")
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._cells = {
            one: _cell(one.accessibleName(), one)
            for one in (
                self.region,
                self.sheet,
                self.encoding,
                self.delimiter,
                self.dates,
                self.moment,
            )
        }
        self._day = _cell("Day", self.day)
        self._lay_out()
        self._connect()
        self.begin()

    def begin(self) -> None:
        """Forget what was said of a former file; the country stays, for lists come in runs."""
        self.sheet.set_options([])
        for select in (self.encoding, self.delimiter, self.dates, self.moment):
            select.set_value("")
        self.day.clear()
        for one in (self.sheet, self.dates, self.moment):
            self._cells[one].hide()
        self._day.hide()
        self.refuse("")

    def offer_sheets(self, choice: SheetChoice) -> None:
        """Offer the sheets of a workbook, the hidden ones named so."""
        hidden = {name: f"{name} (hidden)" for name in choice.hidden}
        named = [(name, hidden.get(name, name)) for name in choice.names]
        self.sheet.set_options(named)
        self._cells[self.sheet].show()

    def show_preview(self, preview: ListPreview) -> None:
        """Say what was found out of the file, and ask what it does not tell."""
        is_text = bool(preview.encoding)
        for select in (self.encoding, self.delimiter):
            self._cells[select].setVisible(is_text)
        self.encoding.set_options(detected(ENCODINGS, preview.encoding))
        self.delimiter.set_options(detected(DELIMITERS, preview.delimiter))
        has_doubts = any(one.kind == ProblemKind.DATE_ORDER for one in preview.problems)
        self._cells[self.dates].setVisible(has_doubts or bool(self.dates.value()))
        self._cells[self.moment].setVisible(preview.lacks_moment or bool(self.moment.value()))

    def reading(self, mapping: dict[str, str], joins: dict[str, str]) -> Reading:
        """Return all that was said of how to read the file."""
        return Reading(
            region=str(self.region.value() or ""),
            mapping=mapping,
            responded=self._responded(),
            encoding=str(self.encoding.value() or ""),
            delimiter=str(self.delimiter.value() or ""),
            joins=joins,
            sheet=str(self.sheet.value() or ""),
            dates=DateOrder(str(self.dates.value())) if self.dates.value() else None,
        )

    def missing(self, preview: ListPreview) -> str:
        """Return what must be said before the list can be read in, and put the focus there."""
        if preview.lacks_region:
            self.refuse(NO_REGION)
            self.region.setFocus()
        elif preview.lacks_moment:
            self.refuse(NO_MOMENT)
            (self.day if self.moment.value() == _ON_A_DAY else self.moment).setFocus()
        return self._refusal.text()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with what was said, or nothing."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def refusal(self) -> str:
        """Return what is wrong, or nothing."""
        return self._refusal.text()

    def focus_for(self, what: str) -> None:
        """Put the focus on the country, the encoding, the delimiter or the order of dates."""
        known = {
            "region": self.region,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "dates": self.dates,
        }
        known[what].setFocus()

    def _responded(self) -> str:
        said = str(self.moment.value() or "")
        return self.day.text().strip() if said == _ON_A_DAY else said

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for cell in (*self._cells.values(), self._day):
            row.addWidget(cell, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._refusal)

    def _connect(self) -> None:
        for chosen in (self.region.chosen, self.dates.chosen):
            chosen.connect(self._change)
        self.moment.chosen.connect(self._take_moment)
        self.day.editingFinished.connect(self._take_day)
        for select in (self.sheet, self.encoding, self.delimiter):
            select.chosen.connect(self._reopen)

    def _take_moment(self, value: object) -> None:
        self._day.setVisible(value == _ON_A_DAY)
        self.refuse("")
        if value == _ON_A_DAY:
            self.day.setFocus()
        else:
            self.changed.emit()

    def _take_day(self) -> None:
        if self.day.isModified():
            self.day.setModified(False)
            self._change()

    def _change(self, _value: object = None) -> None:
        self.refuse("")
        self.changed.emit()

    def _reopen(self, _value: object = None) -> None:
        self.refuse("")
        self.reopened.emit()


def _cell(label: str, widget: QWidget) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(secondary(label))
    column.addWidget(widget)
    return cell


def sheet_sentence(choice: SheetChoice) -> str:
    """Return what is asked of a workbook with several sheets."""
    shown: Sequence[str] = [
        f"“{name}”" + (" (hidden)" if name in choice.hidden else "") for name in choice.names
    ]
    return f"It has rows on {', '.join(shown)}. Choose the one to read in."
