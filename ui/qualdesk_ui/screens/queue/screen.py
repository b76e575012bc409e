"""The page of the queue: the whole order with its reasons, and those who wait for a number."""

from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.queue_tab import Tab
from qualdesk.errors import InputError
from qualdesk.queries.campaigns import campaign_names
from qualdesk.queries.queue_view import QueueView
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.queue.concerns import CONCERNS
from qualdesk_ui.screens.queue.deeds import Deeds
from qualdesk_ui.screens.queue.exports import ChooseFile, Exports, choose_file
from qualdesk_ui.screens.queue.farewells import Farewells
from qualdesk_ui.screens.queue.filters import Filters
from qualdesk_ui.screens.queue.finding import Finding
from qualdesk_ui.screens.queue.keyboard import Keyboard
from qualdesk_ui.screens.queue.list_flow import ListFlow
from qualdesk_ui.screens.queue.listing import Listing
from qualdesk_ui.screens.queue.on_rows import OnRows
from qualdesk_ui.screens.queue.order_strip import OrderStrip
from qualdesk_ui.screens.queue.side import Side
from qualdesk_ui.screens.queue.unknown import KEYS as RESEARCH_KEYS
from qualdesk_ui.screens.queue.unknown import Unknown
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
_STILL_READING = "The queue is still being read. Export it in a moment."


class QueueScreen(QWidget):
    """Enter opens a row on the call desk; in "To find out" it asks for the number."""

    refreshes_on: ClassVar[tuple[type, ...]] = CONCERNS
    go_to = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        ask_for_file: ChooseFile = choose_file,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = QueueView()
        self._looks = 0
        self.filters = Filters()
        self.listing = Listing(desk)
        self.table = self.listing.table
        self.hints = KeyHints(_QUEUE_KEYS)
        self._flow = ListFlow(desk, self)
        self.deeds = Deeds(desk, self.table, self)
        self.farewells = Farewells(desk, self.table, self)
        self.side = Side(desk, self._page(), self)
        self._on_rows = OnRows(desk, self.table, self.side, self.hints)
        self.unknown = Unknown(desk, self.listing, self.side, self)
        self._finding = Finding(self.filters, self.listing, self._flow, self)
        self._exports = Exports(desk, self, ask_for_file)
        self._keyboard = self._made_keyboard()
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
        return self._keyboard.perform(action_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.listing.focus()

    def _made_keyboard(self) -> Keyboard:
        return Keyboard(
            self.filters,
            self.listing,
            self.deeds,
            self.farewells,
            self.side,
            start=self._start,
            export=self._export,
        )

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
        self._flow.rows_read.connect(self.table.take_rows)
        self.unknown.read.connect(self._show_unknown)
        self._exports.said.connect(self._say)
        self.filters.changed.connect(self._narrow)
        self.filters.start_asked.connect(self._start)
        self.table.wanted.connect(self._flow.read_rows)
        self._on_rows.lead_opened.connect(self._open_lead)
        for who in (self.deeds.done, self.farewells.done, self.side.left):
            who.connect(self.listing.focus)
        self.side.number_found.connect(self._found)
        self._again.timeout.connect(self._look_again)

    def _read_beside(self) -> None:
        self.table.read_again()
        self.unknown.read_again()
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

    def _open_lead(self, lead_id: int) -> None:
        self.go_to.emit("call-desk", lead_id)

    def _narrow(self) -> None:
        wanted = self.filters.wanted()
        self._finding.begin_anew()
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
        self.filters.show_counts({**view.counts, Tab.TO_FIND_OUT: self.unknown.count})
        note = f"{view.callable_now:,} callable now of {view.total:,}" if view.total else ""
        self.filters.head.set_note(note)

    def _say_nobody(self) -> None:
        self.hints.set_hints(_WAY_OUT if self.filters.wanted().is_narrowed else ())
        self.hints.say("")
        self._finding.say_nobody(self._view.total)

    def _show_unknown(self) -> None:
        """Count those to find out, and show them where they are wanted."""
        self._show_counts()
        if self.filters.wanted().tab is Tab.TO_FIND_OUT:
            self._show_research()

    def _show_research(self) -> None:
        self.hints.set_hints(RESEARCH_KEYS)
        self.hints.say("")
        self.unknown.show()

    def _export(self) -> None:
        """Write what the tab and filters leave, whole and in its order."""
        if self.filters.wanted().tab is Tab.TO_FIND_OUT:
            self._exports.write(self.unknown.lead_ids())
        elif not self._view.is_whole:
            self._desk.refused.emit(InputError(_STILL_READING))
        else:
            self._exports.write([one for part in self._view.stretches for one in part.lead_ids])

    def _found(self, name: str) -> None:
        self.refresh()
        self._say(f"{name} can be called now")

    def _say(self, sentence: str) -> None:
        self.hints.say(sentence)
        announce(self, sentence)
