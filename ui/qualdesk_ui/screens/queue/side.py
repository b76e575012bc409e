"""The pane beside the list: a peek at a lead, a number to find out, or a new prospect."""

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
from qualdesk_ui.panels.new_prospect import NewProspectPane
from qualdesk_ui.panels.newcomers import Newcomers
from qualdesk_ui.screens.queue.find_out import FindOut
from qualdesk_ui.screens.queue.peek import Peek
from qualdesk_ui.widgets.split_page import SplitPage

PANE_WIDTH, NARROW = 372, 1180


class Side(QObject):
    """`split` holds the page and its pane, which lies over the list where the window is narrow."""

    number_found = Signal(str)
    open_asked = Signal(int)
    left = Signal()
    """A new prospect is no longer asked for: the keyboard goes back to the list."""

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
        self._is_form_offered = False
        self._new: NewProspectPane | None = None
        self._newcomers: Newcomers | None = None
        self.form.asked.connect(self._add)
        self.peek.open_button.clicked.connect(self._ask_to_open)
        self.peek.close_button.clicked.connect(self._close_peek)

    @property
    def is_peeking(self) -> bool:
        """Whether a lead is peeked at."""
        return self.split.is_open and self._panes.currentWidget() is self.peek

    @property
    def is_asking(self) -> bool:
        """Whether a number is asked for."""
        return self.split.is_open and self._panes.currentWidget() is self.form

    @property
    def asks_new(self) -> bool:
        """Whether a new prospect is asked for."""
        return self.split.is_open and self._panes.currentWidget() is self._new

    def confirm(self) -> bool:
        """Take Ctrl+Enter; False while nothing is asked here."""
        if self.asks_new and self._newcomers is not None:
            self._newcomers.form.confirm()
        elif self.is_asking:
            self.form.confirm()
        else:
            return False
        return True

    def ask_new_prospect(self) -> None:
        """Ask for a new prospect; what was typed before stands there."""
        pane, newcomers = self._made_new()
        newcomers.renew()
        self._panes.setCurrentWidget(pane)
        self.split.open_pane()
        newcomers.form.begin()

    def turn_details(self, row: ListedRow | None) -> None:
        """Show details beside the list, or no longer; that is kept for the next day."""
        if self.split.is_open:
            self._keep_details(wanted=False)
            self.split.want_pane(wanted=False)
        elif self._is_form_offered:
            self._panes.setCurrentWidget(self.form)
            self.split.open_pane()
        elif row is not None:
            self._keep_details(wanted=True)
            self.show_peek(row)

    def turn_peek(self, row: ListedRow) -> None:
        """Peek at a lead, or no longer."""
        if not self._close_peek():
            self.show_peek(row)

    def follow(self, row: ListedRow) -> None:
        """Peek at the lead where the arrows stand now, if any is peeked at or details are on."""
        is_on = self._desk.choices.settings.queue_details and not self.split.is_folded
        begins = is_on and not self.split.is_open and not self._is_form_offered
        if begins or (self.is_peeking and row.lead_id != self.peek.lead_id()):
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

    def close(self) -> bool:
        """Take Esc: the new prospect, the peek, or a form that lies over the list, goes."""
        return self._close_new() or self._close_peek() or self.split.fold_pane()

    def offer_form(self, *, wanted: bool) -> None:
        """Give the form its room beside the list, or take it away; what is typed there stays."""
        self._is_form_offered = wanted
        if self.asks_new:
            return
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

    def _close_peek(self) -> bool:
        """Peek no longer; False if nobody did."""
        was_peeking = self.is_peeking
        if was_peeking:
            self._keep_details(wanted=False)
            self.split.want_pane(wanted=False)
        return was_peeking

    def _close_new(self) -> bool:
        """Ask for nobody new any more; False if nobody was asked for."""
        was_asking = self.asks_new
        if was_asking and self._newcomers is not None:
            self._newcomers.save()
            self._panes.setCurrentWidget(self.form)
            self.split.want_pane(wanted=self._is_form_offered)
            self.left.emit()
        return was_asking

    def _made_new(self) -> tuple[NewProspectPane, Newcomers]:
        if self._new is None or self._newcomers is None:
            self._newcomers = Newcomers(self._desk, self)
            self._new = NewProspectPane(self._newcomers.form)
            self._new.closed.connect(self._close_new)
            self._newcomers.added.connect(self._close_new)
            self._panes.addWidget(self._new)
        return self._new, self._newcomers

    def _keep_details(self, *, wanted: bool) -> None:
        self._desk.choices.put(queue_details=wanted)

    def _ask_to_open(self) -> None:
        self.open_asked.emit(self.peek.lead_id())

    def _add(self, request: AddNumber) -> None:
        self._desk.submit(self, add_number, request, self._tell_found, self._refuse)

    def _tell_found(self, event: FoundNumber) -> None:
        self.number_found.emit(event.prospect_name)

    def _refuse(self, _refusal: QualDeskError) -> None:
        self.form.mark_number()
