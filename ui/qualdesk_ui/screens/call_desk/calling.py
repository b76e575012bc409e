"""A call from claim to outcome: what each answer, key and event does to the parts of the desk."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.answers import answer_words
from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import clock_time
from qualdesk.domain.outcome import Outcome, SuppressionScope
from qualdesk.events.calls import TookBack
from qualdesk.queries.claims import ClaimPlace
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.queue import QueueRow
from qualdesk.queries.registrations import Registration
from qualdesk.queries.suppressions import Barring
from qualdesk.store.drafts import Draft as StoredDraft
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.panels.why_order import WhyOrderPanel
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.details import DetailsPane
from qualdesk_ui.screens.call_desk.drafts import Drafts
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.line import Line
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent, OutcomeRequest, one_key_request
from qualdesk_ui.screens.call_desk.panel_host import PanelHost
from qualdesk_ui.screens.call_desk.toasts import took_back_words
from qualdesk_ui.screens.call_desk.up_next import UpNextPane
from qualdesk_ui.widgets.announce import announce

_LOOK_AGAIN_MS = 30_000


class Calling(QObject):
    """Knows who is on the desk; everything else is told."""

    prospect_shown = Signal(bool)

    def __init__(
        self, flow: CallFlow, line: Line, up_next: UpNextPane, centre: Centre, details: DetailsPane
    ) -> None:
        super().__init__(centre)
        self._flow, self._line = flow, line
        self._up_next, self._centre, self._details = up_next, centre, details
        self.panels = PanelHost(centre)
        self.on_desk: OnDesk | None = None
        self.is_paused = False
        self._has_nobody = False
        self.undo_seconds = 30
        self.own_zone = "UTC"
        self.drafts = Drafts(flow, self)
        self._rows: list[QueueRow] = []
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self.look_again)
        self._again.start()
        self._connect()

    def look_again(self) -> None:
        """Read the lists again, or claim somebody where nobody is on the desk."""
        if not self._centre.isVisible():
            return
        if self.on_desk is None and not self.is_paused:
            self._flow.claim_next()
        else:
            self._flow.read_lists()

    def go_on(self) -> None:
        """End the break, or look once more for somebody to call."""
        was_paused, self.is_paused = self.is_paused, False
        self._flow.resume() if was_paused else self._flow.claim_next()

    def take_break(self) -> None:
        """Give the prospect back and call nobody, or go on after a break."""
        if self.is_paused:
            self.go_on()
        elif not self._line.is_running:
            self.is_paused = True
            self._flow.pause()

    def open_lead(self, lead_id: int) -> None:
        """Call somebody else than who comes first."""
        if not self._line.is_running:
            self.is_paused = False
            self._flow.claim(lead_id)

    def show_claimed(self, lead_id: int) -> None:
        """Show whom this caller holds already, such as somebody who just called."""
        self.is_paused = False
        self._flow.read_card(lead_id)

    def choose(self, outcome: Outcome) -> None:
        """Record 5, 6 and 7 at once; open the panel of the others."""
        if self.on_desk is None or self.on_desk.is_being_stored:
            return
        call = self._call(self.on_desk)
        request = one_key_request(outcome, call)
        if request is not None:
            self._record(request)
        else:
            self.panels.open_outcome(outcome, self._context(self.on_desk))

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

    def open_objections(self) -> None:
        """Open what they may say against it."""
        if self.on_desk is not None:
            self.panels.open_objections(self._context(self.on_desk))
            self._flow.read_objections(self.on_desk.card.lead_id)

    def turn_why(self) -> None:
        """Show why this order, or go back to the call."""
        on_desk = self.on_desk
        if isinstance(self.panels.open_panel, WhyOrderPanel):
            self.panels.close()
        elif on_desk is not None:
            context, is_out = self._context(on_desk), on_desk.is_out_of_order
            panel = WhyOrderPanel(context, is_out_of_order=is_out, parent=self._centre)
            self.panels.open_quiet(panel)

    def put_back(self, event: TookBack) -> None:
        """Show a prospect again whose outcome was taken back, as it was left."""
        self.drafts.put_back(event.lead_id, event.answers, event.note)
        self.on_desk = None
        self.is_paused = False
        self._flow.read_card(event.lead_id)
        announce(self._centre, took_back_words(event))

    def _connect(self) -> None:
        self._flow.prospect_read.connect(self._show_prospect)
        self._flow.nothing_due.connect(self._show_nobody)
        self._flow.paused.connect(self._show_break)
        self._flow.queue_read.connect(self._show_queue)
        self._flow.counted.connect(self._up_next.show_count)
        self._flow.today_read.connect(self._up_next.show_today)
        self._flow.recorded.connect(self._follow_outcome)
        self._flow.not_recorded.connect(self.keep_form)
        self._flow.place_read.connect(self._show_place)
        self._flow.objections_read.connect(self.panels.show_records)
        self._flow.timeline_read.connect(self._details.show_timeline)
        self._line.next_asked.connect(self._flow.skip_to_next)
        self._line.moved.connect(self._count_down)
        self._up_next.lead_opened.connect(self.open_lead)
        self._details.lead_opened.connect(self.open_lead)
        self._details.note_typed.connect(self._keep_note)
        self._centre.script.view.answered.connect(self._take_answer)
        self._centre.script.view.typed.connect(self._keep_typed)
        self._centre.script.view.objections_asked.connect(self.open_objections)
        self._centre.outcomes.outcome_chosen.connect(self.choose)
        self._centre.empty.action_chosen.connect(self.go_on)
        self.panels.decided.connect(self._record)
        self.panels.question_asked.connect(self._ask_now)
        self.panels.objection_weighed.connect(self._hear_objection)
        self.panels.closed.connect(self._centre.take_focus)

    def _show_prospect(self, card: ProspectCard, stored: StoredDraft | None) -> None:
        self._has_nobody = False
        card = self._as_begun(card)
        draft = self.drafts.of(card, stored)
        self.panels.forget()
        self.on_desk = on_desk = OnDesk(card, draft)
        now = self._flow.now()
        self._up_next.show_prospect(card, now)
        self._centre.show_prospect(on_desk)
        self._details.show_prospect(card, draft.note, now)
        self._line.take(on_desk)
        self.prospect_shown.emit(True)
        self._flow.read_place(card.lead_id)
        self._flow.read_registration(card, partial(self._show_registration, on_desk))
        announce(self._centre, f"{card.name}, {card.company}. {card.reason.sentence(now)}")
        if self._may_take_focus():
            self._centre.take_focus()

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
        if on_desk is self.on_desk and event != on_desk.registration:
            on_desk.registration = event
            self._centre.show_answers(on_desk)

    def _show_place(self, place: ClaimPlace) -> None:
        """Say on the card that somebody was chosen from further down."""
        if self.on_desk is not None and self.on_desk.card.lead_id == place.lead_id:
            self.on_desk.is_out_of_order = place.is_out_of_order
            now = self._flow.now()
            self._up_next.show_prospect(
                self.on_desk.card, now, is_out_of_order=place.is_out_of_order
            )

    def _count_down(self) -> None:
        if self.on_desk is not None:
            self._up_next.count_down(self.on_desk.card, self._flow.now())

    def _show_nobody(self) -> None:
        self._clear()
        self._has_nobody = True
        promise = self._next_promise()
        if promise is not None and promise.reason.due_at is not None:
            due = clock_time(promise.reason.due_at, self.own_zone)
            title, sentence = f"Nothing due until {due}", f"That is {promise.name}’s callback."
        else:
            title, sentence = (
                "Nothing due now",
                "New responses and imported lists appear by themselves.",
            )
        self._centre.show_nobody("clock", title, sentence, "Look again")

    def _next_promise(self) -> QueueRow | None:
        """Return the promise of later today; who only waits for calling hours is due already."""
        promises = (row for row in self._rows if row.is_later and row.reason.lane is Lane.PROMISED)
        return next(promises, None)

    def _show_break(self) -> None:
        self._clear()
        sentence = "Your prospect stands in the queue again. Ctrl+B goes on."
        self._centre.show_nobody("clock", "Break", sentence, "Go on calling")
        self._flow.read_lists()

    def _clear(self) -> None:
        self.panels.forget()
        self.on_desk = None
        self._line.take(None)
        self._up_next.show_prospect(None, self._flow.now())
        self.prospect_shown.emit(False)

    def _show_queue(self, rows: list[QueueRow]) -> None:
        here = self.on_desk.card.lead_id if self.on_desk is not None else None
        self._rows = [row for row in rows if row.lead_id != here]
        self._flow.keep_last_seen(self._up_next.show_queue(self._rows, self._flow.now()))
        if self._has_nobody and not self.is_paused:
            self._show_nobody()  # the list may name the next promise now

    def _take_answer(self, step_id: str, answer: str) -> None:
        if self.on_desk is None:
            return
        before = self.on_desk.verdict()
        self.on_desk.draft.take(step_id, answer)
        self.drafts.touch(self.on_desk.card.lead_id)
        self._centre.show_answers(self.on_desk)
        if not self._centre.script.view.current_step_id():
            self._centre.take_focus()
        after = self.on_desk.verdict()
        met = [one.title for one in before.missing if one not in after.missing]
        criteria = "".join(f", {title} met" for title in met)
        step = self.on_desk.card.script.step(step_id)
        words = answer_words(step, answer) if step is not None else answer
        announce(self._centre, f"{words}{criteria}")

    def _keep_typed(self, step_id: str, words: str) -> None:
        if self.on_desk is not None:
            self.on_desk.draft.typed[step_id] = words
            self.drafts.touch(self.on_desk.card.lead_id)

    def _keep_note(self, note: str) -> None:
        if self.on_desk is not None:
            self.on_desk.draft.note = note
            self.drafts.touch(self.on_desk.card.lead_id)

    def _ask_now(self, step_id: str) -> None:
        self.panels.close()
        self._centre.script.view.focus_question(step_id)

    def _hear_objection(self, says: str, has_helped: bool) -> None:
        if self.on_desk is not None:
            self._flow.hear_objection(self.on_desk.card, says, has_helped=has_helped)
            helped = "the answer helped" if has_helped else "the answer did not help"
            announce(self._centre, f"Kept: {says}, {helped}")

    def _record(self, request: OutcomeRequest) -> None:
        if self.to_store() is not None:
            self._flow.record(request)

    def _follow_outcome(self, event: OutcomeEvent) -> None:
        self.drafts.forget(event.after.lead_id)
        self.on_desk = None
        self._flow.claim_next()

    def _context(self, on_desk: OnDesk) -> PanelContext:
        return PanelContext(
            on_desk.card,
            on_desk.draft.heard(),
            on_desk.verdict(),
            self._flow.now(),
            self.own_zone,
            self._flow.caller_name,
            self.undo_seconds,
            partial(self._call, on_desk),
            partial(self._ask_whom, on_desk),
            partial(self._flow.ask_tracks, on_desk.card.lead_id),
            partial(self._flow.ask_ground, on_desk.card.lead_id),
            on_desk.registration,
            self._flow.firm,
        )

    def _call(self, on_desk: OnDesk) -> Call:
        return on_desk.request_call(self._flow.caller_id, self._flow.now(), self.undo_seconds)

    def _ask_whom(
        self,
        on_desk: OnDesk,
        owner: QObject,
        scope: SuppressionScope,
        then: Callable[[Barring], object],
    ) -> None:
        self._flow.ask_whom(owner, self._call(on_desk), scope, then)

    def _may_take_focus(self) -> bool:
        window: QWidget = self._centre.window()
        return self._centre.isVisible() and window.isEnabled()
