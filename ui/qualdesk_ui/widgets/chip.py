"""Chips: an icon and a word on a quiet tint, for a reason or a state."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CHIP
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, width_of, words
from qualdesk_ui.widgets.tone import Tone

_ICON = 14
_PADDING = 8
_GAP = 5


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What a chip says."""

    text: str
    icon: str = ""
    tone: Tone = Tone.SECONDARY


def chip_width(look: ChipLook) -> int:
    """Return the pixels a chip needs."""
    icon = _ICON + _GAP if look.icon else 0
    return 2 * _PADDING + 2 + icon + width_of(look.text, Role.SMALL_MEDIUM)


def paint_chip(painter: QPainter, left: float, middle: float, look: ChipLook) -> None:
    """Draw a chip with its left edge and its vertical middle given."""
    height = current().scaled(CHIP)
    rect = QRectF(left, middle - height / 2, chip_width(look), height)
    ink = look.tone.colour()
    plate(painter, rect, fill=look.tone.tint(), radius=height / 2)
    inner = rect.adjusted(_PADDING, 0, 0, 0)
    if look.icon:
        put_icon(painter, inner.left(), middle, look.icon, _ICON, ink)
        inner.setLeft(inner.left() + _ICON + _GAP)
    words(painter, inner, look.text, Role.SMALL_MEDIUM, ink)


class Chip(PaintedText):
    """A chip on its own."""

    def __init__(self, look: ChipLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    def set_look(self, look: ChipLook) -> None:
        """Say something else."""
        self._look = look
        self.setAccessibleName(look.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._look), current().scaled(CHIP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(painter_on(self), 0, self.height() / 2, self._look)
