"""One step of a script, folded: its number, its words, how it is asked and what it informs."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qualdesk.domain.script import Step
from qualdesk_ui.screens.scripts.condition_words import heard_words
from qualdesk_ui.screens.scripts.step_form import ASKS
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring, words

_LEFT = 36
_ASK_WORDS = dict(ASKS)


class StepRow(QAbstractButton):
    """A press opens or folds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._first = self._second = ""
        self._is_open = self._is_faulty = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_step(self, step: Step, number: int, *, is_open: bool, is_faulty: bool) -> None:
        """Show a step as it is now."""
        self._number, self._is_open, self._is_faulty = number, is_open, is_faulty
        self._first = step.short or step.say or "Nothing said yet"
        self._second = " · ".join(_facts(step))
        state = ", open" if is_open else ""
        fault = ", has a fault" if is_faulty else ""
        spoken = f"Step {number}, {self._first}, {self._second}{fault}{state}"
        self.setAccessibleName(spoken)
        self.setToolTip(step.say)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(ROW_TWO_LINES))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        if self._is_open:
            plate(painter, rect, fill=tokens.accent_tint, border=tokens.accent_edge)
        elif self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        line = current().scaled(Role.BODY.line)
        first = QRectF(_LEFT, rect.center().y() - line, rect.width() - _LEFT - 36, line)
        number = QRectF(12, first.top(), _LEFT - 12, line)
        words(painter, number, str(self._number), Role.BODY, tokens.text3)
        words(painter, first, self._first, Role.BODY_MEDIUM, tokens.text)
        words(painter, first.translated(0, line), self._second, Role.SMALL, tokens.text2)
        self._paint_mark(painter, rect.right() - 28)
        if self.hasFocus():
            ring(painter, rect)

    def _paint_mark(self, painter: QPainter, left: float) -> None:
        tokens = current().tokens
        middle = self.height() / 2
        if self._is_faulty:
            put_icon(painter, left, middle, "triangle-alert", 16, tokens.warn)
        else:
            mark = "chevron-up" if self._is_open else "chevron-down"
            put_icon(painter, left, middle, mark, 16, tokens.text3)


def _facts(step: Step) -> list[str]:
    facts = [_ASK_WORDS[step.ask]]
    if step.criterion:
        facts.append(f"informs {step.criterion}")
    if step.when is not None:
        facts.append(f"after {heard_words(step.when)}")
    if step.ends:
        facts.append("ends here")
    return facts
