"""The line in which an answer is typed: words, a number, a sum, a day or a person."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from qualdesk.domain.answer_values import (
    CURRENCIES,
    currency_in,
    grouped,
    money_of,
    named,
    together,
)
from qualdesk.domain.answers import Hearing, answer_words, taken
from qualdesk.domain.script import Ask, Step
from qualdesk.errors import InputError
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.painting import width_of
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.tone import Tone

_WIDTH, _SHORT_WIDTH, _CURRENCY_WIDTH = 296, 168, 84
_LEAST_NOTE = 150
_BESIDE, _UNDER = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_ICONS = {Ask.DATE: "calendar", Ask.PERSON: "user"}
_PLACEHOLDERS = {
    Ask.NUMBER: "a number",
    Ask.MONEY: "a sum",
    Ask.DATE: "a date: “April”, “in 3 weeks”",
    Ask.PERSON: "Name",
    Ask.TEXT: "In their words",
}


class AnswerField(QWidget):
    """`entered` with what can be kept, on Enter; `typed` on each key; a fault is said, not lost."""

    entered = Signal(str)
    typed = Signal(str)

    def __init__(
        self, step: Step, name: str, hearing: Hearing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._hearing = hearing
        placeholder = step.placeholder or _PLACEHOLDERS[step.field]
        self.field = Field(name, placeholder=placeholder, icon=_ICONS.get(step.field, ""))
        self.role = Field(f"Their role. {name}", placeholder="Role")
        self.currency = Select("Currency", [(one, one) for one in CURRENCIES])
        self.currency.set_value(hearing.currency)
        self._note = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._lay_out()
        self._say(step.hint, Tone.SECONDARY)
        for field in (self.field, self.role):
            field.returnPressed.connect(self.enter)
            field.textEdited.connect(self._follow)
        self.currency.chosen.connect(self._follow)
        self.setFocusProxy(self.field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def text(self) -> str:
        """Return what is typed, as an answer would keep it."""
        words = self.field.text().strip()
        if self._step.field is Ask.PERSON and self.role.text().strip():
            return together([words.replace(";", ","), self.role.text().replace(";", ",")])
        if self._step.field is Ask.MONEY and words and not currency_in(words):
            return f"{self.currency.value()} {words}"
        return words

    def set_answer(self, answer: str) -> None:
        """Show an answer that was kept, or words half typed."""
        person, money = named(answer), money_of(answer)
        if self._step.field is Ask.PERSON and person is not None:
            self.field.setText(person.name)
            self.role.setText(person.role)
        elif self._step.field is Ask.MONEY and money is not None:
            self.field.setText(grouped(money.amount))
            self.currency.set_value(money.currency)
        else:
            self.field.setText(answer)

    def enter(self) -> None:
        """Take what is typed, or say under the field why it is none."""
        try:
            answer = self._read()
        except InputError as refusal:
            self.field.set_error(str(refusal))
            self._say(str(refusal), Tone.BAD)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            if answer:
                self.entered.emit(answer)

    def _read(self) -> str:
        # A list of answers has its own words beside it: they are read as they stand.
        if self._step.ask.offers_choices:
            return self.text()
        return taken(self._step, self.text(), replace(self._hearing, currency=self._currency()))

    def _currency(self) -> str:
        return str(self.currency.value())

    def _follow(self, _changed: object) -> None:
        self.field.set_error("")
        self._say(self._understood() or self._step.hint, Tone.SECONDARY)
        self.typed.emit(self.text())

    def _understood(self) -> str:
        """Return what a typed day or sum was understood as, as long as it is any."""
        if self._step.field not in {Ask.DATE, Ask.MONEY, Ask.NUMBER}:
            return ""
        try:
            return answer_words(self._step, self._read())
        except InputError:
            return ""

    def _say(self, words: str, tone: Tone) -> None:
        self._note.set_tone(tone)
        self._note.set_text(words)
        self._note.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._row = QBoxLayout(_BESIDE, self)
        self._beside = QSpacerItem(0, 0)
        self._row.setContentsMargins(0, 0, 0, 0)
        line = self._line = QHBoxLayout()
        line.setSpacing(10)
        for field, width in self._fields():
            field.setMaximumWidth(self._widest(field, width))
            line.addWidget(field, 1)
        line.addSpacerItem(self._beside)
        for unused in {self.role, self.currency} - {one for one, _width in self._fields()}:
            unused.setParent(self)
            unused.hide()
        note = QVBoxLayout()
        note.addStretch(1)
        note.addWidget(self._note)
        note.addStretch(1)
        self._row.addLayout(line, 3)
        self._row.addLayout(note, 2)

    def _widest(self, field: QWidget, width: int) -> int:
        """Return how wide a field may get; its placeholder is never cut where there is room."""
        usual = current().scaled(width)
        if not isinstance(field, Field):
            return usual
        margins = field.textMargins()
        beside = margins.left() + margins.right() + 8
        return max(usual, width_of(field.placeholderText(), Role.BODY) + beside)

    def _fit(self) -> None:
        """Let the note stand under the field where both do not fit side by side."""
        needed = sum(field.maximumWidth() for field, _width in self._fields())
        is_narrow = self.width() < needed + current().scaled(_LEAST_NOTE)
        self._row.setDirection(_UNDER if is_narrow else _BESIDE)
        self._row.setSpacing(4 if is_narrow else 10)
        # Alone in its line a field stands left; beside the note it leaves no gap before it.
        grows = QSizePolicy.Policy.Expanding if is_narrow else QSizePolicy.Policy.Fixed
        self._beside.changeSize(0, 0, grows)
        self._line.invalidate()

    def _fields(self) -> list[tuple[QWidget, int]]:
        if self._step.field is Ask.PERSON:
            return [(self.field, _WIDTH), (self.role, _WIDTH)]
        if self._step.field is Ask.MONEY:
            return [(self.field, _WIDTH), (self.currency, _CURRENCY_WIDTH)]
        if self._step.field is Ask.NUMBER and not self._step.placeholder:
            return [(self.field, _SHORT_WIDTH)]
        return [(self.field, _WIDTH)]
