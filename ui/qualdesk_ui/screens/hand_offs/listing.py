"""What stands in the middle of the page: the table of the hand-offs, or one sentence."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.queries.hand_offs import HandOffRow
from qualdesk_ui.screens.hand_offs.rows import columns, grouped
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.table import Table

_ROW = 50
_NONE_YET = (
    "calendar-check",
    "No hand-offs yet",
    "They appear here when you push a lead to sales with 1.",
)
_NONE_OF_THESE = (
    "calendar-check",
    "None of these",
    "Choose All and All days to see the others.",
)


class Listing(QStackedWidget):
    """Shows the rows that are looked at, under their heads."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: Table[HandOffRow] = Table("Hand-offs", columns(now), _key, row_height=_ROW)
        self.empty = EmptyState(*_NONE_YET)
        for widget in (self.table, self.empty):
            self.addWidget(widget)

    def show_rows(self, rows: Sequence[HandOffRow], *, has_others: bool) -> None:
        """Show these rows; without any say whether there are others."""
        self.setCurrentWidget(self.table if rows else self.empty)
        if not rows and has_others:
            self.empty.say(*_NONE_OF_THESE)
        self.table.set_rows(grouped(rows))


def _key(row: HandOffRow) -> int:
    return row.hand_off_id
