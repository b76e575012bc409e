"""When a step is said: always, or only after some answers to an earlier question."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.script import Ask, Condition, Script, Step
from qualdesk_ui.screens.scripts.choice_rows import MEANS
from qualdesk_ui.screens.scripts.labelled import Labelled
from qualdesk_ui.widgets.check import CheckBox
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.flow_layout import FlowLayout
from qualdesk_ui.widgets.select import Select

_ALWAYS = _WHATEVER = ""
_MEANS = (
    (_WHATEVER, "means this or that"),
    *((means, words) for means, words in MEANS if means is not Standing.UNKNOWN),
)


class ConditionForm(QWidget):
    """`changed(Condition | None)` when it is another one; no answer ticked means any answer."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._condition: Condition | None = None
        self._script: Script | None = None
        self.step = Select("When")
        self.step.chosen.connect(self._choose_step)
        self.boxes: list[CheckBox] = []
        self._answers = QWidget()
        self._flow = FlowLayout(self._answers, gap=12)
        self.means = Select("Or after what it means", _MEANS)
        self.means.chosen.connect(self._report)
        self._means = Labelled("Or after an answer that", self.means)
        self.because = Field("Because", placeholder="because they inspect by hand")
        self.because.textEdited.connect(self._report)
        self._because = Labelled("Said to the caller in a quiet line", self.because)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.step, self._answers, self._means, self._because):
            column.addWidget(widget)

    def show_condition(self, script: Script, place: int) -> None:
        """Show the condition of the step at a place; only earlier questions are offered."""
        self._script = script
        earlier = [step for step in script.steps[:place] if step.ask is not Ask.NOTHING]
        options = [(step.id, f"After “{_short(step)}”") for step in earlier]
        self._condition = script.steps[place].when
        wanted = self._condition.step if self._condition else _ALWAYS
        if wanted and all(step.id != wanted for step in earlier):
            options.append((wanted, f"After “{wanted}”, which is not asked before"))
        self.step.set_options([(_ALWAYS, "Always"), *options])
        self.step.set_value(wanted)
        self._show_answers()

    def _show_answers(self) -> None:
        condition = self._condition
        asked = self._script.step(condition.step) if condition and self._script else None
        offered = [choice.value for choice in asked.choices] if asked else []
        wanted = condition.answers if condition else ()
        values = [*offered, *(one for one in wanted if one not in offered)]
        if [box.text() for box in self.boxes] != values:
            self._make_boxes(values)
        for box in self.boxes:
            box.setChecked(box.text() in wanted)
        self._answers.setVisible(bool(values))
        self._because.setVisible(condition is not None)
        self._means.setVisible(asked is not None and bool(asked.criterion))
        self.means.set_value((condition.means if condition else None) or _WHATEVER)
        because = condition.because if condition else ""
        if self.because.text() != because:
            self.because.setText(because)

    def _make_boxes(self, values: list[str]) -> None:
        for box in self.boxes:
            self._flow.removeWidget(box)
            box.hide()  # it is gone only when the event loop turns
            box.deleteLater()
        self.boxes = [CheckBox(value, parent=self._answers) for value in values]
        for box in self.boxes:
            box.clicked.connect(partial(self._tick, box))
            self._flow.addWidget(box)
            box.show()

    def _choose_step(self, step_id: object) -> None:
        self._condition = Condition(str(step_id)) if step_id else None
        self._show_answers()
        self.changed.emit(self._condition)

    def _tick(self, _box: CheckBox) -> None:
        self._report()

    def _report(self) -> None:
        if self._condition is None:
            return
        ticked = tuple(box.text() for box in self.boxes if box.isChecked())
        means = Standing(str(self.means.value())) if self.means.value() else None
        self._condition = Condition(self._condition.step, ticked, self.because.text(), means)
        self.changed.emit(self._condition)


def _short(step: Step) -> str:
    return step.short or step.say
