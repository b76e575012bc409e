"""What stands in the middle of the page: the list, those to find out, or one sentence."""

from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.queries.queue import ResearchRow
from qualdesk.queries.queue_rows import ListedRow
from qualdesk.queries.queue_view import Stretch
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue.filters import Wanted
from qualdesk_ui.screens.queue.rows import blocks_of, queue_columns, research_columns
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.long_table import LongTable
from qualdesk_ui.widgets.table import Table

_LOOKED_AT = "No name, company or number in the queue begins so."
_ALL_KNOWN = "Every prospect has a number and a name to ask for."


class Listing(QStackedWidget):
    """Shows one of the three; the list itself keeps what it shows while another is in sight."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Stretch, ...] = ()
        self.table: LongTable[ListedRow] = LongTable("Queue", queue_columns(desk.now))
        self.unknown: Table[ResearchRow] = Table("To find out", research_columns(), _lead_of)
        self.empty = EmptyState("list-ordered", "", "")
        for widget in (self.table, self.unknown, self.empty):
            self.addWidget(widget)

    @property
    def is_list(self) -> bool:
        """Whether the list is in sight."""
        return self.currentWidget() is self.table

    def focus(self) -> None:
        """Put the keyboard into what is in sight."""
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus()

    def show_list(self, stretches: tuple[Stretch, ...], now: datetime) -> None:
        """Add to what is shown, or exchange it where it does not begin alike."""
        before = self._shown
        pairs = zip(before, stretches, strict=False)
        begins_alike = all(one.lead_ids is other.lead_ids for one, other in pairs)
        if before and len(stretches) >= len(before) and begins_alike:
            self.table.extend(blocks_of(stretches[len(before) :], now, before[-1]))
        else:
            self.table.set_blocks(blocks_of(stretches, now))
        self._shown = stretches
        if stretches:
            self.setCurrentWidget(self.table)

    def show_research(self, rows: list[ResearchRow]) -> None:
        """Show those who wait for a number."""
        self.unknown.set_rows(rows)
        self.empty.say("search", "Nothing to find out", _ALL_KNOWN)
        self.setCurrentWidget(self.unknown if rows else self.empty)

    def say_nobody(self, wanted: Wanted, total: int) -> None:
        """Say why the list is empty, and what to do."""
        say = self.empty.say
        if not total:
            say("list-ordered", "Nobody is due", "Import a list with Ctrl+O to fill the queue.")
        elif wanted.words:
            say("search", f"Nobody matches “{wanted.words}”", _LOOKED_AT, "Clear", "Esc")
        else:
            say("list-ordered", "Nobody here", "All shows the others.", "Show all", "Esc")
        self.setCurrentWidget(self.empty)

    def suggest(self, name: str, count: int) -> None:
        """Offer a name that comes close to the words nobody matched."""
        people = f"{count:,} {'person' if count == 1 else 'people'}"
        sentence = f"Did you mean {name}? {people}."
        self.empty.say("search", self.empty.title(), sentence, f"Show {name}", "Enter")


def _lead_of(row: ResearchRow) -> int:
    return row.lead_id
