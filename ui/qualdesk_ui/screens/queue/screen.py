"""The page of the queue: the whole order with its reasons, and those who wait for a number."""

from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualdesk import events
from qualdesk.commands.requests import AddNumber
from qualdesk.commands.research import add_number
from qualdesk.domain.queue_tab import Tab
from qualdesk.errors import QualDeskError
from qualdesk.queries.campaigns import campaign_names
from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.queries.queue import ResearchRow, to_find_out
from qualdesk.queries.queue_find import Suggestion, close_name
from qualdesk.queries.queue_rows import ListedRow
from qualdesk.queries.queue_view import QueueView, Stretch
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue.deeds import Deeds
from qualdesk_ui.screens.queue.filters import Filters
from qualdesk_ui.screens.queue.find_out import FindOut
from qualdesk_ui.screens.queue.list_flow import ListFlow
from qualdesk_ui.screens.queue.order_strip import OrderStrip
from qualdesk_ui.screens.queue.peek import Peek
from qualdesk_ui.screens.queue.rows import (
    Listed,
    blocks_of,
    queue_columns,
    rank_sentence,
    research_columns,
)
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.long_table import LongTable
from qualdesk_ui.widgets.painting import width_of
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.table import Table

_PANE_WIDTH = 372
_NARROW = 1180
_LOOK_AGAIN_MS = 30_000
_QUEUE_KEYS = (
    ("↑ ↓", "move"),
    ("Enter", "open on the desk"),
    ("Space", "peek"),
    ("X", "select"),
    ("P", "call first"),
    ("Z", "snooze"),
    ("A", "assign"),
)
_LOOKED_AT = "Names, companies and numbers of the queue were looked at."
_RESEARCH_KEYS = (("↑ ↓", "move"), ("Enter", "type the number"))


