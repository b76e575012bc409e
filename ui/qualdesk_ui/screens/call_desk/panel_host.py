"""Opens the panel of an outcome over the script; keeps what was typed in it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualdesk.domain.outcome import Outcome
from qualdesk.queries.objections import ObjectionRecord
from qualdesk_ui.panels.call_back import CallBackPanel
from qualdesk_ui.panels.close_out import CloseOutPanel
from qualdesk_ui.panels.do_not_call import DoNotCallPanel
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext
from qualdesk_ui.panels.gatekeeper import GatekeeperPanel
from qualdesk_ui.panels.nurture import NurturePanel
from qualdesk_ui.panels.objections import ObjectionsPanel
from qualdesk_ui.panels.push import PushPanel
from qualdesk_ui.panels.registered import RegisteredPanel
from qualdesk_ui.panels.wrong_number import WrongNumberPanel
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.widgets.panel import Panel

_PANELS: dict[Outcome, type[OutcomePanel]] = {
    Outcome.PUSH_TO_SALES: PushPanel,
    Outcome.CALL_BACK_LATER: CallBackPanel,
    Outcome.NURTURE: NurturePanel,
    Outcome.CLOSE_OUT: CloseOutPanel,
    Outcome.GATEKEEPER: GatekeeperPanel,
    Outcome.WRONG_NUMBER: WrongNumberPanel,
    Outcome.DO_NOT_CALL: DoNotCallPanel,
}


class PanelHost(QObject):
    """At most one panel is open; each is made once a prospect and shown again as it was left."""

    decided = Signal(object)
    question_asked = Signal(str)
    objection_weighed = Signal(str, bool)
    closed = Signal()

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre)
        self._centre = centre
        self._made: dict[type[OutcomePanel], OutcomePanel] = {}
        self._objections: ObjectionsPanel | None = None
        self._open: Panel | None = None
        self._quiet: Panel | None = None
        centre.resized.connect(self.place)

    @property
    def open_panel(self) -> Panel | None:
        """The panel that is open."""
        return self._open

    def open_outcome(self, outcome: Outcome, context: PanelContext) -> None:
        """Open the panel of an outcome."""
        self._open_made(outcome, _panel_for(outcome, context), context)

    def _open_made(self, outcome: Outcome, kind: type[OutcomePanel], context: PanelContext) -> None:
        panel = self._made.get(kind)
        if panel is None:
            panel = self._made[kind] = self._make(kind, context)
        panel.renew(context)
        self._centre.outcomes.set_open(outcome)
        self._show(panel)
        panel.take_focus()

    def open_objections(self, context: PanelContext) -> None:
        """Open what they may say against it."""
        if self._objections is None:
            self._objections = ObjectionsPanel(context, self._centre)
            self._objections.closed.connect(self.close)
            self._objections.weighed.connect(self.objection_weighed)
        self._centre.outcomes.set_open(None)
        self._show(self._objections)
        self._objections.take_focus()

    def show_records(self, records: Mapping[str, ObjectionRecord]) -> None:
        """Tell the objections how often each was heard and its answer helped."""
        if self._objections is not None:
            self._objections.show_records(records)

    def open_quiet(self, panel: Panel) -> None:
        """Open a panel that is only read; it is dropped once another opens."""
        if self._quiet is not None:
            self._quiet.deleteLater()
        self._quiet = panel
        panel.closed.connect(self.close)
        self._centre.outcomes.set_open(None)
        self._show(panel)
        panel.take_focus()

    def confirm(self) -> bool:
        """Press the primary button of the open panel; False when none is open."""
        if not isinstance(self._open, OutcomePanel):
            return False
        self._open.confirm()
        return True

    def close(self) -> bool:
        """Go back to the call; what was typed stays. False when no panel is open."""
        if self._open is None:
            return False
        self._open.hide()
        self._open = None
        self._centre.outcomes.set_open(None)
        self.closed.emit()
        return True

    def forget(self) -> None:
        """Drop all panels: another prospect is on the desk."""
        self.close()
        made: list[QWidget] = list(self._made.values())
        if self._objections is not None:
            made.append(self._objections)
        if self._quiet is not None:
            made.append(self._quiet)
        for panel in made:
            panel.deleteLater()
        self._made.clear()
        self._objections = self._quiet = None

    def place(self) -> None:
        """Keep the open panel over the script."""
        if self._open is not None:
            self._open.place_over(self._centre.panel_place())

    def _make(self, kind: type[OutcomePanel], context: PanelContext) -> OutcomePanel:
        panel = kind(context, self._centre)
        panel.closed.connect(self.close)
        panel.decided.connect(self.decided)
        panel.question_asked.connect(self.question_asked)
        panel.outgrown.connect(self.place)
        if isinstance(panel, CloseOutPanel):
            panel.stop_asked.connect(self._stop_instead)
        if isinstance(panel, RegisteredPanel):
            panel.callback_asked.connect(self._call_back_instead)
        return panel

    def _stop_instead(self) -> None:
        context = self._made[CloseOutPanel].context
        self.close()
        self.open_outcome(Outcome.DO_NOT_CALL, context)

    def _call_back_instead(self) -> None:
        context = self._made[RegisteredPanel].context
        self._open_made(Outcome.CALL_BACK_LATER, CallBackPanel, context)

    def _show(self, panel: Panel) -> None:
        if self._open is not None and self._open is not panel:
            self._open.hide()
        self._open = panel
        self.place()
        panel.show()
        # Only once it is shown does its body know how high its lines are.
        self.place()
        panel.rise()


def _panel_for(outcome: Outcome, context: PanelContext) -> type[OutcomePanel]:
    is_before_event = outcome is Outcome.CALL_BACK_LATER and context.registration is not None
    return RegisteredPanel if is_before_event else _PANELS[outcome]
