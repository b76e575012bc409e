"""What the call desk asks of the core and in which order; it knows no widget."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.claims import claim_lead, claim_next, release_claims
from qualdesk.commands.dialling import dial_number
from qualdesk.commands.objections import hear_objection
from qualdesk.commands.order import skip_lead, snooze_lead
from qualdesk.commands.presence import show_presence
from qualdesk.commands.requests.calls import Call
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.commands.requests.objections import HearObjection
from qualdesk.commands.requests.order import (
    ClaimLead,
    ClaimNext,
    ReleaseClaims,
    SkipLead,
    SnoozeLead,
)
from qualdesk.commands.requests.people import ShowPresence
from qualdesk.commands.requests.suppressions import LiftSuppression
from qualdesk.commands.suppressions import lift_suppression
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.promise_doubts import PromiseGround
from qualdesk.domain.script import Script
from qualdesk.domain.seat import PresenceState
from qualdesk.errors import QualDeskError
from qualdesk.events.dialling import Dialled
from qualdesk.events.objections import HeardObjection
from qualdesk.events.order import ClaimedLead, ReleasedClaims
from qualdesk.events.people import ShowedPresence
from qualdesk.events.suppressions import LiftedSuppression
from qualdesk.queries.claims import claim_on
from qualdesk.queries.objections import objection_records
from qualdesk.queries.people_found import PersonFound, people_at_number
from qualdesk.queries.promise_ground import promise_ground
from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.queries.queue import QueueRow, call_queue, queue_count
from qualdesk.queries.registrations import Registration, registration_open
from qualdesk.queries.scripts import call_versions
from qualdesk.queries.suppressions import Barring, whom_it_bars
from qualdesk.queries.timeline import timeline
from qualdesk.queries.today import TodayCounts, today_counts
from qualdesk.queries.tracks import TrackOffers, track_offers
from qualdesk.store.drafts import Draft as StoredDraft
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent, OutcomeRequest, submit_outcome
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

_SHOWN_ROWS = 60


class CallFlow(QObject):
    """Claims, dials, records; each answer comes back as a signal."""

    prospect_read = Signal(object, object)
    nothing_due = Signal()
    queue_read = Signal(list)
    counted = Signal(int)
    today_read = Signal(object)
    dialled = Signal(object)
    recorded = Signal(object)
    not_recorded = Signal()
    set_aside = Signal()
    not_set_aside = Signal(str)
    place_read = Signal(object)
    objections_read = Signal(object)
    timeline_read = Signal(object)
    paused = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def caller_id(self) -> int:
        """Who works here."""
        return self._desk.person_id

    @property
    def caller_name(self) -> str:
        """Who that is by name."""
        return self._desk.seat.person_name

    @property
    def firm(self) -> str:
        """On whose behalf is called."""
        return self._desk.seat.firm

    def now(self) -> datetime:
        """Return this moment."""
        return self._desk.now()

    def claim_next(self) -> None:
        """Claim whoever comes first, or keep whom the caller holds already."""
        self._desk.submit(self, claim_next, ClaimNext(self.caller_id), self._read_claimed)

    def skip_to_next(self) -> None:
        """Give back who is on the desk, then claim whoever comes first."""
        released = partial(_ignore, self.claim_next)
        self._desk.submit(self, release_claims, ReleaseClaims(self.caller_id), released)

    def claim(self, lead_id: int) -> None:
        """Claim a certain prospect, out of order."""
        self._desk.submit(self, claim_lead, ClaimLead(self.caller_id, lead_id), self._read_claimed)

    def skip(self, lead_id: int, reason: str) -> None:
        """Pass over a prospect for today, then claim whoever comes first."""
        request = SkipLead(lead_id, self.caller_id, reason)
        self._desk.submit(self, skip_lead, request, self._go_on, self._tell_not_set_aside)

    def snooze(self, lead_id: int, until: datetime) -> None:
        """Let a prospect wait until a moment, then claim whoever comes first."""
        request = SnoozeLead(lead_id, self.caller_id, until)
        self._desk.submit(self, snooze_lead, request, self._go_on, self._tell_not_set_aside)

    def pause(self) -> None:
        """Be away: give back who is on the desk and claim nobody."""
        away = ShowPresence(self.caller_id, PresenceState.AWAY)
        self._desk.submit(self, show_presence, away, self._tell_paused)

    def resume(self) -> None:
        """Be here again and claim whoever comes first."""
        here = ShowPresence(self.caller_id, PresenceState.HERE)
        self._desk.submit(self, show_presence, here, partial(_ignore, self.claim_next))

    def read_place(self, lead_id: int) -> None:
        """Read in which way a prospect came onto the desk."""
        fetch, caller_id = self._desk.fetch, self.caller_id
        fetch(self, self.place_read.emit, claim_on, lead_id=lead_id, caller_id=caller_id)

    def read_card(self, lead_id: int) -> None:
        """Read the card of a lead that is claimed."""
        self._desk.fetch(
            self,
            self._read_draft,
            prospect_card,
            lead_id=lead_id,
            caller_id=self.caller_id,
            now=self.now(),
            firm=self._desk.seat.firm,
        )

    def read_lists(self) -> None:
        """Read Up next and today's counts."""
        caller_id, now = self.caller_id, self.now()
        fetch = self._desk.fetch_beside
        fetch(
            self,
            self._tell_queue,
            call_queue,
            caller_id=caller_id,
            now=now,
            limit=_SHOWN_ROWS,
        )
        fetch(self, self.counted.emit, queue_count, caller_id=caller_id, now=now)
        fetch(self, self._tell_today, today_counts, person_id=caller_id, now=now)

    def dial(self, lead_id: int, number_id: int, because: str) -> None:
        """Write down that a number is dialled; `dialled` hands it to the phone."""
        request = DialNumber(lead_id, self.caller_id, number_id, because)
        self._desk.submit(self, dial_number, request, self._tell_dialled)

    def lift(self, card: ProspectCard, reason: str) -> None:
        """Lift what bars calls to a prospect, then read the card again."""
        ids = tuple(bar.id for bar in card.bars if bar.medium.bars_phone)
        request = LiftSuppression(ids, self.caller_id, reason)
        again = partial(self._read_again, card.lead_id)
        self._desk.submit(self, lift_suppression, request, again)

    def ask_whom(
        self,
        owner: QObject,
        on_call: Call,
        scope: SuppressionScope,
        then: Callable[[Barring], object],
    ) -> None:
        """Read whom else a scope would bar; `owner` is who wants to know."""
        self._desk.fetch(
            owner,
            then,
            whom_it_bars,
            lead_id=on_call.lead_id,
            scope=scope,
            dial_id=on_call.dial_id,
        )

    def read_objections(self, lead_id: int) -> None:
        """Read how often each objection was heard, and helped with."""
        self._desk.fetch(self, self.objections_read.emit, objection_records, lead_id=lead_id)

    def hear_objection(self, card: ProspectCard, says: str, *, has_helped: bool) -> None:
        """Keep what was said against it, then read what is known of it now."""
        request = HearObjection(card.lead_id, self.caller_id, card.lead_version, says, has_helped)
        again = partial(self._read_heard, card.prospect_id)
        self._desk.submit(self, hear_objection, request, again)

    def read_registration(
        self, card: ProspectCard, then: Callable[[Registration | None], object]
    ) -> None:
        """Read the event that a prospect may register for."""
        now = self.now()
        fetch, lead_id = self._desk.fetch, card.lead_id
        fetch(self, then, registration_open, lead_id=lead_id, zone=card.zone, now=now)

    def ask_others(
        self,
        owner: QObject,
        card: ProspectCard,
        number_id: int,
        then: Callable[[list[PersonFound]], object],
    ) -> None:
        """Read who else is reached at a number; `owner` is who wants to know."""
        self._desk.fetch(
            owner,
            then,
            people_at_number,
            number_id=number_id,
            but=card.prospect_id,
            caller_id=self.caller_id,
            now=self.now(),
        )

    def ask_tracks(
        self, lead_id: int, owner: QObject, then: Callable[[TrackOffers], object]
    ) -> None:
        """Read which nurture tracks fit a lead; `owner` is who wants to know."""
        self._desk.fetch(owner, then, track_offers, lead_id=lead_id)

    def ask_ground(
        self, lead_id: int, owner: QObject, then: Callable[[PromiseGround], object]
    ) -> None:
        """Read what a promised time is held against; `owner` is who wants to know."""
        self._desk.fetch(
            owner,
            then,
            promise_ground,
            lead_id=lead_id,
            caller_id=self.caller_id,
            now=self.now(),
        )

    def keep_draft(self, lead_id: int, draft: StoredDraft) -> None:
        """Keep on disk what was heard and typed so far."""
        self._desk.save_draft(lead_id, draft)

    def forget_draft(self, lead_id: int) -> None:
        """Drop from disk what is part of an outcome now."""
        self._desk.forget_draft(lead_id)

    def keep_last_seen(self, rows: Sequence[UpNextRow | LaneHead]) -> None:
        """Keep what stands in Up next, for the next start."""
        self._desk.keep_last_seen(rows)

    def record(self, request: OutcomeRequest) -> None:
        """Store an outcome."""
        submit_outcome(self._desk, self, request, self._tell_recorded, self._tell_refused)

    def _read_claimed(self, claimed: ClaimedLead) -> None:
        if claimed.lead_id is None:
            self.nothing_due.emit()
            self.read_lists()
        else:
            self.read_card(claimed.lead_id)

    def _read_again(self, lead_id: int, _event: LiftedSuppression) -> None:
        self.read_card(lead_id)

    def _read_draft(self, card: ProspectCard) -> None:
        self._desk.read_draft(self, partial(self._keep_versions, card), card.lead_id)

    def _keep_versions(self, card: ProspectCard, stored: StoredDraft | None) -> None:
        """Let a call that comes back go on with the script and definition it began with."""
        now = (card.script_id, card.definition_id)
        if stored is None or (stored.script_id, stored.definition_id) in {(0, 0), now}:
            self._tell_prospect(card, stored)
            return
        self._desk.fetch(
            self,
            partial(self._tell_as_begun, card, stored),
            call_versions,
            script_id=stored.script_id,
            definition_id=stored.definition_id,
        )

    def _tell_as_begun(
        self, card: ProspectCard, stored: StoredDraft, began: tuple[Script, LeadDefinition]
    ) -> None:
        script, definition = began
        begun = replace(
            card,
            script=script,
            definition=definition,
            script_id=stored.script_id,
            definition_id=stored.definition_id,
        )
        self._tell_prospect(begun, stored)

    def _tell_prospect(self, card: ProspectCard, stored: StoredDraft | None) -> None:
        self.prospect_read.emit(card, stored)
        self.read_lists()

    def _tell_queue(self, rows: list[QueueRow]) -> None:
        self.queue_read.emit(rows)

    def _tell_today(self, counts: TodayCounts) -> None:
        self.today_read.emit(counts)

    def _tell_dialled(self, event: Dialled) -> None:
        self.dialled.emit(event)

    def _read_heard(self, prospect_id: int, event: HeardObjection) -> None:
        self.read_objections(event.lead_id)
        self._desk.fetch(self, self.timeline_read.emit, timeline, prospect_id)

    def _tell_recorded(self, event: OutcomeEvent) -> None:
        self.recorded.emit(event)

    def _tell_refused(self, _refusal: QualDeskError) -> None:
        self.not_recorded.emit()

    def _tell_paused(self, _event: ShowedPresence) -> None:
        self.paused.emit()

    def _go_on(self, _event: object) -> None:
        self.set_aside.emit()
        self.claim_next()

    def _tell_not_set_aside(self, refusal: QualDeskError) -> None:
        self.not_set_aside.emit(str(refusal))


def _ignore(then: Callable[[], None], _event: ReleasedClaims | ShowedPresence) -> None:
    then()
