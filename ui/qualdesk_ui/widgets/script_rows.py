"""The lines of a script page: a folded answer, a branch, and something to say."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.script import Condition
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL_SMALL
from qualdesk_ui.widgets.painting import RIGHT, painter_on, plate, put_icon, ring, width_of, words
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone

GUTTER = 36
_TEXT_WIDTH = 720
MARK_LEFT = 9
_ROUND_BRANCH = 4


class FoldedAnswer(QAbstractButton):
    """A line of 28 px: the question, what was heard, the criterion it met; a press opens it."""

    reopened = Signal(str)

    def __init__(self, step_id: str, question: str, answer: str, remark: str) -> None:
        super().__init__()
        self._step_id = step_id
        self._question = question
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
        put_icon(painter, MARK_LEFT, rect.center().y(), "check", 16, tokens.ok)
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
    """A quiet line that says why the script goes this way, or when it would go another; it wraps."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(GUTTER + 20, _ROUND_BRANCH, 0, _ROUND_BRANCH)
        row.addWidget(Paragraph(text, Role.SMALL, Tone.HINT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = _ROUND_BRANCH + current().scaled(Role.SMALL.line) / 2
        ink = current().tokens.text3
        put_icon(painter_on(self), GUTTER, middle, "corner-down-right", 14, ink)


class SpokenLine(QWidget):
    """Something to say, beside the gutter."""

    def __init__(self, spoken: SpokenText) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(GUTTER, 3, 0, 10)
        keep_readable(row, spoken)


def keep_readable(row: QHBoxLayout, spoken: SpokenText) -> None:
    """Put spoken words into a row, no wider than can be read aloud."""
    spoken.setMaximumWidth(current().scaled(_TEXT_WIDTH))
    row.addWidget(spoken, 1)
    row.addStretch(0)


def when_words(when: Condition) -> str:
    """Return after which answer a branch opens, as its line says it."""
    if when.answers:
        return "If " + " or ".join(f"“{answer}”" for answer in when.answers)
    return _IF_IT_MEANS[when.means] if when.means is not None else "Once answered"


_IF_IT_MEANS = {
    Standing.MET: "If it is met",
    Standing.LATER: "If it can wait",
    Standing.NO_NEED: "If there is no need",
    Standing.NOT_MET: "If it does not fit",
    Standing.UNKNOWN: "If it is not clear",
}
