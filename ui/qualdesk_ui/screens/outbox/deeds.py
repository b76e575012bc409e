"""What is decided about mails and letters on this page, and how it is taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from qualdesk.commands.corrections import correct_mail
from qualdesk.commands.letters import cancel_letters_by_hand, mark_printed, take_back_letters
from qualdesk.commands.mail_choices import settle_mail, take_back_mail_choice
from qualdesk.commands.received_choices import (
    give_received,
    put_received_aside,
    take_back_put_aside,
)
from qualdesk.commands.received_undo import take_back_given
from qualdesk.commands.requests.letters import CancelLetters, MarkPrinted, TakeBackLetters
from qualdesk.commands.requests.mail import CorrectMail, SettleMail, TakeBackMailChoice
from qualdesk.commands.requests.receiving import (
    GiveReceived,
    PutReceivedAside,
    TakeBackGiven,
    TakeBackPutAside,
)
from qualdesk.domain.mail import MailChoice
from qualdesk.errors import InputError, QualDeskError
from qualdesk.events.letters import CancelledLetters, MarkedPrinted, TookBackLetters
from qualdesk.events.mail import CorrectedMail, SettledMail, TookBackMailChoice
from qualdesk.events.receiving import (
    GaveReceived,
    PutAsideReceived,
    TookBackGiven,
    TookBackPutAside,
)
from qualdesk.mail.composing import mail_program_url, signed_text
from qualdesk.queries.post import MailRow
from qualdesk_ui.desk import Desk

_WORDS = {
    MailChoice.ARRIVED: "counts as sent",
    MailChoice.AGAIN: "goes again",
    MailChoice.LEAVE: "is left as it is",
    MailChoice.CANCEL: "will not go",
    MailChoice.BY_HAND: "is open in your mail program, and counts as sent",
}

OpenUrl = Callable[[QUrl], bool]
"""Opens an address with the program of the system for it; False where there is none."""


class _Of(Enum):
    """What was decided about."""

    MAIL = auto()
    PAPER = auto()
    ASIDE = auto()
    GIVEN = auto()


@dataclass(slots=True)
class _Decision:
    """What one key decided; `deeds` are the presses that it took."""

    of: _Of
    deeds: list[str] = field(default_factory=list)


class PostDeeds(QObject):
    """`said` brings what happened, for the foot of the page.

    `parted` names a mail whose calendar entry a mail program has not taken along.
    """

    said = Signal(str)
    parted = Signal(int)

    def __init__(
        self, desk: Desk, parent: QObject, *, open_url: OpenUrl = QDesktopServices.openUrl
    ) -> None:
        super().__init__(parent)
        self._desk, self._open_url = desk, open_url
        self._decisions: list[_Decision] = []

    def settle(self, ids: Sequence[int], choice: MailChoice) -> None:
        """Decide the same about some mails."""
        decision = _Decision(_Of.MAIL)
        for outbox_id in ids:
            self._submit(outbox_id, choice, partial(self._settled, decision))

    def hand_over(self, row: MailRow) -> None:
        """Open a mail in the system's mail program, once it is sure that it may go."""
        settled = partial(self._open, row, _Decision(_Of.MAIL))
        self._submit(row.id, MailChoice.BY_HAND, settled)

    def mark_posted(self, ids: Sequence[int]) -> None:
        """Write down that letters are posted."""
        self._desk.submit(self, mark_printed, MarkPrinted(tuple(ids)), self._posted)

    def cancel_letters(self, ids: Sequence[int]) -> None:
        """Take letters off the list."""
        request = CancelLetters(tuple(ids), self._desk.person_id)
        self._desk.submit(self, cancel_letters_by_hand, request, self._cancelled)

    def give(self, received_id: int, lead_id: int) -> None:
        """Give a mail that came in to the prospect of a lead."""
        me, undo_seconds = self._desk.person_id, self._desk.undo_seconds
        request = GiveReceived(received_id, lead_id, me, undo_seconds)
        self._desk.submit(self, give_received, request, self._given)

    def put_aside(self, ids: Sequence[int]) -> None:
        """Note of mails that came in that nobody has to do anything."""
        request = PutReceivedAside(tuple(ids), self._desk.person_id)
        self._desk.submit(self, put_received_aside, request, self._aside)

    def put_right(self, row: MailRow) -> None:
        """Ask whoever got a mail of what was taken back to disregard it."""
        me, undo_seconds = self._desk.person_id, self._desk.undo_seconds
        request = CorrectMail(row.undone_touch_id or 0, me, undo_seconds, outbox_id=row.id)
        self._desk.submit(self, correct_mail, request, self._corrected)

    def take_back(self) -> bool:
        """Take back the newest decision; False without one, so that the window's own undo follows."""
        if not self._decisions:
            return False
        last = self._decisions.pop()
        for deed in last.deeds:
            self._take_back(last.of, deed)
        return True

    def _take_back(self, of: _Of, deed: str) -> None:
        me = self._desk.person_id
        match of:
            case _Of.PAPER:
                letters = TakeBackLetters(deed)
                self._desk.submit(self, take_back_letters, letters, self._wait_again)
            case _Of.ASIDE:
                aside = TakeBackPutAside(deed, me)
                self._desk.submit(self, take_back_put_aside, aside, self._wait_for_somebody)
            case _Of.GIVEN:
                given = TakeBackGiven(deed, me)
                self._desk.submit(self, take_back_given, given, self._is_nobodys_again)
            case _Of.MAIL:
                request = TakeBackMailChoice(deed, me)
                self._desk.submit(self, take_back_mail_choice, request, self._stands_again)

    def _submit(
        self, outbox_id: int, choice: MailChoice, then: Callable[[SettledMail], object]
    ) -> None:
        request = SettleMail(outbox_id, self._desk.person_id, choice, self._desk.undo_seconds)
        self._desk.submit(self, settle_mail, request, then)

    def _settled(self, decision: _Decision, event: SettledMail) -> None:
        if not decision.deeds:
            self._decisions.append(decision)
        decision.deeds.append(event.deed)
        self._say(f"The e-mail to {event.to_name} {_WORDS[event.choice]}")

    def _open(self, row: MailRow, decision: _Decision, event: SettledMail) -> None:
        """Open it; where no program does, it stands as before."""
        text = signed_text(row.body, row.kind, self._desk.choices.settings.firm)
        try:
            is_open = self._open_url(QUrl(mail_program_url(row.to_address, row.subject, text)))
        except QualDeskError as refusal:
            is_open = False
            self._desk.refused.emit(refusal)
        if is_open:
            self._settled(decision, event)
            if row.has_calendar:
                self.parted.emit(row.id)
            return
        request = TakeBackMailChoice(event.deed, self._desk.person_id)
        self._desk.submit(self, take_back_mail_choice, request, self._stands_again)
        nothing = "No mail program opens here. Set one in your system, or set a mail server."
        self._desk.refused.emit(InputError(nothing))

    def _posted(self, event: MarkedPrinted) -> None:
        self._end_letters(event.letter_ids, event.deed, "posted")

    def _cancelled(self, event: CancelledLetters) -> None:
        self._end_letters(event.letter_ids, event.deed, "taken off the list")

    def _end_letters(self, ids: Sequence[int], deed: str, how: str) -> None:
        if ids:
            self._decisions.append(_Decision(_Of.PAPER, [deed]))
            self._say(f"{'1 letter' if len(ids) == 1 else f'{len(ids)} letters'} {how}")

    def _given(self, event: GaveReceived) -> None:
        self._decisions.append(_Decision(_Of.GIVEN, [event.deed]))
        self._say(f"The mail is {event.prospect_name}’s now, with what follows from it")

    def _aside(self, event: PutAsideReceived) -> None:
        self._decisions.append(_Decision(_Of.ASIDE, [event.deed]))
        self._say(f"{_count(len(event.received_ids), 'mail')} put aside")

    def _corrected(self, event: CorrectedMail) -> None:
        self.said.emit(f"Asked to disregard it: {', '.join(event.names)} · the mail waits here")

    def _wait_for_somebody(self, event: TookBackPutAside) -> None:
        count = len(event.received_ids)
        verb = "waits" if count == 1 else "wait"
        self.said.emit(f"Taken back: {_count(count, 'mail')} {verb} for somebody again")

    def _is_nobodys_again(self, event: TookBackGiven) -> None:
        told = " · their rep had been told already" if event.is_mail_already_sent else ""
        self.said.emit(f"Taken back: the mail is not {event.prospect_name}’s and waits again{told}")

    def _stands_again(self, event: TookBackMailChoice) -> None:
        self.said.emit(f"Taken back: the e-mail to {event.to_name} stands as before")

    def _wait_again(self, event: TookBackLetters) -> None:
        count = len(event.letter_ids)
        noun = "1 letter waits" if count == 1 else f"{count} letters wait"
        self.said.emit(f"Taken back: {noun} again")

    def _say(self, words: str) -> None:
        self.said.emit(f"{words} · Ctrl+Z takes it back")


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
