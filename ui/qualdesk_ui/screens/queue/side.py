"""The pane beside the list: a peek at a lead, a number to find out, or a new prospect."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.queries.queue import ResearchRow
from qualdesk.queries.queue_rows import ListedRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.queue.newcomer import Newcomer
from qualdesk_ui.screens.queue.numbers_found import NumbersFound
from qualdesk_ui.screens.queue.peeking import Peeking
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
        self._panes = QStackedWidget()
        self._numbers, self._peeking = NumbersFound(desk, self), Peeking(desk, self)
        self._newcomer = Newcomer(desk, self._panes, self)
        self.form, self.peek = self._numbers.form, self._peeking.pane
        for pane in (self.form, self.peek):
            self._panes.addWidget(pane)
        self.split = SplitPage(page, self._panes, pane_width=PANE_WIDTH, folds_below=NARROW)
        self.split.want_pane(wanted=False)
        self._is_form_offered = False
        self._connect()

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
        return self.split.is_open and self._newcomer.is_in_front

    def confirm(self) -> bool:
        """Take Ctrl+Enter; False while nothing is asked here."""
        if self.asks_new:
            self._newcomer.confirm()
        elif self.is_asking:
            self.form.confirm()
        else:
            return False
        return True

    def ask_new_prospect(self) -> None:
        """Ask for a new prospect; what was typed before stands there."""
        self._newcomer.ask()
        self.split.open_pane()
        self._newcomer.take_focus()

    def turn_details(self, row: ListedRow | None) -> None:
        """Show details beside the list, or no longer; that is kept for the next day."""
        if self.split.is_open:
            self._peeking.keep(wanted=False)
            self.split.want_pane(wanted=False)
        elif self._is_form_offered:
            self._open(self.form)
        elif row is not None:
            self._peeking.keep(wanted=True)
            self.show_peek(row)

    def turn_peek(self, row: ListedRow) -> None:
        """Peek at a lead, or no longer."""
        if not self._close_peek():
            self.show_peek(row)

    def follow(self, row: ListedRow) -> None:
        """Peek at the lead where the arrows stand now, if any is peeked at or details are on."""
        is_on = self._peeking.is_kept and not self.split.is_folded
        begins = is_on and not self.split.is_open and not self._is_form_offered
        if begins or (self.is_peeking and row.lead_id != self.peek.lead_id()):
            self.show_peek(row)

    def show_peek(self, row: ListedRow) -> None:
        """Peek at a lead; nothing is claimed."""
        self._peeking.show_row(row)

    def show_lead(self, lead: ToRead) -> None:
        """Peek at a lead that need not stand in the list."""
        self._peeking.show_lead(lead)

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
        self._open(self.form)
        self.form.begin()

    def _connect(self) -> None:
        self._numbers.found.connect(self.number_found)
        self._peeking.shown.connect(self._open_peek)
        self._peeking.open_asked.connect(self.open_asked)
        self.peek.close_button.clicked.connect(self._close_peek)
        self._newcomer.done.connect(self._close_new)

    def _open(self, pane: QWidget) -> None:
        self._panes.setCurrentWidget(pane)
        self.split.open_pane()

    def _open_peek(self) -> None:
        self._open(self.peek)

    def _close_peek(self) -> bool:
        """Peek no longer; False if nobody did."""
        was_peeking = self.is_peeking
        if was_peeking:
            self._peeking.keep(wanted=False)
            self.split.want_pane(wanted=False)
        return was_peeking

    def _close_new(self) -> bool:
        """Ask for nobody new any more; False if nobody was asked for."""
        was_asking = self.asks_new
        if was_asking:
            self._newcomer.save()
            self._panes.setCurrentWidget(self.form)
            self.split.want_pane(wanted=self._is_form_offered)
            self.left.emit()
        return was_asking
