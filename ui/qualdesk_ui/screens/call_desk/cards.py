"""The card of who is on the desk: read with its draft, and with the script its call began with."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.requests.suppressions import LiftSuppression
from qualdesk.commands.suppressions import lift_suppression
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.events.suppressions import LiftedSuppression
from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.queries.scripts import call_versions
from qualdesk.store.drafts import Draft
from qualdesk_ui.desk import Desk


class Cards(QObject):
    """`prospect_read` gives a card and what the desk's own file keeps for it, if anything.

    `times_read` gives a card once more, for the free times of its rep; `lifted` says that what
    barred calls is lifted, before the card is read again.
    """

    prospect_read = Signal(object, object)
    times_read = Signal(object)
    lifted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def read(self, lead_id: int) -> None:
        """Read the card of a lead that is claimed."""
        self._fetch(lead_id, self._read_draft)

    def read_times(self, lead_id: int) -> None:
        """Read when the rep of a lead is free by now."""
        self._fetch(lead_id, self.times_read.emit)

    def lift(self, card: ProspectCard, reason: str) -> None:
        """Lift what bars calls to a prospect, then read the card again."""
        ids = tuple(bar.id for bar in card.bars if bar.medium.bars_phone)
        request = LiftSuppression(ids, self._desk.person_id, reason)
        again = partial(self._read_again, card.lead_id)
        self._desk.submit(self, lift_suppression, request, again)

    def _fetch(self, lead_id: int, then: Callable[[ProspectCard], object]) -> None:
        self._desk.fetch(
            self,
            then,
            prospect_card,
            lead_id=lead_id,
            caller_id=self._desk.person_id,
            now=self._desk.now(),
            firm=self._desk.seat.firm,
        )

    def _read_again(self, lead_id: int, _event: LiftedSuppression) -> None:
        self.lifted.emit()
        self.read(lead_id)

    def _read_draft(self, card: ProspectCard) -> None:
        self._desk.kept.read_draft(self, partial(self._keep_versions, card), card.lead_id)

    def _keep_versions(self, card: ProspectCard, stored: Draft | None) -> None:
        """Let a call that comes back go on with the script and definition it began with."""
        now = (card.script_id, card.definition_id)
        if stored is None or (stored.script_id, stored.definition_id) in {(0, 0), now}:
            self.prospect_read.emit(card, stored)
            return
        self._desk.fetch(
            self,
            partial(self._tell_as_begun, card, stored),
            call_versions,
            script_id=stored.script_id,
            definition_id=stored.definition_id,
        )

    def _tell_as_begun(
        self, card: ProspectCard, stored: Draft, began: tuple[Script, LeadDefinition]
    ) -> None:
        script, definition = began
        begun = replace(
            card,
            script=script,
            definition=definition,
            script_id=stored.script_id,
            definition_id=stored.definition_id,
        )
        self.prospect_read.emit(begun, stored)
