"""The day a promise falls on: hours there, my other callbacks, and what speaks against the time."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.calling_hours import window_on
from qualdesk.domain.promise_doubts import PromiseGround, doubts_of
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.day_track import DayTrack
from qualdesk_ui.widgets.label import Label, section
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone


class DayView(QWidget):
    """Empty until a time is understood and the ground it stands on is read."""

    def __init__(self) -> None:
        super().__init__()
        self.ground: PromiseGround | None = None
        self.doubts = Paragraph("", Role.SMALL, Tone.WARN)
        self._day = section("")
        self._legend = Label("Grey: your other callbacks", Role.SMALL, Tone.SECONDARY)
        self.track = DayTrack()
        head = QHBoxLayout()
        head.addWidget(self._day, 1)
        head.addWidget(self._legend)
        self._lines = QWidget()
        lines = QVBoxLayout(self._lines)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addLayout(head)
        lines.addWidget(self.track)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.doubts)
        column.addWidget(self._lines)
        self._lines.hide()

    def take_ground(self, ground: PromiseGround) -> None:
        """Hold times against this from now on."""
        self.ground = ground

    def show_time(self, at: datetime | None, who: WhoCalls) -> None:
        """Show the day of a time, and what speaks against it."""
        ground = self.ground
        self._lines.setVisible(ground is not None and at is not None)
        if ground is None or at is None:
            self.doubts.set_text("")
            return
        self.doubts.set_text(" ".join(doubts_of(at, who, ground)))
        there = at.astimezone(ground.clock.tz)
        others = [one.at.astimezone(ground.clock.tz).time() for one in ground.others_on(at)]
        self._day.setText(f"Their {there:%A}")
        self._legend.setVisible(bool(others))
        self.track.set_day(there.time(), window_on(ground.clock, at, ground.rules), others)
