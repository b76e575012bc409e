"""The page while a desk opens: Up next as it was last seen, to look at and not to open."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import SIDE_MARGIN
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label, heading
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextList, UpNextRow

_WIDTH = 280
_HEAD, _FOOT = 46, 40


class Meanwhile(QWidget):
    """Stands where the call desk will stand, so that nothing jumps when it comes."""

    def __init__(self, rows: Sequence[UpNextRow | LaneHead]) -> None:
        super().__init__()
        self.setAccessibleName("Up next, as last seen")
        side = _Side()
        self.list = UpNextList()
        self.list.set_rows(rows)
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
