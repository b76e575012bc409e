"""The form of one step: what is said, how it is asked, what answers mean, when it comes."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.lead_definition import LeadDefinition, Standing
from qualdesk.domain.script import Ask, Script, Step
from qualdesk.domain.write_back import FIELDS
from qualdesk_ui.screens.scripts.choice_rows import MEANS, ChoiceRows
from qualdesk_ui.screens.scripts.condition_form import ConditionForm
from qualdesk_ui.screens.scripts.labelled import Labelled
from qualdesk_ui.screens.scripts.whole_number import WholeNumber
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import RADIUS_CARD
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.check import CheckBox
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.painting import painter_on, plate
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.text_area import TextArea

ASKS: tuple[tuple[Ask, str], ...] = (
    (Ask.NOTHING, "only said"),
    (Ask.CHOICE, "one of several answers"),
    (Ask.MULTI, "several answers at once"),
    (Ask.TEXT, "in their words"),
    (Ask.NUMBER, "a number"),
    (Ask.MONEY, "a sum of money"),
    (Ask.DATE, "a date"),
    (Ask.PERSON, "a person"),
)
_AMOUNTS = (Ask.NUMBER, Ask.MONEY)
_KINDS = {"ask": Ask, "means": Standing}


class StepForm(QWidget):
    """`changed(Step)` on each key; `move_asked(by)` and `remove_asked` for the step as a whole."""

    changed = Signal(object)
    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = Step("", "")
        self.say = TextArea("What the caller says", placeholder="{greeting} {first_name}, …")
        self.ask = Select("How it is asked", ASKS)
        self.criterion = Select("What it informs")
        self.choices = ChoiceRows()
        self.short = Field("Folded", placeholder="the question in short, once it is answered")
        self.placeholder = Field("Field", placeholder="shown in the field: or in their words")
        self.hint = Field("Hint", placeholder="beside the field: Meets Timing if within 12 months")
        self.means = Select("Typed words", MEANS)
        self.within = WholeNumber("Months until it is later", "12")
        self.at_least = WholeNumber("Least that meets it", "50000")
        self.updates = Select("Corrects")
        self.each_call = CheckBox("Asked anew on every call")
        self.ends = CheckBox("The conversation ends here")
        self.condition = ConditionForm()
        self._lay_out()
        self._connect()

    def show_step(self, script: Script, place: int, definition: LeadDefinition) -> None:
        """Show another step, or the same as it is now."""
        self._step = step = script.steps[place]
        self.say.set_text(step.say)
        self.ask.set_value(step.ask)
        self.criterion.set_options(_criteria(definition, step))
        self.criterion.set_value(step.criterion)
        self.choices.show_choices(step.choices, is_multi=step.ask is Ask.MULTI)
        for field, words in (
            (self.short, step.short),
            (self.placeholder, step.placeholder),
            (self.hint, step.hint),
        ):
            if field.text() != words:
                field.setText(words)
        self.means.set_value(step.means)
        self.within.set_value(step.within_months)
        self.at_least.set_value(step.at_least)
        self._show_updates(step)
        self.each_call.setChecked(step.each_call)
        self.ends.setChecked(step.ends)
        self.condition.show_condition(script, place)
        self._show_parts()

    def begin(self) -> None:
        """Put the keyboard where the words are typed."""
        self.say.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current().tokens
        rect = QRectF(self.rect())
        plate(painter_on(self), rect, fill=tokens.side, border=tokens.line, radius=RADIUS_CARD)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        self.say.setFixedHeight(current().scaled(96))
        column.addWidget(Labelled("The caller says", self.say))
        self._criterion = Labelled("Informs", self.criterion)
        self._updates = Labelled("Corrects what is known", self.updates)
        column.addLayout(_row(Labelled("Asked as", self.ask), self._criterion))
        self._choices = Labelled("Answers", self.choices)
        column.addWidget(self._choices)
        self._means = Labelled("Other words than these", self.means)
        self._within = Labelled("Later if more than … months away", self.within)
        self._at_least = Labelled("Does not fit below", self.at_least)
        column.addLayout(_row(self._means, self._within, self._at_least))
        self._short = Labelled("Once answered it reads", self.short)
        self._placeholder = Labelled("In the field", self.placeholder)
        self._hint = Labelled("Hint beside it", self.hint)
        column.addWidget(self._short)
        column.addLayout(_row(self._placeholder, self._hint))
        column.addWidget(self._updates)
        column.addWidget(Labelled("Comes", self.condition))
        column.addLayout(_row(self.each_call, self.ends))
        column.addLayout(self._whole_step())

    def _whole_step(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        up, down = QuietButton("Move up", "chevron-up"), QuietButton("Move down", "chevron-down")
        remove = QuietButton("Remove this step", "x")
        for button, key in ((up, "Alt+PgUp"), (down, "Alt+PgDn"), (remove, "Ctrl+Shift+Del")):
            button.setToolTip(key)
        up.clicked.connect(partial(self._ask_move, -1))
        down.clicked.connect(partial(self._ask_move, 1))
        remove.clicked.connect(self.remove_asked)
        for button in (up, down):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(remove)
        return row

    def _connect(self) -> None:
        self.say.edited.connect(partial(self._set, "say"))
        self.short.textEdited.connect(partial(self._set, "short"))
        self.placeholder.textEdited.connect(partial(self._set, "placeholder"))
        self.hint.textEdited.connect(partial(self._set, "hint"))
        self.ask.chosen.connect(partial(self._set, "ask"))
        self.criterion.chosen.connect(partial(self._set, "criterion"))
        self.means.chosen.connect(partial(self._set, "means"))
        self.updates.chosen.connect(partial(self._set, "updates"))
        self.within.changed.connect(partial(self._set, "within_months"))
        self.at_least.changed.connect(partial(self._set, "at_least"))
        self.choices.changed.connect(partial(self._set, "choices"))
        self.condition.changed.connect(partial(self._set, "when"))
        self.each_call.clicked.connect(partial(self._set, "each_call"))
        self.ends.clicked.connect(partial(self._set, "ends"))

    def _set(self, name: str, value: Any) -> None:
        # Qt gives an enum that is text back as plain text.
        kind: Any = _KINDS.get(name)
        self._step = replace(self._step, **{name: kind(value) if kind else value})
        if name == "ask":
            self._show_updates(self._step)
            is_multi = self._step.ask is Ask.MULTI
            self.choices.show_choices(self._step.choices, is_multi=is_multi)
        self._show_parts()
        self.changed.emit(self._step)

    def _ask_move(self, by: int) -> None:
        self.move_asked.emit(by)

    def _show_updates(self, step: Step) -> None:
        offered = [name for name, ways in FIELDS.items() if step.ask in ways]
        if step.updates and step.updates not in offered:
            offered.append(step.updates)
        options = [(name, _field_words(name)) for name in offered]
        self.updates.set_options([("", "Nothing"), *options])
        self.updates.set_value(step.updates)

    def _show_parts(self) -> None:
        """Show what goes with the way it is asked; what does not is kept, not lost."""
        step = self._step
        is_asked = step.ask is not Ask.NOTHING
        informs = is_asked and bool(step.criterion)
        has_field = step.field is not Ask.NOTHING
        self._criterion.setVisible(is_asked)
        self._choices.setVisible(is_asked or bool(step.choices))
        self._short.setVisible(is_asked)
        self._placeholder.setVisible(is_asked)
        self._hint.setVisible(is_asked)
        self._means.setVisible(informs and has_field)
        self._within.setVisible(informs and step.ask is Ask.DATE)
        self._at_least.setVisible(informs and step.ask in _AMOUNTS)
        self._updates.setVisible(is_asked and self.updates.count() > 1)
        self.each_call.setVisible(is_asked)


def _criteria(definition: LeadDefinition, step: Step) -> Sequence[tuple[object, str]]:
    known = [(one.id, one.title or one.id) for one in definition.criteria]
    if step.criterion and step.criterion not in dict(known):
        known.append((step.criterion, f"{step.criterion}, which is not agreed"))
    return [("", "Nothing of the definition"), *known]


def _field_words(name: str) -> str:
    whose, _dot, field = name.partition(".")
    return f"{whose.capitalize()}: {field.replace('_', ' ')}"


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        row.addWidget(part, 1)
    return row
