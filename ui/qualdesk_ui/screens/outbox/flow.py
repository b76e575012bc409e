"""Reads the Outbox: numbers part by part, rows only for what is in sight."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.domain.mail import MailShelf
from qualdesk.queries.came_in import ReceivedRow, received_ids, received_rows
from qualdesk.queries.post import (
    PART,
    MailRow,
    PostCounts,
    WaitingLetter,
    letter_ids,
    letter_rows,
    mail_ids,
    mail_rows,
    post_counts,
)
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.outbox.rows import CAME_IN, LETTERS


class PostFlow(QObject):
    """`listed` brings the ids of a tab and whether they come after others that are shown."""

    counted = Signal(object)
    listed = Signal(list, bool)
    mails_read = Signal(object)
    letters_read = Signal(object)
    received_read = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: tuple[str, str] = ("", "")

    def refresh(self, tab: str, words: str) -> None:
        """Read how many there are, and what stands on a tab."""
        me, now, self._asked = self._desk.person_id, self._desk.now(), (tab, words)
        self._desk.fetch_beside(self, self._count, post_counts, person_id=me, now=now)
        if tab == LETTERS:
            self._desk.fetch(self, self._list_letters, letter_ids, person_id=me, now=now)
        else:
            self._read_part(None)

    def read_received(self, ids: Sequence[int]) -> None:
        """Read the rows of these mails that came in."""
        self._desk.fetch(self, self._tell_received, received_rows, ids=ids)

    def read_mails(self, ids: Sequence[int]) -> None:
        """Read the rows of these mails."""
        self._desk.fetch(self, self._tell_mails, mail_rows, ids=ids)

    def read_letters(self, ids: Sequence[int]) -> None:
        """Read the rows of these letters."""
        self._desk.fetch(self, self._tell_letters, letter_rows, ids=ids)

    def _read_part(self, before: int | None) -> None:
        tab, words = self._asked
        take = partial(self._take_part, self._asked, before)
        if tab == CAME_IN:
            self._desk.fetch(self, take, received_ids, words=words, before=before)
            return
        me, shelf = self._desk.person_id, MailShelf(tab)
        self._desk.fetch(
            self, take, mail_ids, shelf=shelf, person_id=me, words=words, before=before
        )

    def _take_part(self, asked: tuple[str, str], before: int | None, ids: list[int]) -> None:
        if asked != self._asked:
            return
        self.listed.emit(ids, before is not None)
        if len(ids) >= PART and asked[0] != MailShelf.WAITING:
            self._read_part(ids[-1])

    def _list_letters(self, ids: list[int]) -> None:
        if self._asked[0] == LETTERS:
            self.listed.emit(ids, False)

    def _count(self, counts: PostCounts) -> None:
        self.counted.emit(counts)

    def _tell_mails(self, rows: dict[int, MailRow]) -> None:
        self.mails_read.emit(rows)

    def _tell_letters(self, rows: dict[int, WaitingLetter]) -> None:
        self.letters_read.emit(rows)

    def _tell_received(self, rows: dict[int, ReceivedRow]) -> None:
        self.received_read.emit(rows)
