"""A peek at a lead of the queue: its card is read, nothing is claimed."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.queries.queue_rows import ListedRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.queue.peek import Peek


class Peeking(QObject):
    """`shown` once the card stands in the pane, `open_asked` for whom somebody wants on the desk."""

    shown = Signal()
    open_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pane = Peek()
        self.pane.open_button.clicked.connect(self._ask_to_open)

    @property
    def is_kept(self) -> bool:
        """Whether details stand beside the list from one day to the next."""
        return self._desk.choices.settings.queue_details

    def keep(self, *, wanted: bool) -> None:
        """Let details stand beside the list, or no longer; that is kept for the next day."""
        self._desk.choices.put(queue_details=wanted)

    def show_row(self, row: ListedRow) -> None:
        """Read a row of the list; whom somebody else is calling is to read only."""
        is_others = bool(row.called_by) and not row.is_on_my_desk
        because = f"{row.called_by} is calling now. This is to read only." if is_others else ""
        self.show_lead(ToRead(row.lead_id, because))

    def show_lead(self, lead: ToRead) -> None:
        """Read a lead that need not stand in the list."""
        show = partial(self._show, lead.because)
        fetch, caller_id, now = self._desk.fetch, self._desk.person_id, self._desk.now()
        fetch(self, show, prospect_card, lead_id=lead.lead_id, caller_id=caller_id, now=now)

    def _show(self, read_only: str, card: ProspectCard) -> None:
        self.pane.show_card(card, self._desk.now(), read_only)
        self.shown.emit()

    def _ask_to_open(self) -> None:
        self.open_asked.emit(self.pane.lead_id())
