"""Whether the prospect may be called: plain where it is so, on a tint where it needs care."""

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk.queries.prospect_card import ProspectCard
from qualdesk_ui.screens.call_desk.bar_strip import since_words
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.chip import ChipLook, chip_width, paint_chip
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import painter_on, put_icon, width_of, words
from qualdesk_ui.widgets.tone import Tone

_ICON, _GAP = 14, 5


class Consent(PaintedText):
    """An icon and a few words, right of the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = ChipLook("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_prospect(self, card: ProspectCard, now: datetime, *, is_narrow: bool) -> None:
        """Say it of a prospect; in fewer words where the room is narrow."""
        self._look = _look(card, now, is_narrow=is_narrow)
        self.setAccessibleName(_look(card, now, is_narrow=False).text)
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        plain = _ICON + _GAP + width_of(self._look.text, Role.SMALL_STRONG)
        width = plain if self._look.tone is Tone.OK else chip_width(self._look)
        return QSize(width, current().scaled(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = painter_on(self), self._look
        middle = self.height() / 2
        if look.tone is not Tone.OK:
            paint_chip(painter, 0, middle, look)
            return
        put_icon(painter, 0, middle, look.icon, _ICON, look.tone.colour())
        place = self.rect().toRectF().adjusted(_ICON + _GAP, 0, 0, 0)
        words(painter, place, look.text, Role.SMALL_STRONG, look.tone.colour())


def _look(card: ProspectCard, now: datetime, *, is_narrow: bool) -> ChipLook:
    if card.is_barred:
        since = "" if is_narrow else since_words(card, now)
        return ChipLook(f"Do not call · {since}" if since else "Do not call", "ban", Tone.BAD)
    if not card.consent:
        return ChipLook("No consent, ask first", "shield-question-mark", Tone.WARN)
    text = "May be called" if is_narrow else f"May be called · {card.consent}"
    return ChipLook(text, "shield-check", Tone.OK)
