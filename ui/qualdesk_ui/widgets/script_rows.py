"""The lines of a script page: a folded answer, a branch, and a question with its ways to answer."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.domain.script import Ask, Step
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL_SMALL, RADIUS_CARD
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.painting import RIGHT, painter_on, plate, put_icon, ring, width_of, words
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone

GUTTER = 36
_TEXT_WIDTH = 720
_MARK_LEFT = 9
_FIELD_WIDTH, _FIELD_LEAST = 296, 160
_DATE_WORDS = ("date", "when", "April")


class FoldedAnswer(QAbstractButton):
    """A line of 28 px: the question, what was heard, the criterion it met; a press opens it."""

    reopened = Signal(str)

    def __init__(self, step: Step, answer: str, remark: str) -> None:
        super().__init__()
        self._step_id = step.id
        self._question = step.short or step.say
        self._answer = answer
        self._remark = remark
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(". ".join(part for part in (self._question, answer, remark) if part))
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(CONTROL_SMALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        if self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        put_icon(painter, _MARK_LEFT, rect.center().y(), "check", 16, tokens.ok)
        remark_width = width_of(self._remark, Role.SMALL)
        words(painter, rect, self._remark, Role.SMALL, tokens.text2, RIGHT)
        room = rect.width() - GUTTER - (remark_width + 12 if self._remark else 0)
        self._paint_words(painter, QRectF(GUTTER, 0, room, rect.height()))
        if self.hasFocus():
            ring(painter, rect)

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        tokens = current().tokens
        answer_width = min(width_of(self._answer, Role.BODY_STRONG), place.width() * 0.6)
        width = min(width_of(self._question, Role.BODY), place.width() - answer_width - 10)
        question = QRectF(place.left(), place.top(), width, place.height())
        words(painter, question, self._question, Role.BODY, tokens.text2)
        answer = QRectF(question.right() + 10, place.top(), answer_width, place.height())
        words(painter, answer, self._answer, Role.BODY_STRONG, tokens.text)

    def _open(self) -> None:
        self.reopened.emit(self._step_id)


class BranchLine(QWidget):
    """One quiet line that says why the script goes this way, or when it would go another."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        put_icon(painter, GUTTER, self.height() / 2, "corner-down-right", 14, tokens.text3)
        place = QRectF(self.rect()).adjusted(GUTTER + 20, 0, 0, 0)
        words(painter, place, self._text, Role.SMALL, tokens.text3)


class SpokenLine(QWidget):
    """Something to say, beside the gutter."""

    def __init__(self, spoken: SpokenText) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(GUTTER, 3, 0, 10)
        _keep_readable(row, spoken)


class Question(QWidget):
    """What to ask and the ways to answer; the one being asked stands on a plate with letters."""

    answered = Signal(str, str)
    typed = Signal(str, str)

    def __init__(self, step: Step, spoken: SpokenText, answer: str, *, is_current: bool) -> None:
        super().__init__()
        self._step_id = step.id
        self._is_current = is_current
        self.setAccessibleName(spoken.text())
        self.choices: ChoiceRow | None = None
        self.field: Field | None = None
        column = QVBoxLayout(self)
        pad = (14, 15) if is_current else (8, 8)
        column.setContentsMargins(GUTTER, pad[0], 8 if is_current else 0, pad[1])
        column.setSpacing(8)
        line = QHBoxLayout()
        _keep_readable(line, spoken)
        column.addLayout(line)
        if step.choices:
            self._add_choices(column, step, answer)
        if step.ask is Ask.TEXT or step.placeholder:
            self._add_field(column, step, answer)

    def step_id(self) -> str:
        """Return which step it asks."""
        return self._step_id

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
        put_icon(painter, _MARK_LEFT, middle, "circle-dot", 16, tokens.accent_text)

    def _add_choices(self, column: QVBoxLayout, step: Step, answer: str) -> None:
        options = [choice.value for choice in step.choices]
        self.choices = ChoiceRow(self.accessibleName(), options)
        self.choices.set_value(answer)
        if self._is_current:
            self.choices.show_letters()
        self.choices.chosen.connect(self._take)
        column.addSpacing(2)
        column.addWidget(self.choices)

    def _add_field(self, column: QVBoxLayout, step: Step, answer: str) -> None:
        icon = "calendar" if any(word in step.placeholder for word in _DATE_WORDS) else ""
        self.field = Field(self.accessibleName(), placeholder=step.placeholder, icon=icon)
        self.field.setMinimumWidth(_FIELD_LEAST)
        self.field.setMaximumWidth(current().scaled(_FIELD_WIDTH))
        if answer not in {choice.value for choice in step.choices}:
            self.field.setText(answer)
        self.field.returnPressed.connect(self._take_typed)
        self.field.textEdited.connect(self._report_typed)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field, 3)
        hint = QVBoxLayout()
        hint.addStretch(1)
        hint.addWidget(Paragraph(step.hint, Role.SMALL, Tone.SECONDARY))
        hint.addStretch(1)
        row.addLayout(hint, 2)
        column.addLayout(row)

    def _take(self, answer: str) -> None:
        if answer:
            self.answered.emit(self._step_id, answer)

    def _take_typed(self) -> None:
        self._take(self.field.text().strip() if self.field is not None else "")

    def _report_typed(self, text: str) -> None:
        self.typed.emit(self._step_id, text)


def _keep_readable(row: QHBoxLayout, spoken: SpokenText) -> None:
    spoken.setMaximumWidth(current().scaled(_TEXT_WIDTH))
    row.addWidget(spoken, 1)
    row.addStretch(0)
