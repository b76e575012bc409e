"""The foot of a list: which keys do what, and a sentence at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.aside import first_parts
from qualdesk_ui.widgets.painting import RIGHT, cap, cap_width, painter_on, width_of, words

_HEIGHT = 40
_GAP = 16


class KeyHints(QWidget):
    """Pairs of (key, what it does)."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Name other keys."""
        self._hints = tuple(hints)
        self._name()
        self.update()

    def say(self, sentence: str) -> None:
        """Show a sentence at the right."""
        self._sentence = sentence
        self._name()
        self.update()

    def _name(self) -> None:
        keys = ", ".join(f"{key} {does}" for key, does in self._hints)
        self.setAccessibleName(". ".join(part for part in (self._sentence, keys) if part))

    def sentence(self) -> str:
        """Return the sentence at the right."""
        return self._sentence

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        tokens = current().tokens
        painter.fillRect(self.rect(), tokens.side)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)
        left: float = PAGE_MARGIN
        middle = self.height() / 2
        for key, does in self._hints:
            cap(painter, left, middle, key)
            left += cap_width(key) + 6
            place = QRectF(left, 0, width_of(does, Role.SMALL) + 1, self.height())
            words(painter, place, does, Role.SMALL, tokens.text2)
            left += place.width() + _GAP
        right = QRectF(left, 0, max(self.width() - PAGE_MARGIN - left, 0), self.height())
        sentence = first_parts(self._sentence, Role.SMALL, right.width())
        words(painter, right, sentence, Role.SMALL, tokens.text2, RIGHT)
