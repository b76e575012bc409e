"""From a key to an outcome: opens the panel that asks, tells it what it must know, records."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.outcome import Outcome, SuppressionScope
from qualdesk.errors import QualDeskError, TimeTaken
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.suppressions import Barring
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.panels.objections import ObjectionsPanel
from qualdesk_ui.panels.push import PushPanel
from qualdesk_ui.panels.why_order import WhyOrderPanel
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.outcomes import OutcomeRequest, one_key_request
from qualdesk_ui.widgets.announce import announce


class Deciding(QObject):
    """At most one panel is open; what it decides is stored once."""

    def __init__(self, flow: CallFlow, calling: Calling, centre: Centre) -> None:
        super().__init__(centre)
        self._flow, self._calling, self._centre = flow, calling, centre
        self._panels = calling.panels
        centre.outcomes.outcome_chosen.connect(self.choose)
        centre.script.view.objections_asked.connect(self.open_objections)
        self._panels.decided.connect(self._record)
        self._panels.question_asked.connect(self._ask_now)
        self._panels.objection_weighed.connect(self._hear_objection)
        self._panels.closed.connect(centre.take_focus)
        flow.records.objections_read.connect(self._panels.show_records)
        flow.records.not_recorded.connect(self._read_times)
        flow.cards.times_read.connect(self._show_times)
        calling.event_read.connect(self._reopen)

    def choose(self, outcome: Outcome) -> None:
        """Record 5, 6 and 7 at once; open the panel of the others."""
        on_desk = self._calling.on_desk
        if on_desk is None or on_desk.is_being_stored:
            return
        request = one_key_request(outcome, self._call(on_desk))
        if request is not None:
            self._record(request)
        else:
            self._panels.open_outcome(outcome, self._context(on_desk))

    def open_objections(self) -> None:
        """Open what they may say against it."""
        if self._calling.on_desk is not None:
            self._panels.open_objections(self._context(self._calling.on_desk))
            self._flow.records.read_objections(self._calling.on_desk.card.lead_id)

    def turn_why(self) -> None:
        """Show why this order, or go back to the call."""
        on_desk = self._calling.on_desk
        if isinstance(self._panels.open_panel, WhyOrderPanel):
            self._panels.close()
        elif on_desk is not None:
            context, is_out = self._context(on_desk), on_desk.is_out_of_order
            panel = WhyOrderPanel(context, is_out_of_order=is_out, parent=self._centre)
            self._panels.open_quiet(panel)

    def _reopen(self, on_desk: OnDesk) -> None:
        """Open the panel again that stood open when the program ended, with its words."""
        name = on_desk.draft.open_form
        if self._panels.open_panel is not None:
            return
        if name == ObjectionsPanel.kept_as:
            self.open_objections()
        elif name:
            self._panels.reopen(name, self._context(on_desk))

    def _record(self, request: OutcomeRequest) -> None:
        if self._calling.to_store() is not None:
            self._flow.records.record(request)

    def _read_times(self, refusal: QualDeskError) -> None:
        """Look which times are left, once one turned out to be taken."""
        on_desk = self._calling.on_desk
        if on_desk is not None and isinstance(refusal, TimeTaken):
            self._flow.cards.read_times(on_desk.card.lead_id)

    def _show_times(self, card: ProspectCard) -> None:
        on_desk = self._calling.on_desk
        if on_desk is None or on_desk.card.lead_id != card.lead_id:
            return
        on_desk.card = replace(on_desk.card, rep=card.rep, slots=card.slots)
        if isinstance(self._panels.open_panel, PushPanel):
            self._panels.open_panel.show_times(self._context(on_desk))

    def _ask_now(self, step_id: str) -> None:
        self._panels.close()
        self._centre.script.view.focus_question(step_id)

    def _hear_objection(self, says: str, has_helped: bool) -> None:
        on_desk = self._calling.on_desk
        if on_desk is not None:
            self._flow.records.hear_objection(on_desk.card, says, has_helped=has_helped)
            helped = "the answer helped" if has_helped else "the answer did not help"
            announce(self._centre, f"Kept: {says}, {helped}")

    def _context(self, on_desk: OnDesk) -> PanelContext:
        lead_id, questions = on_desk.card.lead_id, self._flow.questions
        return PanelContext(
            on_desk.card,
            on_desk.draft.heard(),
            on_desk.verdict(),
            self._flow.now(),
            self._flow.own_zone,
            self._flow.caller_name,
            self._flow.undo_seconds,
            partial(self._call, on_desk),
            partial(self._ask_whom, on_desk),
            partial(questions.ask_tracks, lead_id),
            partial(questions.ask_ground, lead_id),
            on_desk.registration,
            self._flow.firm,
        )

    def _call(self, on_desk: OnDesk) -> Call:
        flow = self._flow
        return on_desk.request_call(flow.caller_id, flow.now(), flow.undo_seconds)

    def _ask_whom(
        self,
        on_desk: OnDesk,
        owner: QObject,
        scope: SuppressionScope,
        then: Callable[[Barring], object],
    ) -> None:
        self._flow.questions.ask_whom(owner, self._call(on_desk), scope, then)
