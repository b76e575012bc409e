"""A day at the prospect's as a track: calling hours, what is promised already, the time meant."""

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import painter_on, plate

_FIRST, _LAST = 7 * 60, 19 * 60
_TRACK, _HOURS = 12, 20
_SHOWN_HOURS = (8, 10, 12, 14, 16, 18)


class DayTrack(PaintedText):
    """Shows from 7:00 to 19:00; what lies beyond stands at the edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._window: tuple[time, time] | None = None
        self._at, self._others = time(12), tuple[time, ...]()

    def set_day(
        self, at: time, window: tuple[time, time] | None, others: Sequence[time] = ()
    ) -> None:
        """Show another time with the calling hours of its day, and other promises of that day."""
        self._at, self._window, self._others = at, window, tuple(others)
        hours = f"Calling hours {window[0]:%H:%M} to {window[1]:%H:%M}" if window else "No calls"
        taken = ", ".join(f"{one:%H:%M}" for one in self._others)
        also = f"; your other callbacks {taken}" if taken else ""
        self.setAccessibleName(f"{hours}; this one at {at:%H:%M}{also}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _TRACK + current().scaled(_HOURS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        plate(painter, QRectF(0, 1, self.width(), _TRACK - 2), fill=tokens.line, radius=5)
        if self._window is not None:
            left, right = self._place(self._window[0]), self._place(self._window[1])
            plate(painter, QRectF(left, 1, right - left, _TRACK - 2), fill=tokens.ok_tint, radius=0)
        for other in self._others:
            block = QRectF(self._place(other) - 1, 1, 12, _TRACK - 2)
            plate(painter, block, fill=tokens.edge, radius=2)
        mark = QRectF(self._place(self._at) - 3, -1, 6, _TRACK + 2)
        plate(painter, mark.adjusted(-2, 0, 2, 0), fill=tokens.raised, radius=3)
        plate(painter, mark, fill=tokens.accent, radius=3)
        painter.setPen(tokens.text2)
        painter.setFont(current().font(Role.SMALL))
        for hour in _SHOWN_HOURS:
            place = QRectF(self._place(time(hour)) - 30, _TRACK + 2, 60, self.height() - _TRACK - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{hour}:00")

    def _place(self, at: time) -> float:
        minutes = min(max(at.hour * 60 + at.minute, _FIRST), _LAST)
        return (minutes - _FIRST) * (self.width() - 12) / (_LAST - _FIRST) + 6
