"""What is decided about letters on paper: posted, or taken off the list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from qualdesk.commands.letters import cancel_letters_by_hand, mark_printed, take_back_letters
from qualdesk.commands.requests.letters import CancelLetters, MarkPrinted, TakeBackLetters
from qualdesk.events.letters import CancelledLetters, MarkedPrinted, TookBackLetters
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.outbox.decisions import Decision, Decisions
from qualdesk_ui.screens.outbox.words import counted


class LetterDeeds(QObject):
    """Some letters at once, taken back together."""

    def __init__(self, desk: Desk, decisions: Decisions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._decisions = desk, decisions

    def mark_posted(self, ids: Sequence[int]) -> None:
        """Write down that letters are posted."""
        self._desk.submit(self, mark_printed, MarkPrinted(tuple(ids)), self._posted)

    def cancel(self, ids: Sequence[int]) -> None:
        """Take letters off the list."""
        request = CancelLetters(tuple(ids), self._desk.person_id)
        self._desk.submit(self, cancel_letters_by_hand, request, self._cancelled)

    def _posted(self, event: MarkedPrinted) -> None:
        self._add(event.letter_ids, event.deed, "posted")

    def _cancelled(self, event: CancelledLetters) -> None:
        self._add(event.letter_ids, event.deed, "taken off the list")

    def _add(self, ids: Sequence[int], deed: str, how: str) -> None:
        if ids:
            words = f"{counted(len(ids), 'letter')} {how}"
            self._decisions.add(Decision(self._take_back), deed, words)

    def _take_back(self, deed: str) -> None:
        self._desk.submit(self, take_back_letters, TakeBackLetters(deed), self._wait_again)

    def _wait_again(self, event: TookBackLetters) -> None:
        count = len(event.letter_ids)
        verb = "waits" if count == 1 else "wait"
        self._decisions.said.emit(f"Taken back: {counted(count, 'letter')} {verb} again")
