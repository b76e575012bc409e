"""What each nurture track yields, counted when the page is read."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualdesk.events.calls import OUTCOMES
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.coming_in import HeardFrom
from qualdesk.events.hand_offs import AnsweredHandOff, SteppedOn, TookBackDeed
from qualdesk.events.imports import ImportedRows, WithdrewImport
from qualdesk.events.letters import MarkedPrinted, TookBackLetters
from qualdesk.events.mail import SettledMail, TookBackMailChoice
from qualdesk.events.receiving import GaveReceived, ReadMailbox, TookBackGiven
from qualdesk.queries.track_yield import TrackYield, track_yields
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.tracks.rows import columns, page_note
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.table import Table

_NOBODY = (
    "Nobody is on a track yet",
    "Key 3 on the call desk puts somebody on one; here stands what comes of it.",
)
_COUNTED = "A person counts once a track, however often they were put on it."


class TracksScreen(QWidget):
    """A table to read; Esc goes back to where one was."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        *OUTCOMES,
        AnsweredHandOff,
        ClosedOutMany,
        GaveReceived,
        HeardFrom,
        ImportedRows,
        MarkedPrinted,
        ReadMailbox,
        SettledMail,
        SteppedOn,
        TookBackDeed,
        TookBackGiven,
        TookBackLetters,
        TookBackMailChoice,
        WithdrewImport,
    )
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._head = PageHead("Nurture tracks")
        self._table: Table[TrackYield] = Table(
            "Nurture tracks", columns(), _key, row_height=ROW_TWO_LINES
        )
        self._shown = QStackedWidget()
        self._hints = KeyHints((("↑ ↓", "move"), ("Esc", "back")))
        self._hints.say(_COUNTED)
        self._lay_out()

    def refresh(self) -> None:
        """Count again."""
        self._desk.fetch(self, self._show, track_yields)

    def perform(self, _action_id: str) -> bool:
        """Leave every key to the window."""
        return False

    def panes(self) -> Sequence[QWidget]:
        """Return the table."""
        return [self._table]

    def toast_place(self) -> QRect:
        """Return the table's room: a toast does not hide how it is counted."""
        return QRect(self._shown.mapTo(self, QPoint(0, 0)), self._shown.size())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._table.setFocus()

    def _lay_out(self) -> None:
        self._shown.addWidget(self._table)
        self._shown.addWidget(EmptyState("sprout", *_NOBODY))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._shown, 1)
        column.addWidget(self._hints)

    def _show(self, rows: list[TrackYield]) -> None:
        self._head.set_note(page_note(rows))
        self._shown.setCurrentIndex(0 if rows else 1)
        self._table.set_rows(rows)


def _key(row: TrackYield) -> str:
    return row.track
