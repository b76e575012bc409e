"""The page of the Outbox: what waits, went, failed, is unclear, came in, and the letters on paper."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.mail import MailShelf
from qualdesk.queries.post import PostCounts
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.outbox.asking import ChooseFile, OpenUrl, choose_file
from qualdesk_ui.screens.outbox.concerns import CONCERNS
from qualdesk_ui.screens.outbox.flow import PostFlow
from qualdesk_ui.screens.outbox.keyboard import Keyboard
from qualdesk_ui.screens.outbox.mailbox import MailboxReader
from qualdesk_ui.screens.outbox.next_steps import NextSteps
from qualdesk_ui.screens.outbox.on_rows import OnRows
from qualdesk_ui.screens.outbox.reading_pane import ReadingPane
from qualdesk_ui.screens.outbox.route import Route
from qualdesk_ui.screens.outbox.rows import counts_of, note_of, shelf_options
from qualdesk_ui.screens.outbox.shelves import Shelves
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import column_of
from qualdesk_ui.widgets.tabs import fit_tabs, tabs

_PANE, _FOLDS_BELOW = 400, 1180
_FIND_WIDTH = 220
_LOOK_AGAIN_MS = 5_000
_SHORT = (MailShelf.WAITING, MailShelf.TO_SETTLE)
"""Shelves that change by themselves, and are short enough to be read whole each time."""

_HINTS = (
    ("↑ ↓", "move"),
    ("Space", "read"),
    ("Enter", "open the prospect"),
    ("X", "select"),
    ("1–3", "next step"),
    ("Ctrl+Z", "take back"),
)


class OutboxScreen(QWidget):
    """1 to 3 are the next steps of the focused or selected rows; Space reads one."""

    refreshes_on: ClassVar[tuple[type, ...]] = CONCERNS
    go_to = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        ask_for_file: ChooseFile = choose_file,
        open_url: OpenUrl = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._desk, self._route = desk, Route(desk)
        self._head = PageHead("Outbox")
        self._tabs = tabs("Outbox", shelf_options())
        self._find = Field("Find a mail", placeholder="Find a mail", icon="search", key="/")
        self._set_up = NormalButton("Set up mail")
        self._mailbox = MailboxReader(desk, self)
        self._shelves = Shelves(desk.now, has_server=self._route.has_server)
        self._hints, self._pane = KeyHints(_HINTS), ReadingPane()
        self._flow = PostFlow(desk, self)
        self._next = NextSteps(
            desk,
            self,
            self._shelves,
            has_server=self._route.has_server,
            ask_for_file=ask_for_file,
            open_url=open_url,
        )
        self._on_rows = OnRows(desk, self._shelves, self._pane, self._next, self._route)
        self._split = self._laid_out()
        self._keyboard = Keyboard(self._tabs, self._find, self._shelves, self._next, self._split)
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._connect()
        self._again.start()

    def refresh(self) -> None:
        """Read the tab in sight again."""
        self._set_up.setHidden(self._route.has_server())
        self._mailbox.refresh(is_team=self._route.is_team())
        self._shelves.turn_to(self._tabs.value())
        self._flow.refresh(self._tabs.value(), self._find.text().strip())

    def perform(self, action_id: str) -> bool:
        """Do what a key means here; False for what the window knows better."""
        return self._keyboard.perform(action_id)

    def panes(self) -> Sequence[QWidget]:
        """Return tabs, list and reading pane."""
        shown = self._shelves.currentWidget()
        return [one for one in (self._tabs, shown, self._pane) if one and one.isVisible()]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._shelves.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_tabs(self._tabs, self.width() - self._pane.width() * self._split.is_open - 80)

    def _laid_out(self) -> SplitPage:
        self._find.setFixedWidth(_FIND_WIDTH)
        for widget in (self._set_up, self._mailbox.button, self._find):
            self._head.buttons.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        self._head.add_row(row)
        parts = (self._head, self._shelves, *self._next.strips, self._hints)
        page = column_of(*parts, filling=self._shelves)
        split = SplitPage(page, self._pane, pane_width=_PANE, folds_below=_FOLDS_BELOW)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        return split

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._change_tab)
        self._find.textChanged.connect(self.refresh)
        self._find.returnPressed.connect(self._shelves.focus)
        self._set_up.clicked.connect(partial(self.go_to.emit, "preferences", "mail"))
        self._flow.counted.connect(self._count)
        self._flow.listed.connect(self._list)
        self._shelves.feed_from(self._flow)
        self._shelves.chosen_anew.connect(self._say_chosen)
        self._shelves.peeked.connect(self._turn_pane)
        self._on_rows.lead_opened.connect(self._open_lead)
        self._pane.step_chosen.connect(self._next.take)
        for one in (self._mailbox, self._next, self._on_rows):
            one.said.connect(self._say)
        self._next.done.connect(self._shelves.focus)
        self._again.timeout.connect(self._look_again)

    def _change_tab(self, _value: str) -> None:
        self._next.close_strip()
        self._hints.say("")
        self.refresh()

    def _look_again(self) -> None:
        if self.isVisible() and self._tabs.value() in _SHORT:
            self.refresh()

    def _count(self, counts: PostCounts) -> None:
        self._tabs.set_counts(counts_of(counts))
        self._head.set_note(note_of(counts, has_server=self._route.has_server()))

    def _list(self, ids: list[int], is_more: bool) -> None:
        if is_more:
            self._shelves.add_ids(ids)
            return
        self._split.want_pane(wanted=bool(ids))
        self._shelves.show_ids(ids, self._find.text().strip())
        if ids and not self._find.hasFocus() and not self._next.is_asking:
            self._shelves.focus()

    def _say_chosen(self) -> None:
        count = len(self._shelves.chosen())
        if count > 1:
            self._hints.say(f"{count:,} chosen")

    def _turn_pane(self) -> None:
        if not self._split.fold_pane():
            self._split.open_pane()

    def _open_lead(self, lead_id: int) -> None:
        self.go_to.emit("queue", ToRead(lead_id, ""))

    def _say(self, sentence: str) -> None:
        self._hints.say(sentence)
        announce(self, sentence)
