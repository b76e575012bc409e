"""Answers under one another, each a whole row behind its letter: what they may say against it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.choice import Choice, ChoiceRow
from qualdesk_ui.widgets.painting import cap, cap_width, painter_on, plate, ring, width_of, words

_HEIGHT, _LEFT, _GAP = 36, 12, 12


class _Row(Choice):
    """Bare until one points at it; the one chosen has the plate of a chosen row."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        room = _LEFT + cap_width("A") + _GAP + width_of(self.text(), Role.BODY_STRONG) + _LEFT
        return QSize(room, current().scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(cap_width("A") + 80, current().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        if self.isChecked():
            plate(painter, rect, fill=tokens.accent_tint, border=tokens.accent_edge)
        elif self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        if self.letter():
            cap(painter, _LEFT, rect.center().y(), self.letter())
        place = rect.adjusted(_LEFT + cap_width("A") + _GAP, 0, -_LEFT, 0)
        ink = tokens.accent_text if self.isChecked() else tokens.text
        words(painter, place, self.text(), Role.BODY_MEDIUM, ink)
        if self.hasFocus():
            ring(painter, rect)


class ChoiceList(ChoiceRow):
    """The same group of answers, one stop for Tab, as rows of the whole width."""

    def _new_layout(self) -> QLayout:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        return layout

    def _new_choice(self, text: str, second: str) -> Choice:  # noqa: ARG002 - rows have one line
        return _Row(text, self)
