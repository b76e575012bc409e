"""The second line of the header: what they do, the track of their hours and their own clock."""

from datetime import time

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.hours_track import HoursTrack
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import RIGHT, painter_on, put_icon, width_of, words
from qualdesk_ui.widgets.tone import Tone

_GAP, _TRACK_GAP, _MOON = 12, 10, 18


class WorkLine(PaintedText):
    """Painted, so that fewer words stand there at once where the room gets narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work, self._clock = "", ""
        self._hours = ("", "")
        self._is_outside = False
        self._track = HoursTrack(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        current().changed.connect(self._place_track)

    def show_work(self, work: str) -> None:
        """Show what they do and where."""
        self._work = work
        self._name()

    def show_clock(self, clock: str, hours: tuple[str, str], *, is_outside: bool) -> None:
        """Show their clock, and how long they may be called in many words and in few."""
        self._clock, self._hours, self._is_outside = clock, hours, is_outside
        self._name()
        self._place_track()

    def show_window(self, window: tuple[time, time] | None, now: time) -> None:
        """Show the hours that may be called as a track; nothing where none are known."""
        self._track.setVisible(window is not None)
        if window is not None:
            self._track.set_hours(*window, now)

    def hours_words(self) -> str:
        """Return the words that stand there: the many if they leave room for the work."""
        many, few = self._hours
        needed = width_of(self._work, Role.BODY) + self._right_width(many)
        return many if needed <= self.width() else few

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(Role.BODY.line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_track()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens, rect = painter_on(self), current().tokens, QRectF(self.rect())
        hours = self.hours_words()
        words(painter, rect, hours, Role.BODY, tokens.text2, RIGHT)
        clock = rect.adjusted(0, 0, -width_of(hours, Role.BODY), 0)
        words(painter, clock, self._clock, Role.BODY_STRONG, tokens.text, RIGHT)
        if self._is_outside:
            left = clock.right() - width_of(self._clock, Role.BODY_STRONG) - _MOON
            put_icon(painter, left, rect.center().y(), "moon", 14, Tone.WARN.colour())
        work = rect.adjusted(0, 0, -self._right_width(hours), 0)
        words(painter, work, self._work, Role.BODY, tokens.text2)

    def _right_width(self, hours: str) -> int:
        moon = _MOON if self._is_outside else 0
        texts = width_of(self._clock, Role.BODY_STRONG) + width_of(hours, Role.BODY)
        return _GAP + self._track.sizeHint().width() + _TRACK_GAP + moon + texts

    def _place_track(self) -> None:
        size = self._track.sizeHint()
        left = self.width() - self._right_width(self.hours_words()) + _GAP
        self._track.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._work}. {self._clock}{self._hours[0]}")
        self.setToolTip(self._work)
