"""What is decided about mails that leave: settled, handed to a mail program, put right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QUrl, Signal

from qualdesk.commands.corrections import correct_mail
from qualdesk.commands.mail_choices import settle_mail, take_back_mail_choice
from qualdesk.commands.requests.mail import CorrectMail, SettleMail, TakeBackMailChoice
from qualdesk.domain.mail import MailChoice
from qualdesk.errors import InputError, QualDeskError
from qualdesk.events.mail import CorrectedMail, SettledMail, TookBackMailChoice
from qualdesk.mail.composing import mail_program_url, signed_text
from qualdesk.queries.post import MailRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.outbox.asking import OpenUrl
from qualdesk_ui.screens.outbox.decisions import Decision, Decisions

_WORDS = {
    MailChoice.ARRIVED: "counts as sent",
    MailChoice.AGAIN: "goes again",
    MailChoice.LEAVE: "is left as it is",
    MailChoice.CANCEL: "will not go",
    MailChoice.BY_HAND: "is open in your mail program, and counts as sent",
}
_NO_PROGRAM = "No mail program opens here. Set one in your system, or set a mail server."


class MailDeeds(QObject):
    """`parted` names a mail whose calendar entry a mail program has not taken along."""

    parted = Signal(int)

    def __init__(
        self, desk: Desk, decisions: Decisions, parent: QObject, open_url: OpenUrl
    ) -> None:
        super().__init__(parent)
        self._desk, self._decisions, self._open_url = desk, decisions, open_url

    def settle(self, ids: Sequence[int], choice: MailChoice) -> None:
        """Decide the same about some mails."""
        decision = Decision(self._take_back)
        for outbox_id in ids:
            self._submit(outbox_id, choice, partial(self._settled, decision))

    def hand_over(self, row: MailRow) -> None:
        """Open a mail in the system's mail program, once it is sure that it may go."""
        self._submit(row.id, MailChoice.BY_HAND, partial(self._open, row))

    def put_right(self, row: MailRow) -> None:
        """Ask whoever got a mail of what was taken back to disregard it."""
        me, undo_seconds = self._desk.person_id, self._desk.undo_seconds
        request = CorrectMail(row.undone_touch_id or 0, me, undo_seconds, outbox_id=row.id)
        self._desk.submit(self, correct_mail, request, self._corrected)

    def _submit(
        self, outbox_id: int, choice: MailChoice, then: Callable[[SettledMail], object]
    ) -> None:
        request = SettleMail(outbox_id, self._desk.person_id, choice, self._desk.undo_seconds)
        self._desk.submit(self, settle_mail, request, then)

    def _settled(self, decision: Decision, event: SettledMail) -> None:
        words = f"The e-mail to {event.to_name} {_WORDS[event.choice]}"
        self._decisions.add(decision, event.deed, words)

    def _open(self, row: MailRow, event: SettledMail) -> None:
        """Open it; where no program does, it stands as before."""
        if self._is_opened(row):
            self._settled(Decision(self._take_back), event)
            if row.has_calendar:
                self.parted.emit(row.id)
        else:
            self._take_back(event.deed)
            self._desk.refused.emit(InputError(_NO_PROGRAM))

    def _is_opened(self, row: MailRow) -> bool:
        text = signed_text(row.body, row.kind, self._desk.choices.settings.firm)
        try:
            return self._open_url(QUrl(mail_program_url(row.to_address, row.subject, text)))
        except QualDeskError as refusal:
            self._desk.refused.emit(refusal)
            return False

    def _take_back(self, deed: str) -> None:
        request = TakeBackMailChoice(deed, self._desk.person_id)
        self._desk.submit(self, take_back_mail_choice, request, self._stands_again)

    def _stands_again(self, event: TookBackMailChoice) -> None:
        said = f"Taken back: the e-mail to {event.to_name} stands as before"
        self._decisions.said.emit(said)

    def _corrected(self, event: CorrectedMail) -> None:
        said = f"Asked to disregard it: {', '.join(event.names)} · the mail waits here"
        self._decisions.said.emit(said)
