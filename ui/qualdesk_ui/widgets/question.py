"""A question of the script with its ways to answer, the one being asked on a plate with letters."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.answer_values import parts_of, together
from qualdesk.domain.answers import Hearing
from qualdesk.domain.script import Ask, Step
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import RADIUS_CARD
from qualdesk_ui.widgets.answer_field import AnswerField
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.many_choice import ManyRow
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.script_rows import GUTTER, MARK_LEFT, keep_readable
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone


class Question(QWidget):
    """`answered` when an answer is taken, `typed` with what it would be so far."""

    answered = Signal(str, str)
    typed = Signal(str, str)

    def __init__(
        self, step: Step, spoken: SpokenText, answer: str, hearing: Hearing, *, is_current: bool
    ) -> None:
        super().__init__()
        self._step = step
        self._hearing = hearing
        self._is_current = is_current
        self.setAccessibleName(spoken.text())
        self.choices: ChoiceRow | ManyRow | None = None
        self.line: AnswerField | None = None
        self._column = QVBoxLayout(self)
        pad = (14, 15) if is_current else (8, 8)
        self._column.setContentsMargins(GUTTER, pad[0], 8 if is_current else 0, pad[1])
        self._column.setSpacing(8)
        line = QHBoxLayout()
        keep_readable(line, spoken)
        self._column.addLayout(line)
        self._add_ways(answer)

    @property
    def field(self) -> Field | None:
        """The line that words are typed in, if there is one."""
        return self.line.field if self.line is not None else None

    def step_id(self) -> str:
        """Return which step it asks."""
        return self._step.id

    def take_focus(self) -> None:
        """Put the focus on its first way to answer."""
        if self.choices is not None:
            self.choices.focus_first()
        elif self.field is not None:
            self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_current:
            return
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        plate(
            painter, rect, fill=tokens.current_tint, border=tokens.accent_edge, radius=RADIUS_CARD
        )
        middle = 14 + current().scaled(Role.SPOKEN.line) / 2 - 1
        put_icon(painter, MARK_LEFT, middle, "circle-dot", 16, tokens.accent_text)

    def _add_ways(self, answer: str) -> None:
        if self._step.ask is Ask.MULTI:
            self._add_many(parts_of(answer))
        elif self._step.choices:
            self._add_choices(answer)
        if self._step.field is not Ask.NOTHING:
            self._add_field(answer)
        elif self._step.hint:
            self._column.addWidget(Paragraph(self._step.hint, Role.SMALL, Tone.SECONDARY))
        if isinstance(self.choices, ManyRow) and self._is_current:
            self._add_going_on()

    def _add_choices(self, answer: str) -> None:
        row = ChoiceRow(self.accessibleName(), [choice.value for choice in self._step.choices])
        row.set_value(answer)
        row.chosen.connect(self._take)
        self._put_choices(row)

    def _add_many(self, answers: tuple[str, ...]) -> None:
        options = [choice.value for choice in self._step.choices]
        alone = {choice.value for choice in self._step.choices if choice.alone}
        row = ManyRow(self.accessibleName(), options, alone)
        row.set_value(answers)
        row.changed.connect(self._report_many)
        row.taken.connect(self._take_many)
        self._put_choices(row)

    def _put_choices(self, row: ChoiceRow | ManyRow) -> None:
        self.choices = row
        if self._is_current:
            row.show_letters()
        self._column.addSpacing(2)
        self._column.addWidget(row)

    def _add_field(self, answer: str) -> None:
        self.line = AnswerField(self._step, self.accessibleName(), self._hearing)
        own = [part for part in parts_of(answer) if self._step.choice(part) is None]
        if self._step.ask is Ask.MULTI:
            self.line.set_answer(together(own))
            self.line.entered.connect(self._take_many)
            self.line.typed.connect(self._report_many)
        else:
            self.line.set_answer(answer if self._step.choice(answer) is None else "")
            self.line.entered.connect(self._take)
            self.line.typed.connect(self._report)
        self._column.addWidget(self.line)

    def _add_going_on(self) -> None:
        button = NormalButton("Take these", key="Enter")
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(self._take_many)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def _many(self) -> str:
        checked = self.choices.value() if isinstance(self.choices, ManyRow) else []
        own = self.line.text().replace(";", ",") if self.line is not None else ""
        return together([*checked, own])

    def _take(self, answer: str) -> None:
        if answer:
            self.answered.emit(self._step.id, answer)

    def _take_many(self) -> None:
        self._take(self._many())

    def _report(self, words: str) -> None:
        self.typed.emit(self._step.id, words)

    def _report_many(self) -> None:
        self._report(self._many())
