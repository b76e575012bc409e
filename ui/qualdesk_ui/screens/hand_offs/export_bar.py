"""The foot of the hand-offs: their meetings as a calendar file or a table."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.surface import Ground, Surface
from qualdesk_ui.widgets.tone import Tone

_HEIGHT = 52


class ExportBar(Surface):
    """`asked` brings the kind of file: ics or csv."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.SIDE, parent)
        self._count = Label("Export", Role.BODY_STRONG)
        self._said = ElidedLabel("", Role.SMALL, Tone.SECONDARY)
        self._calendar = NormalButton("Calendar file .ics", icon="calendar")
        self._table = NormalButton("CSV", icon="table-2")
        self._calendar.clicked.connect(self._ask_calendar)
        self._table.clicked.connect(self._ask_table)
        self._lay_out()
        current().changed.connect(self._size)
        self._size()

    def show_count(self, count: int) -> None:
        """Say how many meetings would be written."""
        self._count.setText(f"Export {count} meeting{'' if count == 1 else 's'}")
        why = "" if count else "None of these has an agreed time."
        for button in (self._calendar, self._table):
            button.set_off_because(why)

    def say(self, sentence: str) -> None:
        """Say what came of it."""
        self._said.set_text(sentence)

    def said(self) -> str:
        """Return what is said."""
        return self._said.text()

    def focus_first(self) -> None:
        """Put the keyboard on the first way to export."""
        self._calendar.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, current().tokens.line)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        row.setSpacing(8)
        for widget in (self._count, KeyCap("Ctrl+Shift+E"), self._calendar, self._table):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self._said, 1)

    def _size(self) -> None:
        self.setFixedHeight(current().scaled(_HEIGHT))

    def _ask_calendar(self) -> None:
        self.asked.emit("ics")

    def _ask_table(self) -> None:
        self.asked.emit("csv")
