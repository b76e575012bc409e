"""Those to find out: who waits for a number, and what happens once it is there."""

from PySide6.QtCore import QObject, Signal

from qualdesk.queries.queue import ResearchRow, to_find_out
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue.listing import Listing
from qualdesk_ui.screens.queue.side import Side

KEYS = (("↑ ↓", "move"), ("Enter", "type the number"))


class Unknown(QObject):
    """`read` says that they were read again."""

    read = Signal()

    def __init__(self, desk: Desk, listing: Listing, side: Side, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._listing, self._side = desk, listing, side
        self.rows: list[ResearchRow] = []
        listing.unknown.focused.connect(side.form.show_row)
        listing.unknown.opened.connect(side.ask_number)

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.rows)

    def lead_ids(self) -> list[int]:
        """Return whose leads they are, in the order shown."""
        return [row.lead_id for row in self.rows]

    def read_again(self) -> None:
        """Read them again."""
        self._desk.fetch(self, self._take, to_find_out)

    def show(self) -> None:
        """Show them, with the form for the number beside."""
        self._listing.show_research(self.rows)
        self._side.offer_form(wanted=bool(self.rows))

    def _take(self, rows: list[ResearchRow]) -> None:
        self.rows = rows
        self.read.emit()
