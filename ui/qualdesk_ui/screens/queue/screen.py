"""The page of the queue: every row with its reason, and those who wait for a number."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk import events
from qualdesk.commands.requests import AddNumber
from qualdesk.commands.research import add_number
from qualdesk.errors import QualDeskError
from qualdesk.queries.queue import QueueRow, ResearchRow, call_queue, queue_count, to_find_out
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue.find_out import FindOut
from qualdesk_ui.screens.queue.rows import (
    RESEARCH,
    grouped,
    narrow_columns,
    of_tab,
    rank_sentence,
    research_columns,
    tab_options,
    wide_columns,
)
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import PrimaryButton
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.segment import Segment
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.table import Table

_FORM_WIDTH = 372
_NARROW = 1180
_QUEUE_KEYS = (("↑ ↓", "move"), ("Enter", "open on the desk"))
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
        events.FoundNumber,
        events.ImportedRows,
        events.AddedCampaign,
    )
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[QueueRow] = []
        self._research: list[ResearchRow] = []
        self._head = PageHead("Queue")
        self._tabs = Segment("Reason", tab_options((), 0), height=32)
        self._wide: Table[QueueRow] = Table("Queue", wide_columns(desk.now), _key)
        self._narrow: Table[QueueRow] = Table("Queue", narrow_columns(desk.now), _key)
        self._table = self._wide
        self._unknown: Table[ResearchRow] = Table("To find out", research_columns(), _lead_of)
        self._empty = EmptyState("list-ordered", "Nobody is due", "")
        self._form = FindOut(desk.person_id)
        self._hints = KeyHints(_QUEUE_KEYS)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the queue and those to find out again."""
        desk = self._desk
        desk.fetch(self, self._take_research, to_find_out)
        desk.fetch(self, self._show, call_queue, caller_id=desk.person_id, now=desk.now())
        desk.fetch(self, self._count, queue_count, caller_id=desk.person_id, now=desk.now())

    def perform(self, action_id: str) -> bool:
        """Confirm or leave the form."""
        if action_id == "confirm" and self._split.is_open:
            self._form.confirm()
            return True
        if action_id == "back" and self._split.is_open:
            self._split.fold_pane()
            self._unknown.setFocus()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = self._narrow if self.width() < current().scaled(_NARROW) else self._wide
        if fitting is not self._table:
            self._exchange_table(fitting)

    def _exchange_table(self, table: Table[QueueRow]) -> None:
        row, had_focus = self._table.focused_row(), self._table.hasFocus()
        self._table = table
        self._choose()
        if row is not None:
            table.focus_key(row.lead_id)
        if had_focus:
            table.setFocus()

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        self._head.add_row(tabs)
        self._middle = QStackedWidget()
        for widget in (self._wide, self._narrow, self._unknown, self._empty):
            self._middle.addWidget(widget)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._middle, 1)
        column.addWidget(self._hints)
        self._split = SplitPage(page, self._form, pane_width=_FORM_WIDTH, folds_below=_NARROW)
        self._split.want_pane(wanted=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        start = PrimaryButton("Start calling", icon="headset")
        start.clicked.connect(self._start)
        self._head.buttons.addWidget(start)
        self._tabs.chosen.connect(self._choose)
        for table in (self._wide, self._narrow):
            table.opened.connect(self._open)
            table.focused.connect(self._explain)
        self._unknown.focused.connect(self._form.show_row)
        self._unknown.opened.connect(self._ask_number)
        self._form.asked.connect(self._add)

    def _start(self) -> None:
        self.go_to.emit("call-desk", None)

    def _open(self, row: QueueRow) -> None:
        self.go_to.emit("call-desk", row.lead_id)

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

    def _take_research(self, rows: list[ResearchRow]) -> None:
        self._research = rows

    def _show(self, rows: list[QueueRow]) -> None:
        self._rows = rows
        self._tabs.set_options(tab_options(rows, len(self._research)))
        self._choose()

    def _count(self, callable_now: int) -> None:
        listed = len(self._rows)
        self._head.set_note(f"{callable_now:,} callable now, {listed:,} listed" if listed else "")

    def _choose(self, _tab: str = "") -> None:
        if self._tabs.value() == RESEARCH:
            self._show_research()
            return
        rows = of_tab(self._rows, self._tabs.value())
        self._split.want_pane(wanted=False)
        self._hints.set_hints(_QUEUE_KEYS)
        self._hints.say("")
        self._table.set_rows(grouped(rows))
        self._say_if_empty()
        self._middle.setCurrentWidget(self._table if rows else self._empty)

    def _show_research(self) -> None:
        self._hints.set_hints(_RESEARCH_KEYS)
        self._hints.say("")
        self._unknown.set_rows(self._research)
        self._empty.say(
            "search", "Nothing to find out", "Every prospect has a number and a name to ask for."
        )
        self._middle.setCurrentWidget(self._unknown if self._research else self._empty)
        self._split.want_pane(wanted=bool(self._research))

    def _say_if_empty(self) -> None:
        if self._rows:
            self._empty.say("list-ordered", "Nobody under this reason", "All shows the others.")
        else:
            self._empty.say(
                "list-ordered", "Nobody is due", "Import a list with Ctrl+O to fill the queue."
            )

    def _explain(self, row: QueueRow) -> None:
        self._hints.say(rank_sentence(row, self._desk.now()))


def _key(row: QueueRow) -> int:
    return row.lead_id


def _lead_of(row: ResearchRow) -> int:
    return row.lead_id
