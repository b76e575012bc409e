"""To which prospect a mail belongs that could not be matched: asked for in place, by a name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualdesk.queries.found import Found, found_as_typed
from qualdesk.queries.people_found import PersonFound
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.choice_strip import ChoiceStrip

_MOST = 5


class GiveDoor(QObject):
    """Asks whose a mail is; `chosen` brings the mail and a lead of theirs."""

    chosen = Signal(int, int)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._received_id = 0
        self._offered: dict[str, PersonFound] = {}
        self.strip = ChoiceStrip("user", "a name, company or number")
        self.strip.decided.connect(self._decide)

    def ask(self, received_id: int) -> None:
        """Ask whose a mail is."""
        self._received_id, self._offered = received_id, {}
        self.strip.ask("Whose is it?", [])

    def _decide(self, words: str) -> None:
        if words in self._offered:
            self._give(self._offered[words])
            return
        if not words:
            self.strip.refuse("Type a name, a company or a number.")
            return
        me, now = self._desk.person_id, self._desk.now()
        then = partial(self._offer, words)
        self._desk.fetch(
            self, then, found_as_typed, typed=words, caller_id=me, now=now, limit=_MOST
        )

    def _offer(self, words: str, found: Found) -> None:
        if not found.people:
            self.strip.refuse(f"Nobody here is called “{words}”. Type it another way.")
            return
        self._offered = _by_words(found.people)
        self.strip.ask("Which of them?", list(self._offered))

    def _give(self, person: PersonFound) -> None:
        self.strip.close_strip()
        self.chosen.emit(self._received_id, person.lead_id)


def _by_words(people: Sequence[PersonFound]) -> dict[str, PersonFound]:
    return {
        ", ".join(part for part in (one.name, one.company, one.city) if part): one for one in people
    }
