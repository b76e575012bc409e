"""The steps of an import: those behind one, the one at hand, those to come."""

from enum import IntEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import CENTRE, painter_on, plate, put_icon, width_of, words

_MARK, _GAP, _LINE = 20, 8, 32


class Step(IntEnum):
    """Where an import stands."""

    FILE = 0
    COLUMNS = 1
    PROBLEMS = 2
    DONE = 3

    @property
    def label(self) -> str:
        """The word beside its mark."""
        return self.name.capitalize()


class Steps(PaintedText):
    """Shows where one is; nothing in it can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = Step.FILE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_step(Step.FILE)

    def set_step(self, step: Step) -> None:
        """Stand at another step."""
        self._step = step
        self.setAccessibleName(f"Step {step + 1} of {len(Step)}, {step.label}")
        self.update()

    def step(self) -> Step:
        """Return the step one is at."""
        return self._step

    def sizeHint(self) -> QSize:
        width = sum(_MARK + _GAP + width_of(step.label, Role.BODY_STRONG) for step in Step)
        between = (len(Step) - 1) * (_LINE + 2 * _GAP)
        return QSize(width + between, current().scaled(_MARK + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, left = painter_on(self), 0.0
        for step in Step:
            left = self._paint_step(painter, step, left)
            if step is not Step.DONE:
                place = QRectF(left + _GAP, self.height() / 2, _LINE, 1)
                painter.fillRect(place, current().tokens.soft)
                left += _LINE + 2 * _GAP

    def _paint_step(self, painter: QPainter, step: Step, left: float) -> float:
        tokens, middle = current().tokens, self.height() / 2
        mark = QRectF(left, middle - _MARK / 2, _MARK, _MARK)
        number = str(step + 1)
        is_here, is_behind = step is self._step, step < self._step
        if is_behind:
            put_icon(painter, left, middle, "circle-check", _MARK, tokens.ok)
        elif is_here:
            plate(painter, mark, fill=tokens.accent, radius=_MARK / 2)
            words(painter, mark, number, Role.TINY_STRONG, tokens.on_accent, CENTRE)
        else:
            plate(painter, mark, border=tokens.edge, radius=_MARK / 2)
            words(painter, mark, number, Role.TINY_STRONG, tokens.text2, CENTRE)
        role = Role.BODY_STRONG if is_here else Role.BODY
        ink = tokens.text if is_here else tokens.text2
        left += _MARK + _GAP
        width = width_of(step.label, Role.BODY_STRONG)
        words(painter, QRectF(left, 0, width, self.height()), step.label, role, ink)
        return left + width
