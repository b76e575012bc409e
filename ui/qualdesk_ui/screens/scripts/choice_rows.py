"""The answers that a step offers: their words, what each means, and how far off a "later" is."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.script import Choice
from qualdesk_ui.screens.scripts.whole_number import WholeNumber
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.check import CheckBox
from qualdesk_ui.widgets.choice_keys import LETTERS
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.icon_button import IconButton
from qualdesk_ui.widgets.select import Select

MEANS: tuple[tuple[Standing, str], ...] = (
    (Standing.UNKNOWN, "says nothing yet"),
    (Standing.MET, "meets it"),
    (Standing.LATER, "wants it later"),
    (Standing.NO_NEED, "no need now"),
    (Standing.NOT_MET, "does not fit"),
)
_MEANS_WIDTH, _MONTHS_WIDTH = 148, 112


class ChoiceRow(QWidget):
    """One answer; `changed(Choice)` on each key, `removed` when it goes."""

    changed = Signal(object)
    removed = Signal()

    def __init__(self, choice: Choice, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Field(f"Answer {letter}", placeholder="what they may say")
        self.means = Select(f"What answer {letter} means", MEANS)
        self.months = WholeNumber(f"Answer {letter}: in how many months", "in months")
        remove = IconButton("x", f"Remove answer {letter}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for widget, width in ((self.means, _MEANS_WIDTH), (self.months, _MONTHS_WIDTH)):
            widget.setFixedWidth(width)
            row.addWidget(widget)
        self.alone = CheckBox("alone", spoken=f"Answer {letter} goes with no other")
        self.alone.setToolTip("Goes with no other answer: “None of these”")
        row.addWidget(self.alone)
        row.addWidget(remove)
        self.show_choice(choice, is_multi=False)
        self.words.textEdited.connect(self._report)
        self.means.chosen.connect(self._report)
        self.months.changed.connect(self._report)
        self.alone.clicked.connect(self._report)
        remove.clicked.connect(self.removed)

    def show_choice(self, choice: Choice, *, is_multi: bool) -> None:
        """Show another answer; only one of several can be one that goes with no other."""
        if self.words.text() != choice.value:
            self.words.setText(choice.value)
        self.means.set_value(choice.means)
        self.months.set_value(choice.months)
        self.months.setVisible(choice.means is Standing.LATER)
        self.alone.setChecked(choice.alone)
        self.alone.setVisible(is_multi or choice.alone)

    def choice(self) -> Choice:
        """Return the answer as it stands here."""
        means = Standing(str(self.means.value()))
        months = self.months.value() if means is Standing.LATER else 0
        return Choice(self.words.text(), means, months, self.alone.isChecked())

    def _report(self) -> None:
        choice = self.choice()
        self.months.setVisible(choice.means is Standing.LATER)
        self.changed.emit(choice)


class ChoiceRows(QWidget):
    """All answers of a step; `changed(tuple)` brings them."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ChoiceRow] = []
        self._is_multi = False
        self._add = QuietButton("Add an answer", icon="plus")
        self._add.clicked.connect(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._add)

    def show_choices(self, choices: tuple[Choice, ...], *, is_multi: bool) -> None:
        """Show other answers; the rows that are there are kept, so that the focus stays."""
        self._is_multi = is_multi
        while len(self.rows) > len(choices):
            row = self.rows.pop()
            row.hide()  # it is gone only when the event loop turns
            row.deleteLater()
        for row, choice in zip(self.rows, choices, strict=False):
            row.show_choice(choice, is_multi=is_multi)
        for choice in choices[len(self.rows) :]:
            self._add_row(choice)
        self._add.setVisible(len(self.rows) < len(LETTERS))

    def add(self) -> None:
        """Offer one more answer and type it."""
        self._add_row(Choice(""))
        self._report()
        self.rows[-1].words.setFocus()

    def _add_row(self, choice: Choice) -> None:
        row = ChoiceRow(choice, LETTERS[min(len(self.rows), len(LETTERS) - 1)])
        row.show_choice(choice, is_multi=self._is_multi)
        row.changed.connect(self._report)
        row.removed.connect(partial(self._remove, row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)

    def _remove(self, row: ChoiceRow) -> None:
        place = self.rows.index(row)
        left = tuple(one.choice() for one in self.rows if one is not row)
        self.show_choices(left, is_multi=self._is_multi)
        self.changed.emit(left)
        following = self.rows[min(place, len(self.rows) - 1)].words if self.rows else self._add
        following.setFocus()

    def _report(self) -> None:
        self._add.setVisible(len(self.rows) < len(LETTERS))
        self.changed.emit(tuple(row.choice() for row in self.rows))
