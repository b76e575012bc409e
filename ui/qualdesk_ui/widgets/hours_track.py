"""A day as a track of 24 hours, with the calling window and a tick for now."""

from datetime import time

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import faint, painter_on, plate

_WIDTH, _HEIGHT, _TRACK = 96, 14, 4
_DAY = 24 * 60


class HoursTrack(PaintedText):
    """Shows whether the prospect's clock stands inside the hours that may be called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._opens, self._closes, self._now = time(8), time(18), time(12)
        self.set_hours(self._opens, self._closes, self._now)

    def set_hours(
        self, opens: time, closes: time, now: time, *, is_closed_day: bool = False
    ) -> None:
        """Show another window and time, both on the prospect's clock; a holiday is never inside."""
        self._opens, self._closes, self._now = opens, closes, now
        self._is_inside = opens <= now < closes and not is_closed_day
        side = "inside" if self._is_inside else "outside"
        hours = f"{_hour(opens)} to {_hour(closes)}"
        self.setAccessibleName(f"Calling hours {hours}, now {now:%H:%M}, {side}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        top = (self.height() - _TRACK) / 2
        plate(painter, QRectF(0, top, _WIDTH, _TRACK), fill=tokens.line, radius=2)
        left, right = _place(self._opens), _place(self._closes)
        window = faint(tokens.ok, 0.6) if self._is_inside else faint(tokens.edge, 0.8)
        plate(painter, QRectF(left, top, right - left, _TRACK), fill=window, radius=2)
        tick = QRectF(round(_place(self._now)) - 1, 1, 3, _HEIGHT - 2)
        painter.fillRect(tick.adjusted(-1.5, 0, 1.5, 0), tokens.page)
        plate(painter, tick, fill=tokens.text, radius=1)


def _place(at: time) -> float:
    return (at.hour * 60 + at.minute) * _WIDTH / _DAY


def _hour(at: time) -> str:
    return f"{at:%H:%M}" if at.minute else str(at.hour)
