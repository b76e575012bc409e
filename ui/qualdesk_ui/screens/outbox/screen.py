"""The page of the Outbox: what waits, went, failed, is unclear, and the letters on paper."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk.domain.mail import MailChoice, MailShelf
from qualdesk.errors import QualDeskError
from qualdesk.events.calls import OUTCOMES
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.hand_offs import AnsweredHandOff, SteppedOn, TookBackDeed
from qualdesk.events.letters import CancelledLetters, MarkedPrinted, TookBackLetters
from qualdesk.events.mail import CorrectedMail, SettledMail, TookBackMailChoice
from qualdesk.events.people import DeactivatedPerson, TookBackLeaving, WentAway
from qualdesk.events.receiving import ReadMailbox
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment
from qualdesk.jobs.receiving import ReadReport, read_account
from qualdesk.queries.post import MailRow, PostCounts, WaitingLetter
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.outbox.calendar_door import CalendarDoor
from qualdesk_ui.screens.outbox.deeds import PostDeeds
from qualdesk_ui.screens.outbox.flow import PostFlow
from qualdesk_ui.screens.outbox.paper_door import PaperDoor
from qualdesk_ui.screens.outbox.reading_pane import ReadingPane
from qualdesk_ui.screens.outbox.rows import (
    EMPTY_OF,
    LETTERS,
    Mail,
    Paper,
    counts_of,
    letter_columns,
    mail_columns,
    note_of,
    shelf_options,
)
from qualdesk_ui.screens.outbox.steps import PAPER_STEPS, FileStep, PaperStep, PostStep, steps_of
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.long_model import Block
from qualdesk_ui.widgets.long_table import LongTable
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
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
        AnsweredHandOff,
        CancelledLetters,
        ClosedOutMany,
        CorrectedMail,
        DeactivatedPerson,
        MarkedPrinted,
        ReadMailbox,
        ReassignedTerritory,
        SettledMail,
        SteppedOn,
        TookBackDeed,
        TookBackLeaving,
        TookBackLetters,
        TookBackMailChoice,
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
        self._fetch = NormalButton("Read what came in", icon="mail-open")
        self._mails: LongTable[MailRow] = LongTable(
            "Mails", mail_columns(desk.now, has_server=self._has_server)
        )
        self._letters: LongTable[WaitingLetter] = LongTable("Letters", letter_columns(desk.now))
        self._empty, self._hints = EmptyState("mail", "", ""), KeyHints(_HINTS)
        self._pane = ReadingPane()
        self._flow = PostFlow(desk, self)
        self._deeds = deeds or PostDeeds(desk, self)
        self._paper = paper or PaperDoor(desk, self)
        self._calendar = calendar or CalendarDoor(desk, self)
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._lay_out()
        self._connect()
        self._again.start()

    def refresh(self) -> None:
        """Read the tab in sight again."""
        self._set_up.setHidden(self._has_server())
        is_team = self._desk.is_open and self._desk.database.dialect != "sqlite"
        self._fetch.setHidden(is_team or not self._desk.choices.settings.imap.host)
        self._flow.refresh(self._tabs.value(), self._find.text().strip())

    def perform(self, action_id: str) -> bool:
        """Do what the keys of the page ask for; False for what the window knows better."""
        if action_id in _SHELVES:
            self._tabs.step(_SHELVES[action_id])
            return True
        if action_id in _STEPS:
            return self._step(_STEPS[action_id])
        does: dict[str, Callable[[], bool]] = {
            "select-mail": self._select,
            "find-mail": self._begin_find,
            "undo": self._deeds.take_back,
            "back": self._step_back,
        }
        return does[action_id]() if action_id in does else False

    def panes(self) -> Sequence[QWidget]:
        """Return tabs, list and reading pane."""
        shown = self._stack.currentWidget()
        return [one for one in (self._tabs, shown, self._pane) if one and one.isVisible()]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_tabs(self._tabs, self.width() - self._pane.width() * self._split.is_open - 80)

    def _has_server(self) -> bool:
        # A team's mail is sent by its worker, whose server this desk does not know.
        is_team = self._desk.is_open and self._desk.database.dialect != "sqlite"
        return is_team or bool(self._desk.choices.settings.smtp.host)

    def _lay_out(self) -> None:
        self._find.setFixedWidth(_FIND_WIDTH)
        self._head.buttons.addWidget(self._set_up)
        self._head.buttons.addWidget(self._fetch)
        self._head.buttons.addWidget(self._find)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        self._head.add_row(row)
        self._stack = QStackedWidget()
        for widget in (self._mails, self._letters, self._empty):
            self._stack.addWidget(widget)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._paper.strip)
        column.addWidget(self._calendar.strip)
        column.addWidget(self._hints)
        self._split = SplitPage(page, self._pane, pane_width=_PANE, folds_below=_FOLDS_BELOW)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._change_tab)
        self._find.textChanged.connect(self.refresh)
        self._find.returnPressed.connect(self._focus_list)
        self._fetch.clicked.connect(self._read_mailbox)
        self._set_up.clicked.connect(partial(self.go_to.emit, "preferences", "mail"))
        self._flow.counted.connect(self._count)
        self._flow.listed.connect(self._list)
        self._flow.mails_read.connect(self._mails.take_rows)
        self._flow.letters_read.connect(self._letters.take_rows)
        self._mails.wanted.connect(self._flow.read_mails)
        self._letters.wanted.connect(self._flow.read_letters)
        for table in (self._mails, self._letters):
            table.focused.connect(self._read)
            table.marked.connect(self._say_chosen)
            table.peeked.connect(self._turn_pane)
            table.opened.connect(self._open_lead)
        self._pane.step_chosen.connect(self._step)
        self._deeds.said.connect(self._say)
        self._deeds.parted.connect(self._calendar.ask)
        for door in (self._paper, self._calendar):
            door.said.connect(self._say)
            door.done.connect(self._focus_list)
        self._again.timeout.connect(self._look_again)

    def _read_mailbox(self) -> None:
        self._fetch.set_off_because("The mailbox is being read.")
        settings, now = self._desk.choices.settings, self._desk.now()
        job = partial(read_account, self._desk.database, settings, now)
        self._desk.run(self, self._tell_read, job, self._tell_unread)

    def _tell_read(self, report: ReadReport) -> None:
        self._fetch.set_off_because("")
        self._say(f"Read: {report.words}")
        self._desk.committed.emit(ReadMailbox(report.concerning))

    def _tell_unread(self, _refusal: QualDeskError) -> None:
        self._fetch.set_off_because("")

    def _change_tab(self, _value: str) -> None:
        self._table().clear_marks()
        for door in (self._paper, self._calendar):
            door.strip.close_strip()
        self._hints.say("")
        self.refresh()

    def _look_again(self) -> None:
        if self.isVisible() and self._tabs.value() in _SHORT:
            self.refresh()

    def _count(self, counts: PostCounts) -> None:
        self._tabs.set_counts(counts_of(counts))
        self._head.set_note(note_of(counts, has_server=self._has_server()))

    def _list(self, ids: list[int], is_more: bool) -> None:
        table, block = self._table(), Block(ids, [0] * len(ids))
        if is_more:
            table.extend([block])
            return
        table.set_blocks([block] if ids else [])
        self._split.want_pane(wanted=bool(ids))
        self._stack.setCurrentWidget(table if ids else self._empty)
        if not ids:
            self._say_empty()
            return
        table.read_again()
        is_asking = any(not one.strip.isHidden() for one in (self._paper, self._calendar))
        if not self._find.hasFocus() and not is_asking:
            table.setFocus()

    def _say_empty(self) -> None:
        words = self._find.text().strip()
        if words and self._tabs.value() != LETTERS:
            looked_at = "Names, addresses and subjects of this tab were looked at."
            self._empty.say("search", f"Nothing matches “{words}”", looked_at)
            return
        icon = "mail-open" if self._tabs.value() == LETTERS else "mail"
        self._empty.say(icon, *EMPTY_OF[self._tabs.value()])

    def _table(self) -> LongTable[MailRow] | LongTable[WaitingLetter]:
        return self._letters if self._tabs.value() == LETTERS else self._mails

    def _steps(self) -> Sequence[PostStep]:
        if self._tabs.value() == LETTERS:
            return PAPER_STEPS if self._letters.focused_row() else ()
        mail = self._mails.focused_row()
        return steps_of(mail.row, has_server=self._has_server()) if mail else ()

    def _read(self, one: Mail | Paper) -> None:
        now = self._desk.now()
        if isinstance(one.row, MailRow):
            is_there = self._has_server()
            self._pane.show_mail(one.row, self._steps(), now, has_server=is_there)
        else:
            self._pane.show_letter(one.row, now)

    def _step(self, place: int) -> bool:
        """Take a next step of the focused or selected rows."""
        steps, ids = self._steps(), self._table().chosen_keys()
        if self._stack.currentWidget() is self._empty or place >= len(steps) or not ids:
            return False
        does = steps[place].does
        mail = self._mails.focused_row()
        if does is MailChoice.BY_HAND and mail is not None:
            self._deeds.hand_over(mail.row)
            return True
        if does is FileStep.CALENDAR and mail is not None:
            self._calendar.ask(mail.row.id)
            return True
        if does is PaperStep.PRINT:
            self._paper.ask(ids)
            return True
        self._table().clear_marks()
        if isinstance(does, MailChoice):
            self._deeds.settle(ids, does)
        elif does is PaperStep.POSTED:
            self._deeds.mark_posted(ids)
        else:
            self._deeds.cancel_letters(ids)
        return True

    def _select(self) -> bool:
        self._table().turn_mark()
        return True

    def _say_chosen(self) -> None:
        count = self._table().chosen_count()
        if count > 1:
            self._hints.say(f"{count:,} chosen")

    def _begin_find(self) -> bool:
        self._find.setFocus()
        self._find.selectAll()
        return True

    def _step_back(self) -> bool:
        if self._paper.strip.close_strip() or self._calendar.strip.close_strip():
            return True
        if self._split.fold_pane() or self._table().clear_marks():
            self._focus_list()
            return True
        if self._find.text():
            self._find.clear()
            self._focus_list()
            return True
        return False

    def _turn_pane(self, _one: object) -> None:
        if not self._split.fold_pane():
            self._split.open_pane()

    def _open_lead(self, one: Mail | Paper) -> None:
        self.go_to.emit("queue", ToRead(one.row.lead_id, ""))

    def _focus_list(self) -> None:
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _say(self, sentence: str) -> None:
        self._hints.say(sentence)
        announce(self, sentence)
