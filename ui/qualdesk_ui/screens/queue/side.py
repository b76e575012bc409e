"""The pane beside the list: a peek at a lead, or the form for a number to find out."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.commands.requests.dialling import AddNumber
from qualdesk.commands.research import add_number
from qualdesk.errors import QualDeskError
from qualdesk.events.dialling import FoundNumber
from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.queries.queue import ResearchRow
from qualdesk.queries.queue_rows import ListedRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.queue.find_out import FindOut
from qualdesk_ui.screens.queue.peek import Peek
from qualdesk_ui.widgets.split_page import SplitPage

PANE_WIDTH, NARROW = 372, 1180


class Side(QObject):
    """`split` holds the page and its pane, which lies over the list where the window is narrow."""

    number_found = Signal(str)
    open_asked = Signal(int)

    def __init__(self, desk: Desk, page: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.form = FindOut(desk.person_id)
        self.peek = Peek()
        self._panes = QStackedWidget()
        for pane in (self.form, self.peek):
            self._panes.addWidget(pane)
        self.split = SplitPage(page, self._panes, pane_width=PANE_WIDTH, folds_below=NARROW)
        self.split.want_pane(wanted=False)
        self.form.asked.connect(self._add)
        self.peek.open_button.clicked.connect(self._ask_to_open)
        self.peek.close_button.clicked.connect(self.close_peek)

    @property
    def is_peeking(self) -> bool:
        """Whether a lead is peeked at."""
        return self.split.is_open and self._panes.currentWidget() is self.peek

    @property
    def is_asking(self) -> bool:
        """Whether a number is asked for."""
        return self.split.is_open and self._panes.currentWidget() is self.form

    def turn_peek(self, row: ListedRow) -> None:
        """Peek at a lead, or no longer."""
        if not self.close_peek():
            self.show_peek(row)

    def follow(self, row: ListedRow) -> None:
        """Peek at the lead where the arrows stand now, if any is peeked at."""
        if self.is_peeking and row.lead_id != self.peek.lead_id():
            self.show_peek(row)

    def show_peek(self, row: ListedRow) -> None:
        """Peek at a lead; nothing is claimed."""
        is_others = bool(row.called_by) and not row.is_on_my_desk
        because = f"{row.called_by} is calling now. This is to read only." if is_others else ""
        self.show_lead(ToRead(row.lead_id, because))

    def show_lead(self, lead: ToRead) -> None:
        """Peek at a lead that need not stand in the list."""
        show = partial(self._show_card, lead.because)
        fetch, caller_id, now = self._desk.fetch, self._desk.person_id, self._desk.now()
        fetch(self, show, prospect_card, lead_id=lead.lead_id, caller_id=caller_id, now=now)

    def close_peek(self) -> bool:
        """Peek no longer; False if nobody did."""
        was_peeking = self.is_peeking
        if was_peeking:
            self.split.want_pane(wanted=False)
        return was_peeking

    def offer_form(self, *, wanted: bool) -> None:
        """Give the form its room beside the list, or take it away."""
        if wanted:
            self._panes.setCurrentWidget(self.form)
        if wanted or not self.is_peeking:
            self.split.want_pane(wanted=wanted)

    def ask_number(self, row: ResearchRow) -> None:
        """Have the number of a lead typed."""
        self.form.show_row(row)
        self._panes.setCurrentWidget(self.form)
        self.split.open_pane()
        self.form.begin()

    def _show_card(self, read_only: str, card: ProspectCard) -> None:
        self.peek.show_card(card, self._desk.now(), read_only)
        self._panes.setCurrentWidget(self.peek)
        self.split.open_pane()

    def _ask_to_open(self) -> None:
        self.open_asked.emit(self.peek.lead_id())

    def _add(self, request: AddNumber) -> None:
        self._desk.submit(self, add_number, request, self._tell_found, self._refuse)

    def _tell_found(self, event: FoundNumber) -> None:
        self.number_found.emit(event.prospect_name)

    def _refuse(self, _refusal: QualDeskError) -> None:
        self.form.mark_number()
