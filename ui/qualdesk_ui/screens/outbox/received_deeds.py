"""What is decided about mail that came in: given to a prospect, or put aside."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from qualdesk.commands.received_choices import (
    give_received,
    put_received_aside,
    take_back_put_aside,
)
from qualdesk.commands.received_undo import take_back_given
from qualdesk.commands.requests.receiving import (
    GiveReceived,
    PutReceivedAside,
    TakeBackGiven,
    TakeBackPutAside,
)
from qualdesk.events.receiving import (
    GaveReceived,
    PutAsideReceived,
    TookBackGiven,
    TookBackPutAside,
)
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.outbox.decisions import Decision, Decisions
from qualdesk_ui.screens.outbox.words import counted


class ReceivedDeeds(QObject):
    """One mail is given at a time, several are put aside together."""

    def __init__(self, desk: Desk, decisions: Decisions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._decisions = desk, decisions

    def give(self, received_id: int, lead_id: int) -> None:
        """Give a mail that came in to the prospect of a lead."""
        me, undo_seconds = self._desk.person_id, self._desk.undo_seconds
        request = GiveReceived(received_id, lead_id, me, undo_seconds)
        self._desk.submit(self, give_received, request, self._given)

    def put_aside(self, ids: Sequence[int]) -> None:
        """Note of mails that came in that nobody has to do anything."""
        request = PutReceivedAside(tuple(ids), self._desk.person_id)
        self._desk.submit(self, put_received_aside, request, self._put_aside)

    def _given(self, event: GaveReceived) -> None:
        words = f"The mail is {event.prospect_name}’s now, with what follows from it"
        self._decisions.add(Decision(self._take_back_given), event.deed, words)

    def _put_aside(self, event: PutAsideReceived) -> None:
        words = f"{counted(len(event.received_ids), 'mail')} put aside"
        self._decisions.add(Decision(self._take_back_aside), event.deed, words)

    def _take_back_given(self, deed: str) -> None:
        request = TakeBackGiven(deed, self._desk.person_id)
        self._desk.submit(self, take_back_given, request, self._is_nobodys_again)

    def _take_back_aside(self, deed: str) -> None:
        request = TakeBackPutAside(deed, self._desk.person_id)
        self._desk.submit(self, take_back_put_aside, request, self._wait_for_somebody)

    def _is_nobodys_again(self, event: TookBackGiven) -> None:
        told = " · their rep had been told already" if event.is_mail_already_sent else ""
        said = f"Taken back: the mail is not {event.prospect_name}’s and waits again{told}"
        self._decisions.said.emit(said)

    def _wait_for_somebody(self, event: TookBackPutAside) -> None:
        count = len(event.received_ids)
        verb = "waits" if count == 1 else "wait"
        self._decisions.said.emit(f"Taken back: {counted(count, 'mail')} {verb} for somebody again")
