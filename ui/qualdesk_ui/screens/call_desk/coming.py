"""Who comes next: the list beside the call, and the promise that is near."""

from PySide6.QtCore import QObject, Signal

from qualdesk.queries.claims import ClaimPlace
from qualdesk.queries.queue import QueueRow
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.line import Line
from qualdesk_ui.screens.call_desk.up_next import UpNextPane


class Coming(QObject):
    """`read` brings the rows of the others, in their order; `near` is a promise of mine that is."""

    read = Signal(object)

    def __init__(self, flow: CallFlow, line: Line, calling: Calling, up_next: UpNextPane) -> None:
        super().__init__(up_next)
        self._flow, self._calling, self._up_next = flow, calling, up_next
        self.near: QueueRow | None = None
        flow.claims.place_read.connect(self._show_place)
        flow.lists.queue_read.connect(self._show_queue)
        flow.lists.counted.connect(up_next.show_count)
        flow.lists.today_read.connect(up_next.show_today)
        calling.prospect_shown.connect(self._show_prospect)
        line.moved.connect(self._count_down)
        up_next.lead_opened.connect(calling.open_lead)

    def _show_prospect(self) -> None:
        on_desk = self._calling.on_desk
        card = on_desk.card if on_desk is not None else None
        self._up_next.show_prospect(card, self._flow.now())

    def _show_place(self, place: ClaimPlace) -> None:
        """Say on the card that somebody was chosen from further down."""
        on_desk, is_out = self._calling.on_desk, place.is_out_of_order
        if on_desk is not None and on_desk.card.lead_id == place.lead_id:
            on_desk.is_out_of_order = is_out
            self._up_next.show_prospect(on_desk.card, self._flow.now(), is_out_of_order=is_out)

    def _show_queue(self, rows: list[QueueRow]) -> None:
        on_desk = self._calling.on_desk
        here = on_desk.card.lead_id if on_desk is not None else None
        others = [row for row in rows if row.lead_id != here]
        self.near = next((row for row in others[:1] if row.is_own_promise), None)
        self._flow.lists.keep_last_seen(self._up_next.show_queue(others, self._flow.now()))
        self.read.emit(others)

    def _count_down(self) -> None:
        if self._calling.on_desk is not None:
            self._up_next.count_down(self._calling.on_desk.card, self._flow.now())
