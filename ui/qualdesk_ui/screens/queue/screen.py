"""The page of the queue: the whole order with its reasons, and those who wait for a number."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.queue_tab import Tab
from qualdesk.events.calls import (
    BarredCalls,
    ChoseAtCap,
    ClosedOut,
    FoundBusy,
    FoundWrongNumber,
    LeftVoicemail,
    PromisedCallback,
    PushedToSales,
    ReachedGatekeeper,
    RecordedNoAnswer,
    SentToNurture,
    TookBack,
)
from qualdesk.events.campaigns import AddedCampaign
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.dialling import FoundNumber
from qualdesk.events.hand_offs import TookBackDeed
from qualdesk.events.imports import ImportedRows
from qualdesk.events.order import (
    ClaimedLead,
    LeftInOrder,
    PutFirst,
    ReleasedClaims,
    SkippedLead,
    SnoozedLead,
)
from qualdesk.events.people import ChangedSeat
from qualdesk.events.receiving import ReadMailbox
from qualdesk.events.suppressions import LiftedSuppression
from qualdesk.queries.campaigns import campaign_names
from qualdesk.queries.queue import ResearchRow, to_find_out
from qualdesk.queries.queue_view import QueueView
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.queue.deeds import Deeds
from qualdesk_ui.screens.queue.farewells import Farewells
from qualdesk_ui.screens.queue.filters import Filters
from qualdesk_ui.screens.queue.list_flow import ListFlow
from qualdesk_ui.screens.queue.listing import Listing
from qualdesk_ui.screens.queue.order_strip import OrderStrip
from qualdesk_ui.screens.queue.rows import Listed, rank_sentence
from qualdesk_ui.screens.queue.side import Side
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.painting import width_of
from qualdesk_ui.widgets.surface import Surface

_LOOK_AGAIN_MS = 30_000
_LONG, _SELDOM = 20_000, 10
"""A longer list is read whole only every so many looks; the rows in sight always are."""

_QUEUE_KEYS = (
    ("↑ ↓", "move"),
    ("Enter", "open on the desk"),
    ("Space", "peek"),
    ("X", "select"),
    ("P", "call first"),
    ("Z", "snooze"),
    ("A", "assign"),
    ("4", "close out"),
)
_WAY_OUT = (("Esc", "clear"),)
_RESEARCH_KEYS = (("↑ ↓", "move"), ("Enter", "type the number"))


class QueueScreen(QWidget):
    """Enter opens a row on the call desk; in "To find out" it asks for the number."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        PushedToSales,
        PromisedCallback,
        SentToNurture,
        ClosedOut,
        RecordedNoAnswer,
        LeftVoicemail,
        FoundBusy,
        ReachedGatekeeper,
        FoundWrongNumber,
        BarredCalls,
        ChoseAtCap,
        LiftedSuppression,
        TookBack,
        ClaimedLead,
        ReleasedClaims,
        SkippedLead,
        SnoozedLead,
        PutFirst,
        LeftInOrder,
        ChangedSeat,
        FoundNumber,
        ImportedRows,
        AddedCampaign,
        ClosedOutMany,
        ReadMailbox,
        TookBackDeed,
    )
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._research: list[ResearchRow] = []
        self._view = QueueView()
        self._suggestion = ""
        self._looks = 0
        self.filters = Filters()
        self.listing = Listing(desk)
        self.table = self.listing.table
        self.hints = KeyHints(_QUEUE_KEYS)
        self._flow = ListFlow(desk, self)
        self.deeds = Deeds(desk, self.table, self)
        self.farewells = Farewells(desk, self.table, self)
        self.side = Side(desk, self._page(), self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.side.split)
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._connect()
        self._again.start()

    def refresh(self) -> None:
        """Read the queue and those to find out again."""
        self._flow.refresh()

    def show_subject(self, subject: object) -> None:
        """Narrow the list to words, or peek at a lead."""
        if isinstance(subject, str):
            self.filters.clear()
            self.filters.look_for(subject)
        elif isinstance(subject, ToRead):
            self.side.show_lead(subject)

    def perform(self, action_id: str) -> bool:
        """Do what a key means here; False for what the window knows better."""
        strip = self.deeds.open_strip()
        if action_id == "assign" and strip is not None:
            return strip.choose_letter("A")  # the key belongs to the line that asks
        deed = self._known(action_id)
        if deed is not None:
            deed()
            return True
        if action_id == "confirm" and self.farewells.confirm():
            return True
        if action_id == "confirm" and self.side.is_asking:
            self.side.form.confirm()
            return True
        return action_id == "back" and self._step_back()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.listing.focus()

    def _known(self, action_id: str) -> Callable[[], object] | None:
        known: dict[str, Callable[[], object]] = {
            "start-calling": self._start,
            "find": self.filters.begin_find,
            "next-tab": partial(self._turn_tab, 1),
            "previous-tab": partial(self._turn_tab, -1),
        }
        on_rows: dict[str, Callable[[], object]] = {
            "select": self.table.turn_mark,
            "call-first": self.deeds.call_first,
            "call-first-for-all": partial(self.deeds.call_first, is_for_everybody=True),
            "snooze-rows": self.deeds.ask_until,
            "assign": self.deeds.ask_whom,
            "close-rows": self.farewells.ask_why,
        }
        return known.get(action_id) or (on_rows.get(action_id) if self.listing.is_list else None)

    def _turn_tab(self, by: int) -> None:
        """Turn to a neighbour; from the form, which goes, the keyboard goes to the list."""
        is_in_form = self.side.form.isAncestorOf(self.focusWidget())
        self.filters.tabs.step(by)
        if is_in_form:
            self.listing.focus()

    def _page(self) -> QWidget:
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(OrderStrip())
        column.addWidget(self.listing, 1)
        for strip in self.deeds.strips():
            column.addWidget(strip)
        column.addWidget(self.farewells.strip)
        column.addWidget(self.farewells.panel)
        column.addWidget(self.hints)
        return page

    def _connect(self) -> None:
        self._flow.opened.connect(self._read_beside)
        self._flow.viewed.connect(self._show)
        self._flow.suggested.connect(self._suggest)
        self._flow.rows_read.connect(self.table.take_rows)
        self.filters.changed.connect(self._narrow)
        self.filters.left.connect(self._leave_find)
        self.filters.confirmed.connect(self._confirm_find)
        self.filters.start_asked.connect(self._start)
        self.table.wanted.connect(self._flow.read_rows)
        self.table.opened.connect(self._open)
        self.table.peeked.connect(self._turn_peek)
        self.table.focused.connect(self._explain)
        self.table.marked.connect(self._say_chosen)
        self.deeds.done.connect(self.listing.focus)
        self.farewells.done.connect(self.listing.focus)
        self.side.number_found.connect(self._found)
        self.side.open_asked.connect(self._open_lead)
        self.listing.unknown.focused.connect(self.side.form.show_row)
        self.listing.unknown.opened.connect(self.side.ask_number)
        self.listing.empty.action_chosen.connect(self._take_suggestion)
        self._again.timeout.connect(self._look_again)

    def _read_beside(self) -> None:
        self.table.read_again()
        self._desk.fetch(self, self._take_research, to_find_out)
        self._desk.fetch(self, self.filters.show_campaigns, campaign_names)

    def _look_again(self) -> None:
        if not self.isVisible():
            return
        self._looks += 1
        self.table.read_again()
        if self._view.total <= _LONG or self._looks % _SELDOM == 0:
            self._flow.refresh()

    def _start(self) -> None:
        self.go_to.emit("call-desk", None)

    def _open(self, listed: Listed) -> None:
        if listed.row.called_by and not listed.row.is_on_my_desk:
            self.side.show_peek(listed.row)
        else:
            self._open_lead(listed.row.lead_id)

    def _open_lead(self, lead_id: int) -> None:
        self.go_to.emit("call-desk", lead_id)

    def _narrow(self) -> None:
        wanted = self.filters.wanted()
        self._suggestion = ""
        if wanted.tab is Tab.TO_FIND_OUT:
            self._show_research()
        else:
            self._flow.want(wanted)

    def _show(self, view: QueueView) -> None:
        wanted = self.filters.wanted()
        if wanted.tab is Tab.TO_FIND_OUT:
            return
        if view.is_whole:
            self._view = view
            self._show_counts()
        self.table.set_rank_width(width_of(f"{view.total:,}", Role.BODY) + 17)
        self.listing.show_list(view.stretches, self._desk.now())
        if view.stretches or view.is_whole:
            self.hints.set_hints(_QUEUE_KEYS)
            self.side.offer_form(wanted=False)
        if view.is_whole and not view.stretches:
            self._say_nobody()

    def _show_counts(self) -> None:
        view = self._view
        self.filters.show_counts({**view.counts, Tab.TO_FIND_OUT: len(self._research)})
        note = f"{view.callable_now:,} callable now of {view.total:,}" if view.total else ""
        self.filters.head.set_note(note)

    def _say_nobody(self) -> None:
        wanted = self.filters.wanted()
        self.hints.set_hints(_WAY_OUT if wanted.is_narrowed else ())
        self.hints.say("")
        self.listing.say_nobody(wanted, self._view.total)
        if wanted.words and self._view.total:
            self.filters.find_field.setFocus()
            self._flow.suggest(wanted.words)

    def _suggest(self, name: str, count: int) -> None:
        if not self.listing.is_list:
            self._suggestion = name
            self.listing.suggest(name, count)

    def _take_suggestion(self) -> None:
        """Look for the name that was suggested; without one show everything again."""
        if self._suggestion:
            self.filters.look_for(self._suggestion)
        else:
            self.filters.clear()
        self._leave_find()

    def _leave_find(self) -> None:
        if self.listing.is_list:
            self.table.setFocus()

    def _confirm_find(self) -> None:
        if self._suggestion and not self.listing.is_list:
            self._take_suggestion()
        self._leave_find()

    def _explain(self, listed: Listed) -> None:
        self._say_chosen()
        self.side.follow(listed.row)

    def _say_chosen(self) -> None:
        count, row = self.table.chosen_count(), self.table.focused_row()
        if count > 1:
            self.hints.say(f"{count:,} chosen")
        elif row is not None:
            self.hints.say(rank_sentence(row, self._desk.now()))

    def _turn_peek(self, listed: Listed) -> None:
        self.side.turn_peek(listed.row)

    def _step_back(self) -> bool:
        strip = self.deeds.open_strip()
        if strip is not None:
            return strip.close_strip()
        if self.farewells.step_back():
            return True
        if self.side.close_peek() or self.side.split.fold_pane():
            self.listing.focus()
            return True
        if self.listing.is_list and self.table.clear_marks():
            return True
        is_narrowed = self.filters.wanted().is_narrowed
        if is_narrowed:
            self.filters.clear()
            self.listing.focus()
        return is_narrowed

    def _take_research(self, rows: list[ResearchRow]) -> None:
        self._research = rows
        self._show_counts()
        if self.filters.wanted().tab is Tab.TO_FIND_OUT:
            self._show_research()

    def _show_research(self) -> None:
        self.hints.set_hints(_RESEARCH_KEYS)
        self.hints.say("")
        self.listing.show_research(self._research)
        self.side.offer_form(wanted=bool(self._research))

    def _found(self, name: str) -> None:
        self.refresh()
        sentence = f"{name} can be called now"
        self.hints.say(sentence)
        announce(self, sentence)
