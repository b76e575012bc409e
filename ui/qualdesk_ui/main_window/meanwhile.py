"""The page while a desk opens: Up next as it was last seen, to look at and not to open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import SIDE_MARGIN
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.current_card import CurrentCard
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.hours_track import HoursTrack
from qualdesk_ui.widgets.label import Label, heading
from qualdesk_ui.widgets.outcome_bar import OutcomeBar
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import UpNextList
from qualdesk_ui.widgets.verdict_bar import VerdictBar

_WIDTH = 280
_HEAD, _FOOT = 46, 40


class Meanwhile(QWidget):
    """Stands where the call desk will stand, so that nothing jumps when it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Up next, as last seen")
        side = _Side()
        self.list = UpNextList()
        self.list.setEnabled(False)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_line(heading("Up next"), _HEAD))
        column.addWidget(self.list, 1)
        column.addWidget(Hairline())
        column.addLayout(_line(Label("As last seen", Role.SMALL, Tone.SECONDARY), _FOOT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addStretch(1)
        self._to_warm = list(_TO_WARM)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._warm_next)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._to_warm:
            self._timer.start(_BETWEEN_MS)

    def _warm_next(self) -> None:
        """Draw one of the desk's widgets out of sight: the first of its kind costs the most."""
        make = self._to_warm.pop()
        widget = make()
        widget.resize(_WARM_SIZE)
        widget.grab()
        widget.deleteLater()
        if not self._to_warm:
            self._timer.stop()


_BETWEEN_MS = 20
_WARM_SIZE = QSize(720, 120)
_TO_WARM: tuple[Callable[[], QWidget], ...] = (
    OutcomeBar,
    VerdictBar,
    HoursTrack,
    partial(SpokenText, "Good morning, is this a good moment?"),
    partial(ChoiceRow, "Warm", ("Yes", "Another time")),
    CurrentCard,
)


class _Side(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().tokens.side)


def _line(label: QWidget, height: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(SIDE_MARGIN, 0, SIDE_MARGIN, 0)
    line.addWidget(label, 1)
    line.addStrut(height)
    return line