class QueueScreen(QWidget):
    """Enter opens a row on the call desk; in "To find out" it asks for the number."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        events.PushedToSales,
        events.PromisedCallback,
        events.SentToNurture,
        events.ClosedOut,
        events.RecordedNoAnswer,
        events.LeftVoicemail,
        events.FoundBusy,
        events.ReachedGatekeeper,
        events.FoundWrongNumber,
        events.BarredCalls,
        events.ChoseAtCap,
        events.LiftedSuppression,
        events.TookBack,
        events.ClaimedLead,
        events.ReleasedClaims,
        events.SkippedLead,
        events.SnoozedLead,
        events.PutFirst,
        events.LeftInOrder,
        events.ChangedSeat,
        events.FoundNumber,
        events.ImportedRows,
        events.AddedCampaign,
    )
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[Stretch, ...] = ()
        self._suggestion: Suggestion | None = None
        self._research: list[ResearchRow] = []
        self._counts: dict[Tab, int] = {}
        self.filters = Filters()
        self.table: LongTable[ListedRow] = LongTable("Queue", queue_columns(desk.now))
        self._flow = ListFlow(desk, self)
        self._deeds = Deeds(desk, self.table, self)
        self._unknown: Table[ResearchRow] = Table("To find out", research_columns(), _lead_of)
        self._empty = EmptyState("list-ordered", "", "")
        self._form = FindOut(desk.person_id)
        self._peek = Peek()
        self._hints = KeyHints(_QUEUE_KEYS)
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._lay_out()
        self._connect()
        self._again.start()

    def refresh(self) -> None:
        """Read the queue and those to find out again."""
        self._flow.refresh()
        self.table.read_again()
        self._desk.fetch(self, self._take_research, to_find_out)
        self._desk.fetch(self, self.filters.show_campaigns, campaign_names)

    def perform(self, action_id: str) -> bool:
        """Do what a key means here; False for what the window knows better."""
        strip = self._deeds.open_strip()
        if action_id == "assign" and strip is not None:
            return strip.choose_letter("A")  # the key belongs to the line that asks
        known = {
            "start-calling": self._start,
            "find": self.filters.begin_find,
            "next-tab": self._next_tab,
            "previous-tab": self._previous_tab,
        }
        on_rows = {
            "select": self.table.turn_mark,
            "call-first": self._deeds.call_first,
            "call-first-for-all": self._call_first_for_all,
            "snooze-rows": self._deeds.ask_until,
            "assign": self._deeds.ask_whom,
        }
        deed = known.get(action_id) or (on_rows.get(action_id) if self._is_list else None)
        if deed is not None:
            deed()
            return True
        is_asking = self._split.is_open and self._pane.currentWidget() is self._form
        if action_id == "confirm" and is_asking:
            self._form.confirm()
            return True
        return action_id == "back" and self._step_back()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.table if self._is_list else self._unknown).setFocus()

    @property
    def _is_list(self) -> bool:
        return self._middle.currentWidget() is self.table

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        for widget in (self.table, self._unknown, self._empty):
            self._middle.addWidget(widget)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(OrderStrip())
        column.addWidget(self._middle, 1)
        for strip in self._deeds.strips():
            column.addWidget(strip)
        column.addWidget(self._hints)
        self._pane = QStackedWidget()
        for pane in (self._form, self._peek):
            self._pane.addWidget(pane)
        self._split = SplitPage(page, self._pane, pane_width=_PANE_WIDTH, folds_below=_NARROW)
        self._split.want_pane(wanted=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._flow.viewed.connect(self._show)
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
        self._deeds.done.connect(self.table.setFocus)
        self._unknown.focused.connect(self._form.show_row)
        self._unknown.opened.connect(self._ask_number)
        self._form.asked.connect(self._add)
        self._peek.open_button.clicked.connect(self._open_peeked)
        self._peek.close_button.clicked.connect(self._step_back)
        self._empty.action_chosen.connect(self._take_suggestion)
        self._again.timeout.connect(self._look_again)

    def _look_again(self) -> None:
        if self.isVisible():
            self._flow.refresh()
            self.table.read_again()

    def _start(self) -> None:
        self.go_to.emit("call-desk", None)

    def _next_tab(self) -> None:
        self.filters.tabs.step(1)

    def _previous_tab(self) -> None:
        self.filters.tabs.step(-1)

    def _call_first_for_all(self) -> None:
        self._deeds.call_first(is_for_everybody=True)

    def _open(self, listed: Listed) -> None:
        if listed.row.called_by and not listed.row.is_on_my_desk:
            self._show_peek(listed.row)
        else:
            self.go_to.emit("call-desk", listed.row.lead_id)

    def _open_peeked(self) -> None:
        self.go_to.emit("call-desk", self._peek.lead_id())

    def _narrow(self) -> None:
        wanted = self.filters.wanted()
        self._suggestion = None
        if wanted.tab is Tab.TO_FIND_OUT:
            self._show_research()
            return
        self._flow.want(wanted)

    def _show(self, view: QueueView) -> None:
        if self.filters.wanted().tab is Tab.TO_FIND_OUT:
            return
        if view.is_whole:
            self._counts = view.counts
            self._show_counts()
            note = f"{view.callable_now:,} callable now of {view.total:,}" if view.total else ""
            self.filters.head.set_note(note)
        self.table.set_rank_width(width_of(f"{view.total:,}", Role.BODY) + 17)
        self._take_stretches(view.stretches)
        if view.stretches:
            self._leave_research()
            self._middle.setCurrentWidget(self.table)
        elif view.is_whole:
            self._leave_research()
            self._say_empty(view.total)

    def _show_counts(self) -> None:
        self.filters.show_counts({**self._counts, Tab.TO_FIND_OUT: len(self._research)})

    def _take_stretches(self, stretches: tuple[Stretch, ...]) -> None:
        """Add to what is shown, or exchange it where it does not begin alike."""
        before, now = self._shown, self._desk.now()
        is_longer = bool(before) and len(stretches) >= len(before)
        if is_longer and all(
            one.lead_ids is other.lead_ids for one, other in zip(before, stretches, strict=False)
        ):
            self.table.extend(blocks_of(stretches[len(before) :], now, before[-1]))
        else:
            self.table.set_blocks(blocks_of(stretches, now))
        self._shown = stretches

    def _say_empty(self, total: int) -> None:
        wanted = self.filters.wanted()
        if not total:
            title, sentence = "Nobody is due", "Import a list with Ctrl+O to fill the queue."
            self._empty.say("list-ordered", title, sentence)
        elif wanted.words:
            title = f"Nobody matches “{wanted.words}”"
            self._empty.say("search", title, _LOOKED_AT, "Clear", "Esc")
            self.filters.find_field.setFocus()
            self._desk.fetch(self, self._suggest, close_name, words=wanted.words)
        else:
            title, sentence = "Nobody here", "All shows the others."
            self._empty.say("list-ordered", title, sentence, "Show all", "Esc")
        self._hints.say("")
        self._middle.setCurrentWidget(self._empty)

    def _suggest(self, suggestion: Suggestion | None) -> None:
        self._suggestion = suggestion
        if suggestion is not None:
            people = f"{suggestion.people} {'person' if suggestion.people == 1 else 'people'}"
            sentence = f"Did you mean {suggestion.name}? {people}."
            title = self._empty.title()
            self._empty.say("search", title, sentence, f"Show {suggestion.name}", "Enter")

    def _take_suggestion(self) -> None:
        """Look for the name that was suggested; without one show everything again."""
        if self._suggestion is None:
            self.filters.clear()
        else:
            self.filters.look_for(self._suggestion.name)

    def _leave_find(self) -> None:
        if self._is_list:
            self.table.setFocus()

    def _confirm_find(self) -> None:
        if self._suggestion is not None and not self._is_list:
            self._take_suggestion()
        self._leave_find()

    def _explain(self, listed: Listed) -> None:
        if self.table.chosen_count() <= 1:
            self._hints.say(rank_sentence(listed, self._desk.now()))
        is_peeking = self._split.is_open and self._pane.currentWidget() is self._peek
        if is_peeking and listed.row.lead_id != self._peek.lead_id():
            self._show_peek(listed.row)

    def _say_chosen(self) -> None:
        count, row = self.table.chosen_count(), self.table.focused_row()
        if count > 1:
            self._hints.say(f"{count:,} chosen")
        elif row is not None:
            self._hints.say(rank_sentence(row, self._desk.now()))

    def _turn_peek(self, listed: Listed) -> None:
        if self._split.is_open and self._pane.currentWidget() is self._peek:
            self._split.want_pane(wanted=False)
        else:
            self._show_peek(listed.row)

    def _show_peek(self, row: ListedRow) -> None:
        def show(card: ProspectCard) -> None:
            called_by = "" if row.is_on_my_desk else row.called_by
            self._peek.show_card(card, self._desk.now(), called_by)
            self._pane.setCurrentWidget(self._peek)
            self._split.open_pane()

        caller_id, now = self._desk.person_id, self._desk.now()
        fetch = self._desk.fetch
        fetch(self, show, prospect_card, lead_id=row.lead_id, caller_id=caller_id, now=now)

    def _step_back(self) -> bool:
        if (strip := self._deeds.open_strip()) is not None:
            return strip.close_strip()
        if self._split.is_open and self._pane.currentWidget() is self._peek:
            self._split.want_pane(wanted=False)
            self.table.setFocus()
            return True
        if self._split.fold_pane():
            self._unknown.setFocus()
            return True
        if self._is_list and self.table.clear_marks():
            return True
        if self.filters.wanted().is_narrowed:
            self.filters.clear()
            self.table.setFocus()
            return True
        return False

    def _take_research(self, rows: list[ResearchRow]) -> None:
        self._research = rows
        self._show_counts()
        if self.filters.wanted().tab is Tab.TO_FIND_OUT:
            self._show_research()

    def _show_research(self) -> None:
        self._hints.set_hints(_RESEARCH_KEYS)
        self._hints.say("")
        self._unknown.set_rows(self._research)
        self._empty.say(
            "search", "Nothing to find out", "Every prospect has a number and a name to ask for."
        )
        self._middle.setCurrentWidget(self._unknown if self._research else self._empty)
        self._pane.setCurrentWidget(self._form)
        self._split.want_pane(wanted=bool(self._research))

    def _leave_research(self) -> None:
        self._hints.set_hints(_QUEUE_KEYS)
        if self._pane.currentWidget() is self._form:
            self._split.want_pane(wanted=False)

    def _ask_number(self, row: ResearchRow) -> None:
        self._form.show_row(row)
        self._split.open_pane()
        self._form.begin()

    def _add(self, request: AddNumber) -> None:
        self._desk.submit(self, add_number, request, self._found, self._refuse)

    def _found(self, event: events.FoundNumber) -> None:
        self.refresh()
        sentence = f"{event.prospect_name} can be called now"
        self._hints.say(sentence)
        announce(self, sentence)

    def _refuse(self, _refusal: QualDeskError) -> None:
        self._form.mark_number()


def _lead_of(row: ResearchRow) -> int:
    return row.lead_id
