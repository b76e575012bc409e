"""Who is on the desk: shows them to each part of it, and lets nobody else come while they talk."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from qualdesk.domain.present_call import NO_CALL
from qualdesk.events.calls import TookBack
from qualdesk.queries.claims import ClaimPlace
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.queue import QueueRow
from qualdesk.queries.registrations import Registration
from qualdesk.store.drafts import Draft as StoredDraft
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.details import DetailsPane
from qualdesk_ui.screens.call_desk.drafts import Drafts
from qualdesk_ui.screens.call_desk.empty_desk import EmptyDesk
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.line import Line
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent
from qualdesk_ui.screens.call_desk.panel_host import PanelHost
from qualdesk_ui.screens.call_desk.strips import Strips
from qualdesk_ui.screens.call_desk.toasts import took_back_words
from qualdesk_ui.screens.call_desk.up_next import UpNextPane
from qualdesk_ui.widgets.announce import announce

_LOOK_AGAIN_MS = 30_000


class Calling(QObject):
    """`prospect_shown` says whether somebody is there, `event_read` that all is known of them."""

    prospect_shown = Signal(bool)
    event_read = Signal(object)

    def __init__(
        self, flow: CallFlow, line: Line, up_next: UpNextPane, centre: Centre, details: DetailsPane
    ) -> None:
        super().__init__(centre)
        self._flow, self._line = flow, line
        self._up_next, self._centre, self._details = up_next, centre, details
        self._empty = EmptyDesk(centre, flow.own_zone)
        self.panels, self.strips = PanelHost(centre), Strips(centre)
        self.drafts = Drafts(flow.desk, self)
        self.on_desk: OnDesk | None = None
        self.is_paused = False
        self._near: QueueRow | None = None
        self._made_way_for: int | None = None
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self.look_again)
        self._again.start()
        self._connect()

    def look_again(self) -> None:
        """Read the lists again, or claim somebody where nobody is on the desk or a promise is near."""
        if not self._centre.isVisible():
            return
        is_free = self.on_desk is None and not self.is_paused
        if is_free or self._makes_way():
            self._flow.claims.claim_next()
        else:
            self._flow.lists.read()

    def _makes_way(self) -> bool:
        """Whether who is on the desk was not begun while a promise of mine is near; said once."""
        if self._near is None or self._near.lead_id == self._made_way_for or self.on_desk is None:
            return False
        if self.on_desk.is_begun or self.panels.open_panel is not None:
            return False
        self._made_way_for = self._near.lead_id
        return True

    def go_on(self) -> None:
        """End the break, or look once more for somebody to call."""
        was_paused, self.is_paused = self.is_paused, False
        self._flow.claims.resume() if was_paused else self._flow.claims.claim_next()

    def take_break(self) -> None:
        """Give the prospect back and call nobody, or go on after a break."""
        if self.is_paused:
            self.go_on()
        elif not self._line.is_running:
            self.is_paused = True
            self._flow.claims.pause()

    def open_lead(self, lead_id: int) -> None:
        """Call somebody else than who comes first."""
        if not self._line.is_running:
            self.is_paused = False
            self._flow.claims.claim(lead_id)

    def show_claimed(self, lead_id: int) -> None:
        """Show whom this caller holds already, such as somebody who just called."""
        self.is_paused = False
        self._flow.cards.read(lead_id)

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
        claims, lists, records = self._flow.claims, self._flow.lists, self._flow.records
        claims.claimed.connect(self._flow.cards.read)
        claims.nothing_due.connect(self._show_nobody)
        claims.paused.connect(self._show_break)
        claims.place_read.connect(self._show_place)
        lists.queue_read.connect(self._show_queue)
        lists.counted.connect(self._up_next.show_count)
        lists.today_read.connect(self._up_next.show_today)
        records.recorded.connect(self._follow_outcome)
        records.not_recorded.connect(self.keep_form)
        records.timeline_read.connect(self._details.show_timeline)
        self._flow.cards.prospect_read.connect(self._show_prospect)
        self._line.next_asked.connect(claims.skip_to_next)
        self._line.moved.connect(self._count_down)
        self.event_read.connect(self._line.ask_again)
        self._up_next.lead_opened.connect(self.open_lead)
        self._details.lead_opened.connect(self.open_lead)
        self._centre.empty.action_chosen.connect(self.go_on)

    def _show_prospect(self, card: ProspectCard, stored: StoredDraft | None) -> None:
        card = self._as_begun(card)
        draft = self.drafts.of(card, stored)
        if self.on_desk is None or self.on_desk.draft is not draft:
            self._leave()
        self._empty.leave()
        self._take_up(draft.forms)
        self.on_desk = on_desk = OnDesk(card, draft)
        now = self._flow.now()
        self._up_next.show_prospect(card, now)
        self._centre.show_prospect(on_desk)
        self._details.show_prospect(card, draft.note, now)
        self._line.take(on_desk)
        self.prospect_shown.emit(True)
        announce(self._centre, f"{card.name}, {card.company}. {card.reason.sentence(now)}")
        self._begin_there()
        self._read_beside(on_desk)

    def _begin_there(self) -> None:
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

    def _show_place(self, place: ClaimPlace) -> None:
        """Say on the card that somebody was chosen from further down."""
        on_desk, is_out = self.on_desk, place.is_out_of_order
        if on_desk is not None and on_desk.card.lead_id == place.lead_id:
            on_desk.is_out_of_order = is_out
            self._up_next.show_prospect(on_desk.card, self._flow.now(), is_out_of_order=is_out)

    def _count_down(self) -> None:
        if self.on_desk is not None:
            self._up_next.count_down(self.on_desk.card, self._flow.now())

    def _show_nobody(self) -> None:
        was_empty = self._centre.empty.isVisible()
        self._clear()
        self._empty.say_nothing_due()
        if not was_empty:
            self._begin_there()
        self._flow.lists.read()

    def _show_break(self) -> None:
        self._clear()
        self._empty.say_break()
        self._flow.lists.read()

    def _clear(self) -> None:
        self._leave()
        self._take_up({})
        self._line.take(None)
        self._up_next.show_prospect(None, self._flow.now())
        self.prospect_shown.emit(False)

    def _leave(self) -> None:
        """Let who is on the desk go; their call ends here, what they said stays."""
        left, self.on_desk = self.on_desk, None
        if left is not None and left.call != NO_CALL:
            left.call = NO_CALL
            self.drafts.touch(left.card.lead_id)

    def _show_queue(self, rows: list[QueueRow]) -> None:
        here = self.on_desk.card.lead_id if self.on_desk is not None else None
        others = [row for row in rows if row.lead_id != here]
        self._near = next((row for row in others[:1] if row.is_own_promise), None)
        self._flow.lists.keep_last_seen(self._up_next.show_queue(others, self._flow.now()))
        self._empty.take_rows(others)

    def _follow_outcome(self, event: OutcomeEvent) -> None:
        self.on_desk = None
        self.drafts.forget(event.after.lead_id)
        self._flow.claims.claim_next()
