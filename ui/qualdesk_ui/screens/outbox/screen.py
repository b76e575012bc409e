"""The page of the Outbox: what waits, went, failed, is unclear, came in, and the letters on paper."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.mail import MailShelf
from qualdesk.events.calls import OUTCOMES
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.hand_offs import AnsweredHandOff, SteppedOn, TookBackDeed
from qualdesk.events.letters import CancelledLetters, MarkedPrinted, TookBackLetters
from qualdesk.events.mail import CorrectedMail, SettledMail, TookBackMailChoice
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.people import DeactivatedPerson, TookBackLeaving, WentAway
from qualdesk.events.receiving import (
    GaveReceived,
    PutAsideReceived,
    ReadMailbox,
    TookBackGiven,
    TookBackPutAside,
)
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment
from qualdesk.queries.came_in import ReceivedRow
from qualdesk.queries.post import MailRow, PostCounts
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.outbox.calendar_door import CalendarDoor
from qualdesk_ui.screens.outbox.deeds import PostDeeds
from qualdesk_ui.screens.outbox.flow import PostFlow
from qualdesk_ui.screens.outbox.mailbox import MailboxReader
from qualdesk_ui.screens.outbox.next_steps import NextSteps
from qualdesk_ui.screens.outbox.paper_door import PaperDoor
from qualdesk_ui.screens.outbox.reading_pane import ReadingPane
from qualdesk_ui.screens.outbox.rows import counts_of, note_of, shelf_options
from qualdesk_ui.screens.outbox.shelves import PostRow, Shelves
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import column_of
from qualdesk_ui.widgets.tabs import fit_tabs, tabs

_PANE, _FOLDS_BELOW = 400, 1240
_FIND_WIDTH = 220
_LOOK_AGAIN_MS = 5_000
_STEPS = {"mail-1": 0, "mail-2": 1, "mail-3": 2}
_SHELVES = {"next-shelf": 1, "previous-shelf": -1}
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

    refreshes_on: ClassVar[tuple[type, ...]] = (
        *OUTCOMES,
        AddedProspect,
        AnsweredHandOff,
        CancelledLetters,
        ClosedOutMany,
        CorrectedMail,
        DeactivatedPerson,
        GaveReceived,
        MarkedPrinted,
        PutAsideReceived,
        ReadMailbox,
        ReassignedTerritory,
        SettledMail,
        SteppedOn,
        TookBackDeed,
        TookBackGiven,
        TookBackLeaving,
        TookBackLetters,
        TookBackMailChoice,
        TookBackPutAside,
        TookBackReassignment,
        WentAway,
    )
    go_to = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        deeds: PostDeeds | None = None,
        paper: PaperDoor | None = None,
        calendar: CalendarDoor | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._head = PageHead("Outbox")
        self._tabs = tabs("Outbox", shelf_options())
        self._find = Field("Find a mail", placeholder="Find a mail", icon="search", key="/")
        self._set_up = NormalButton("Set up mail")
        self._mailbox = MailboxReader(desk, self)
        self._shelves = Shelves(desk.now, has_server=self._has_server)
        self._hints, self._pane = KeyHints(_HINTS), ReadingPane()
        self._flow = PostFlow(desk, self)
        self._next = NextSteps(
            desk,
            self,
            self._shelves,
            has_server=self._has_server,
            deeds=deeds,
            paper=paper,
            calendar=calendar,
        )
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._lay_out()
        self._connect()
        self._again.start()

    def refresh(self) -> None:
        """Read the tab in sight again."""
        self._set_up.setHidden(self._has_server())
        self._mailbox.refresh(is_team=self._is_team())
        self._shelves.turn_to(self._tabs.value())
        self._flow.refresh(self._tabs.value(), self._find.text().strip())

    def perform(self, action_id: str) -> bool:
        """Do what the keys of the page ask for; False for what the window knows better."""
        if action_id in _SHELVES:
            self._tabs.step(_SHELVES[action_id])
            return True
        if action_id in _STEPS:
            return self._next.take(_STEPS[action_id])
        does: dict[str, Callable[[], bool]] = {
            "select-mail": self._select,
            "find-mail": self._begin_find,
            "undo": self._next.deeds.take_back,
            "back": self._step_back,
        }
        return does[action_id]() if action_id in does else False

    def panes(self) -> Sequence[QWidget]:
        """Return tabs, list and reading pane."""
        shown = self._shelves.currentWidget()
        return [one for one in (self._tabs, shown, self._pane) if one and one.isVisible()]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_tabs(self._tabs, self.width() - self._pane.width() * self._split.is_open - 80)

    def _is_team(self) -> bool:
        return self._desk.is_open and self._desk.database.dialect != "sqlite"

    def _has_server(self) -> bool:
        # A team's mail is sent by its worker, whose server this desk does not know.
        return self._is_team() or bool(self._desk.choices.settings.smtp.host)

    def _lay_out(self) -> None:
        self._find.setFixedWidth(_FIND_WIDTH)
        for widget in (self._set_up, self._mailbox.button, self._find):
            self._head.buttons.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        self._head.add_row(row)
        parts = (self._head, self._shelves, *self._next.strips, self._hints)
        page = column_of(*parts, filling=self._shelves)
        self._split = SplitPage(page, self._pane, pane_width=_PANE, folds_below=_FOLDS_BELOW)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._change_tab)
        self._find.textChanged.connect(self.refresh)
        self._find.returnPressed.connect(self._focus_list)
        self._set_up.clicked.connect(partial(self.go_to.emit, "preferences", "mail"))
        self._flow.counted.connect(self._count)
        self._flow.listed.connect(self._list)
        self._shelves.feed_from(self._flow)
        self._shelves.focused.connect(self._read)
        self._shelves.chosen_anew.connect(self._say_chosen)
        self._shelves.peeked.connect(self._turn_pane)
        self._shelves.opened.connect(self._open_lead)
        self._pane.step_chosen.connect(self._next.take)
        for one in (self._mailbox, self._next):
            one.said.connect(self._say)
        self._next.done.connect(self._focus_list)
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
        self._head.set_note(note_of(counts, has_server=self._has_server()))

    def _list(self, ids: list[int], is_more: bool) -> None:
        if is_more:
            self._shelves.add_ids(ids)
            return
        self._split.want_pane(wanted=bool(ids))
        self._shelves.show_ids(ids, self._find.text().strip())
        if ids and not self._find.hasFocus() and not self._next.is_asking:
            self._focus_list()

    def _read(self, row: PostRow) -> None:
        now, steps = self._desk.now(), self._next.steps(row)
        if isinstance(row, MailRow):
            self._pane.show_mail(row, steps, now, has_server=self._has_server())
        elif isinstance(row, ReceivedRow):
            self._pane.show_received(row, steps, now)
        else:
            self._pane.show_letter(row, now)

    def _select(self) -> bool:
        self._shelves.mark()
        return True

    def _say_chosen(self) -> None:
        count = len(self._shelves.chosen())
        if count > 1:
            self._hints.say(f"{count:,} chosen")

    def _begin_find(self) -> bool:
        self._find.setFocus()
        self._find.selectAll()
        return True

    def _step_back(self) -> bool:
        if self._next.close_strip():
            return True
        if self._split.fold_pane() or self._shelves.clear_marks():
            self._focus_list()
            return True
        if self._find.text():
            self._find.clear()
            self._focus_list()
            return True
        return False

    def _turn_pane(self) -> None:
        if not self._split.fold_pane():
            self._split.open_pane()

    def _open_lead(self, row: PostRow) -> None:
        if row.lead_id is None:
            self._say("Nobody knows yet whose this is: 1 gives it to a prospect")
        else:
            self.go_to.emit("queue", ToRead(row.lead_id, ""))

    def _focus_list(self) -> None:
        shown = self._shelves.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _say(self, sentence: str) -> None:
        self._hints.say(sentence)
        announce(self, sentence)
