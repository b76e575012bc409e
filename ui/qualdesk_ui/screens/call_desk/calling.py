"""Who is on the desk: shows them to the parts of it, and lets nobody else come while they talk."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.domain.present_call import NO_CALL
from qualdesk.events.calls import TookBack
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.registrations import Registration
from qualdesk.store.drafts import Draft as StoredDraft
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.details import DetailsPane
from qualdesk_ui.screens.call_desk.drafts import Drafts
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.line import Line
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent
from qualdesk_ui.screens.call_desk.panel_host import PanelHost
from qualdesk_ui.screens.call_desk.strips import Strips
from qualdesk_ui.screens.call_desk.toasts import took_back_words
from qualdesk_ui.widgets.announce import announce


class Calling(QObject):
    """`prospect_shown` says whether somebody is there, `event_read` that all is known of them."""

    prospect_shown = Signal(bool)
    event_read = Signal(object)

    def __init__(self, flow: CallFlow, line: Line, centre: Centre, details: DetailsPane) -> None:
        super().__init__(centre)
        self._flow, self._line = flow, line
        self._centre, self._details = centre, details
        self.panels, self.strips = PanelHost(centre), Strips(centre)
        self.drafts = Drafts(flow.desk, self)
        self.on_desk: OnDesk | None = None
        self.is_paused = False
        self._connect()

    def open_lead(self, lead_id: int) -> None:
        """Call somebody else than who comes first."""
        if not self._line.is_running:
            self.is_paused = False
            self._flow.claims.claim(lead_id)

    def show_claimed(self, lead_id: int) -> None:
        """Show whom this caller holds already, such as somebody who just called."""
        self.is_paused = False
        self._flow.cards.read(lead_id)

    def give_back(self) -> None:
        """Let go of who is on the desk, and go on with whoever comes first."""
        self._leave()
        self._flow.claims.skip_to_next()

    def put_back(self, event: TookBack) -> None:
        """Show a prospect again whose outcome was taken back, as it was left."""
        self.drafts.put_back(event.lead_id, event.answers, event.note)
        self._leave()
        self.is_paused = False
        self._flow.cards.read(event.lead_id)
        announce(self._centre, took_back_words(event))

    def take_focus(self) -> None:
        """Put the focus on the open panel, or on what the script asks."""
        (self.panels.open_panel or self._centre).take_focus()

    def to_store(self) -> OnDesk | None:
        """Return who is on the desk for what is stored once; None while something is on its way."""
        if self.on_desk is None or self.on_desk.is_being_stored:
            return None
        self.on_desk.is_being_stored = True
        return self.on_desk

    def keep_form(self) -> None:
        """Take what was refused as not said: the prospect is still on the desk."""
        if self.on_desk is not None:
            self.on_desk.is_being_stored = False

    def _connect(self) -> None:
        claims, records = self._flow.claims, self._flow.records
        claims.claimed.connect(self._flow.cards.read)
        records.recorded.connect(self._follow_outcome)
        records.not_recorded.connect(self.keep_form)
        records.timeline_read.connect(self._details.show_timeline)
        self._flow.cards.prospect_read.connect(self._show_prospect)
        self._line.next_asked.connect(claims.skip_to_next)
        self.event_read.connect(self._line.ask_again)
        self._details.lead_opened.connect(self.open_lead)

    def _show_prospect(self, card: ProspectCard, stored: StoredDraft | None) -> None:
        card = self._as_begun(card)
        draft = self.drafts.of(card, stored)
        if self.on_desk is None or self.on_desk.draft is not draft:
            self._leave()
        self._take_up(draft.forms)
        self.on_desk = on_desk = OnDesk(card, draft)
        now = self._flow.now()
        self._centre.show_prospect(on_desk)
        self._details.show_prospect(card, draft.note, now)
        self._line.take(on_desk)
        self.prospect_shown.emit(True)
        announce(self._centre, f"{card.name}, {card.company}. {card.reason.sentence(now)}")
        self.begin_there()
        self._read_beside(on_desk)

    def begin_there(self) -> None:
        """Let the keyboard begin in what the desk shows now."""
        if self._centre.isVisible() and self._centre.window().isEnabled():
            self._centre.take_focus()

    def _take_up(self, forms: Mapping[str, Mapping[str, str]]) -> None:
        self.panels.take_up(forms)
        self.strips.take_up(forms)

    def _read_beside(self, on_desk: OnDesk) -> None:
        """Read what the card does not hold and the call can begin without."""
        shown = partial(self._show_registration, on_desk)
        self._flow.claims.read_place(on_desk.card.lead_id)
        self._flow.questions.ask_registration(self, on_desk.card, shown)
        self._flow.lists.read()

    def _as_begun(self, card: ProspectCard) -> ProspectCard:
        """Return a card read anew with the script and definition its call began with."""
        if self.on_desk is None or self.on_desk.card.lead_id != card.lead_id:
            return card
        began = self.on_desk.card
        return replace(
            card,
            script=began.script,
            definition=began.definition,
            script_id=began.script_id,
            definition_id=began.definition_id,
        )

    def _show_registration(self, on_desk: OnDesk, event: Registration | None) -> None:
        """Let key 2 say Registered while their event is to come."""
        if on_desk is not self.on_desk:
            return
        if event != on_desk.registration:
            on_desk.registration = event
            self._centre.show_answers(on_desk)
        self.event_read.emit(on_desk)

    def clear(self) -> None:
        """Let who is on the desk go; nobody comes."""
        self._leave()
        self._take_up({})
        self._line.take(None)
        self.prospect_shown.emit(False)

    def _leave(self) -> None:
        """Let who is on the desk go; their call ends here, what they said stays."""
        left, self.on_desk = self.on_desk, None
        if left is not None and left.call != NO_CALL:
            left.call = NO_CALL
            self.drafts.touch(left.card.lead_id)

    def _follow_outcome(self, event: OutcomeEvent) -> None:
        self.on_desk = None
        self.drafts.forget(event.after.lead_id)
        self._flow.claims.claim_next()
