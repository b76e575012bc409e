"""What panels want to know while they are open; each answer goes to who asked."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.promise_doubts import PromiseGround
from qualdesk.queries.people_found import PersonFound, people_at_number
from qualdesk.queries.promise_ground import promise_ground
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.registrations import Registration, registration_open
from qualdesk.queries.suppressions import Barring, whom_it_bars
from qualdesk.queries.tracks import TrackOffers, track_offers
from qualdesk_ui.desk import Desk


class Questions:
    """`owner` is who wants to know; a newer question of the same replaces the older."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask_whom(
        self,
        owner: QObject,
        on_call: Call,
        scope: SuppressionScope,
        then: Callable[[Barring], object],
    ) -> None:
        """Read whom else a scope would bar."""
        fetch, dial_id = self._desk.fetch, on_call.dial_id
        fetch(owner, then, whom_it_bars, lead_id=on_call.lead_id, scope=scope, dial_id=dial_id)

    def ask_registration(
        self, owner: QObject, card: ProspectCard, then: Callable[[Registration | None], object]
    ) -> None:
        """Read the event that a prospect may register for."""
        fetch, now = self._desk.fetch, self._desk.now()
        fetch(owner, then, registration_open, lead_id=card.lead_id, zone=card.zone, now=now)

    def ask_others(
        self,
        owner: QObject,
        card: ProspectCard,
        number_id: int,
        then: Callable[[list[PersonFound]], object],
    ) -> None:
        """Read who else is reached at a number."""
        self._desk.fetch(
            owner,
            then,
            people_at_number,
            number_id=number_id,
            but=card.prospect_id,
            caller_id=self._desk.person_id,
            now=self._desk.now(),
        )

    def ask_tracks(
        self, lead_id: int, owner: QObject, then: Callable[[TrackOffers], object]
    ) -> None:
        """Read which nurture tracks fit a lead."""
        self._desk.fetch(owner, then, track_offers, lead_id=lead_id)

    def ask_ground(
        self, lead_id: int, owner: QObject, then: Callable[[PromiseGround], object]
    ) -> None:
        """Read what a promised time is held against."""
        caller_id, now = self._desk.person_id, self._desk.now()
        self._desk.fetch(owner, then, promise_ground, lead_id=lead_id, caller_id=caller_id, now=now)
