"""Who comes onto the desk and who goes back: claims, skips, snoozes and breaks."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.claims import claim_lead, claim_next, release_claims
from qualdesk.commands.order import skip_lead, snooze_lead
from qualdesk.commands.presence import show_presence
from qualdesk.commands.requests.order import (
    ClaimLead,
    ClaimNext,
    ReleaseClaims,
    SkipLead,
    SnoozeLead,
)
from qualdesk.commands.requests.people import ShowPresence
from qualdesk.domain.seat import PresenceState
from qualdesk.errors import QualDeskError
from qualdesk.events.order import ClaimedLead, ReleasedClaims
from qualdesk.events.people import ShowedPresence
from qualdesk.queries.claims import claim_on
from qualdesk_ui.desk import Desk


class Claims(QObject):
    """`claimed` gives the lead that is this caller's now."""

    claimed = Signal(int)
    nothing_due = Signal()
    set_aside = Signal()
    not_set_aside = Signal(str)
    place_read = Signal(object)
    paused = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def claim_next(self) -> None:
        """Claim whoever comes first, or keep whom the caller holds already."""
        self._desk.submit(self, claim_next, ClaimNext(self._desk.person_id), self._tell_claimed)

    def skip_to_next(self) -> None:
        """Give back who is on the desk, then claim whoever comes first."""
        released = partial(_ignore, self.claim_next)
        self._desk.submit(self, release_claims, ReleaseClaims(self._desk.person_id), released)

    def claim(self, lead_id: int) -> None:
        """Claim a certain prospect, out of order."""
        request = ClaimLead(self._desk.person_id, lead_id)
        self._desk.submit(self, claim_lead, request, self._tell_claimed)

    def skip(self, lead_id: int, reason: str) -> None:
        """Pass over a prospect for today, then claim whoever comes first."""
        request = SkipLead(lead_id, self._desk.person_id, reason)
        self._desk.submit(self, skip_lead, request, self._go_on, self._tell_not_set_aside)

    def snooze(self, lead_id: int, until: datetime) -> None:
        """Let a prospect wait until a moment, then claim whoever comes first."""
        request = SnoozeLead(lead_id, self._desk.person_id, until)
        self._desk.submit(self, snooze_lead, request, self._go_on, self._tell_not_set_aside)

    def pause(self) -> None:
        """Be away: give back who is on the desk and claim nobody."""
        away = ShowPresence(self._desk.person_id, PresenceState.AWAY)
        self._desk.submit(self, show_presence, away, self._tell_paused)

    def resume(self) -> None:
        """Be here again and claim whoever comes first."""
        here = ShowPresence(self._desk.person_id, PresenceState.HERE)
        self._desk.submit(self, show_presence, here, partial(_ignore, self.claim_next))

    def read_place(self, lead_id: int) -> None:
        """Read in which way a prospect came onto the desk."""
        fetch, caller_id = self._desk.fetch, self._desk.person_id
        fetch(self, self.place_read.emit, claim_on, lead_id=lead_id, caller_id=caller_id)

    def _tell_claimed(self, claimed: ClaimedLead) -> None:
        if claimed.lead_id is None:
            self.nothing_due.emit()
        else:
            self.claimed.emit(claimed.lead_id)

    def _tell_paused(self, _event: ShowedPresence) -> None:
        self.paused.emit()

    def _go_on(self, _event: object) -> None:
        self.set_aside.emit()
        self.claim_next()

    def _tell_not_set_aside(self, refusal: QualDeskError) -> None:
        self.not_set_aside.emit(str(refusal))


def _ignore(then: Callable[[], None], _event: ReleasedClaims | ShowedPresence) -> None:
    then()
