"""The lists of the page: mails, what came in, letters; one is in sight, or a word that it is empty."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.domain.mail import MailShelf
from qualdesk.queries.came_in import ReceivedRow
from qualdesk.queries.post import MailRow, WaitingLetter
from qualdesk_ui.screens.outbox.came_in import received_columns
from qualdesk_ui.screens.outbox.flow import PostFlow
from qualdesk_ui.screens.outbox.rows import (
    CAME_IN,
    EMPTY_OF,
    LETTERS,
    letter_columns,
    mail_columns,
)
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.long_model import Block, Ranked
from qualdesk_ui.widgets.long_table import LongTable

PostRow = MailRow | WaitingLetter | ReceivedRow


class Shelves(QStackedWidget):
    """`focused` and `opened` bring a row, `chosen_anew` comes when others are marked."""

    focused = Signal(object)
    opened = Signal(object)
    peeked = Signal()
    chosen_anew = Signal()

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        has_server: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.mails: LongTable[MailRow] = LongTable(
            "Mails", mail_columns(now, has_server=has_server)
        )
        self.received: LongTable[ReceivedRow] = LongTable("Came in", received_columns(now))
        self.letters: LongTable[WaitingLetter] = LongTable("Letters", letter_columns(now))
        self.empty = EmptyState("mail", "", "")
        self._tab: str = MailShelf.TO_SETTLE
        for table in (self.mails, self.received, self.letters):
            self.addWidget(table)
            table.focused.connect(self._tell_focused)
            table.marked.connect(self.chosen_anew)
            table.peeked.connect(self.peeked)
            table.opened.connect(self._tell_opened)
        self.addWidget(self.empty)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on the tab."""
        return self.currentWidget() is self.empty

    def focus(self) -> None:
        """Put the keyboard into what is in sight."""
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus()

    def feed_from(self, flow: PostFlow) -> None:
        """Read rows where they come into sight."""
        self.mails.wanted.connect(flow.read_mails)
        self.received.wanted.connect(flow.read_received)
        self.letters.wanted.connect(flow.read_letters)
        flow.mails_read.connect(self.mails.take_rows)
        flow.received_read.connect(self.received.take_rows)
        flow.letters_read.connect(self.letters.take_rows)

    def turn_to(self, tab: str) -> None:
        """Speak of a tab from now on; what was marked on another one is not any more."""
        if tab != self._tab:
            self.clear_marks()
            self._tab = tab

    def row(self) -> PostRow | None:
        """Return the row in focus."""
        found = self._table().focused_row()
        return found.row if found is not None and not self.is_empty else None

    def chosen(self) -> list[int]:
        """Return the rows that are marked, else the one in focus."""
        return [] if self.is_empty else self._table().chosen_keys()

    def chosen_mails(self) -> list[MailRow]:
        """Return those of the mails chosen that were read."""
        if self._table() is not self.mails:
            return []
        rows = self.mails.rows
        found = (rows.row_at(rows.place_of(key)) for key in self.chosen())
        return [one.row for one in found if one is not None]

    def mark(self) -> None:
        """Mark the row in focus, or mark it no more."""
        self._table().turn_mark()

    def clear_marks(self) -> bool:
        """Mark nothing any more; False where nothing was."""
        return self._table().clear_marks()

    def show_ids(self, ids: Sequence[int], words: str) -> None:
        """Show what stands on the tab; `words` are what was looked for."""
        table = self._table()
        table.set_blocks([Block(ids, [0] * len(ids))] if ids else [])
        self.setCurrentWidget(table if ids else self.empty)
        if ids:
            table.read_again()
        else:
            self._say_empty(words)

    def add_ids(self, ids: Sequence[int]) -> None:
        """Show more below."""
        self._table().extend([Block(ids, [0] * len(ids))])

    def _table(
        self,
    ) -> LongTable[MailRow] | LongTable[ReceivedRow] | LongTable[WaitingLetter]:
        if self._tab == CAME_IN:
            return self.received
        return self.letters if self._tab == LETTERS else self.mails

    def _say_empty(self, words: str) -> None:
        if words and self._tab != LETTERS:
            looked_at = "Names, addresses and subjects of this tab were looked at."
            self.empty.say("search", f"Nothing matches “{words}”", looked_at)
            return
        icon = "mail" if self._tab in set(MailShelf) else "mail-open"
        self.empty.say(icon, *EMPTY_OF[self._tab])

    def _tell_focused(self, one: Ranked[PostRow]) -> None:
        self.focused.emit(one.row)

    def _tell_opened(self, one: Ranked[PostRow]) -> None:
        self.opened.emit(one.row)
