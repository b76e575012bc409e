"""The foot of the hand-offs: what is shown as a calendar file, a table, for a CRM, or to calendars."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from qualdesk.jobs.exporting import ExportFormat
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.surface import Ground, Surface
from qualdesk_ui.widgets.tone import Tone

_HEIGHT, _GAP = 52, 8
_CALENDAR = ("Calendar file .ics", ".ics")
_PUBLISH = ("Send to reps’ calendars", "To calendars")
"""What stands on a button, and its short form where the room is narrow or the text large."""


class ExportBar(Surface):
    """`asked` brings the format; `calendars_asked` that the meetings go to the reps' calendars."""

    asked = Signal(object)
    calendars_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.SIDE, parent)
        self._count = Label("Export", Role.BODY_STRONG)
        self._said = ElidedLabel("", Role.SMALL, Tone.SECONDARY)
        self._calendar = NormalButton(_CALENDAR[0], icon="calendar")
        self._table = NormalButton("CSV", icon="table-2")
        self._book = NormalButton("XLSX", icon="file-spreadsheet")
        self._crm = NormalButton("For a CRM", icon="users")
        self._publish = NormalButton(_PUBLISH[0], icon="send")
        self._key = KeyCap("Ctrl+Shift+E")
        self._lay_out()
        self._connect()
        current().changed.connect(self._size)
        self._size()

    def show_count(self, rows: int, meetings: int) -> None:
        """Say how many would be written, and of how many a time was agreed."""
        self._count.setText(f"Export these {rows}" if rows else "Export")
        none = "" if rows else "There is no hand-off here."
        for button in (self._table, self._book, self._crm):
            button.set_off_because(none)
        self._calendar.set_off_because("" if meetings else "None of these has an agreed time.")

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

    def minimumSizeHint(self) -> QSize:
        return QSize(0, current().scaled(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say it in full where there is room, else shortly; who listens hears it in full."""
        self._word(is_short=False)
        stops = (self._count, self._key, *self._buttons())
        needed = sum(one.sizeHint().width() + _GAP for one in stops) + 2 * PAGE_MARGIN
        if needed > self.width():
            self._word(is_short=True)

    def _word(self, *, is_short: bool) -> None:
        self._calendar.setText(_CALENDAR[is_short])
        self._publish.setText(_PUBLISH[is_short])
        self._calendar.setAccessibleName(_CALENDAR[0])
        self._publish.setAccessibleName(_PUBLISH[0])
        self._key.setVisible(not is_short)

    def _buttons(self) -> tuple[NormalButton, ...]:
        return (self._calendar, self._table, self._book, self._crm, self._publish)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        row.setSpacing(_GAP)
        for widget in (self._count, self._key, *self._buttons()):
            row.addWidget(widget)
        row.addSpacing(_GAP)
        row.addWidget(self._said, 1)

    def _connect(self) -> None:
        kinds = (
            (self._calendar, ExportFormat.ICS),
            (self._table, ExportFormat.CSV),
            (self._book, ExportFormat.XLSX),
        )
        for button, kind in kinds:
            button.clicked.connect(partial(self.asked.emit, kind))
        self._crm.clicked.connect(self._offer_systems)
        self._publish.clicked.connect(self.calendars_asked)

    def _offer_systems(self) -> None:
        """List the customer systems over the button; their first letters choose as well."""
        menu = QMenu(self)
        menu.setAccessibleName("For which CRM")
        for kind in ExportFormat:
            if kind.crm is not None:
                menu.addAction(f"&{kind.crm.label}").triggered.connect(
                    partial(self.asked.emit, kind)
                )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._crm.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])

    def _size(self) -> None:
        self.setFixedHeight(current().scaled(_HEIGHT))
        self._fit()
