"""What happened with a prospect: an icon in a circle, a thin line, a title with its date."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.label import hint
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_CIRCLE = 22
_ICON = 14
_TEXT_LEFT = 32


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One touch as it is shown."""

    icon: str
    title: str
    when: str
    lines: tuple[str, ...] = ()
    tone: Tone = Tone.SECONDARY


class _Entry(QWidget):
    def __init__(self, entry: TimelineEntry, *, is_last: bool) -> None:
        super().__init__()
        self._entry = entry
        self._is_last = is_last
        self.setAccessibleName(", ".join((entry.title, entry.when, *entry.lines)))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElidedLabel(entry.title, Role.BODY_MEDIUM), 1)
        head.addWidget(hint(entry.when))
        column = QVBoxLayout(self)
        column.setContentsMargins(_TEXT_LEFT, 2, 0, 10)
        column.setSpacing(1)
        column.addLayout(head)
        for line in entry.lines:
            column.addWidget(Paragraph(line, Role.SMALL, Tone.SECONDARY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        circle = QRectF(0, 0, _CIRCLE, _CIRCLE)
        if not self._is_last:
            bottom = self.height() - _CIRCLE - 2
            painter.fillRect(QRectF(_CIRCLE / 2 - 0.5, _CIRCLE + 1, 1, bottom), tokens.line)
        plate(painter, circle, fill=tokens.raised, border=tokens.line, radius=_CIRCLE / 2)
        left = (_CIRCLE - _ICON) / 2
        put_icon(painter, left, _CIRCLE / 2, self._entry.icon, _ICON, self._entry.tone.colour())


class Timeline(QWidget):
    """Entries, newest first."""

    def __init__(
        self, entries: Sequence[TimelineEntry] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._entries: tuple[TimelineEntry, ...] = ()
        self.setAccessibleName("Timeline")
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show other entries."""
        self._entries = tuple(entries)
        empty(self._column)
        for index, entry in enumerate(entries):
            self._column.addWidget(_Entry(entry, is_last=index == len(entries) - 1))

    def rows(self) -> list[QWidget]:
        """Return the rows, newest first; each tells its words by its spoken name."""
        items = (self._column.itemAt(index) for index in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one for one in widgets if one is not None]

    def entries(self) -> tuple[TimelineEntry, ...]:
        """Return what is shown, newest first."""
        return self._entries
