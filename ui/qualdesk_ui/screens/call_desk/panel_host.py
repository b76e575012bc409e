"""Opens the panel of an outcome over the script; keeps what was typed in it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from qualdesk.domain.outcome import Outcome
from qualdesk.queries.objections import ObjectionRecord
from qualdesk_ui.panels.call_back import CallBackPanel
from qualdesk_ui.panels.close_out import CloseOutPanel
from qualdesk_ui.panels.do_not_call import DoNotCallPanel
from qualdesk_ui.panels.frame import FormPanel, OutcomePanel, PanelContext
from qualdesk_ui.panels.gatekeeper import GatekeeperPanel
from qualdesk_ui.panels.new_prospect import NewProspectPanel
from qualdesk_ui.panels.nurture import NurturePanel
from qualdesk_ui.panels.objections import ObjectionsPanel
from qualdesk_ui.panels.push import PushPanel
from qualdesk_ui.panels.registered import RegisteredPanel
from qualdesk_ui.panels.wrong_number import WrongNumberPanel
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.made_panels import MadePanels
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


_OUTCOME_OF: dict[str, Outcome] = {
    **{kind.kept_as: outcome for outcome, kind in _PANELS.items()},
    RegisteredPanel.kept_as: Outcome.CALL_BACK_LATER,
}


class PanelHost(QObject):
    """At most one panel is open; `changed` when another is, or when something is typed in one."""

    decided = Signal(object)
    question_asked = Signal(str)
    objection_weighed = Signal(str, bool)
    closed = Signal()
    changed = Signal()

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre)
        self._centre = centre
        self._made = MadePanels(centre)
        self._open: Panel | None = None
        self._quiet: Panel | None = None
        self._made.made.connect(self._connect)
        self._made.typed.connect(self.changed)
        centre.resized.connect(self.place)

    @property
    def open_panel(self) -> Panel | None:
        """The panel that is open."""
        return self._open

    @property
    def open_form(self) -> str:
        """What the open panel is called in a draft; nothing where none is, or one only read."""
        return self._open.kept_as if isinstance(self._open, FormPanel) else ""

    def forms(self) -> dict[str, dict[str, str]]:
        """Return what was typed and chosen in each panel."""
        return self._made.forms()

    def take_up(self, forms: Mapping[str, Mapping[str, str]]) -> None:
        """Begin with another prospect; their panels are filled in as they were kept."""
        self._put_away()
        self._made.take_up(forms)
        self._drop_quiet()

    def open_outcome(self, outcome: Outcome, context: PanelContext) -> None:
        """Open the panel of an outcome."""
        self._open_made(outcome, _panel_for(outcome, context), context)

    def open_objections(self, context: PanelContext) -> None:
        """Open what they may say against it."""
        self.open_beside(self._made.of(ObjectionsPanel, context))

    def reopen(self, name: str, context: PanelContext) -> None:
        """Open again the panel of an outcome that a draft calls so; nothing where there is none."""
        if name == CallBackPanel.kept_as:
            self._open_made(Outcome.CALL_BACK_LATER, CallBackPanel, context)
        elif name in _OUTCOME_OF:
            self.open_outcome(_OUTCOME_OF[name], context)

    def show_records(self, records: Mapping[str, ObjectionRecord]) -> None:
        """Tell the objections how often each was heard and its answer helped."""
        objections = self._made.if_made(ObjectionsPanel)
        if objections is not None:
            objections.show_records(records)

    def open_beside(self, panel: Panel) -> None:
        """Open a panel that belongs to no outcome and is kept by who made it."""
        self._centre.outcomes.set_open(None)
        self._show(panel)
        panel.take_focus()

    def open_quiet(self, panel: Panel) -> None:
        """Open a panel that is only read; it is dropped once another opens."""
        self._drop_quiet()
        self._quiet = panel
        panel.closed.connect(self.close)
        self.open_beside(panel)

    def confirm(self) -> bool:
        """Press the primary button of the open panel; False when none is open."""
        if not isinstance(self._open, OutcomePanel | NewProspectPanel):
            return False
        self._open.confirm()
        return True

    def close(self) -> bool:
        """Go back to the call; what was typed stays. False when no panel is open."""
        if self._open is None:
            return False
        self._put_away()
        self.closed.emit()
        self.changed.emit()
        return True

    def place(self) -> None:
        """Keep the open panel over the script."""
        if self._open is not None:
            self._open.place_over(self._centre.panel_place())

    def _connect(self, panel: FormPanel) -> None:
        panel.closed.connect(self.close)
        if isinstance(panel, OutcomePanel):
            panel.decided.connect(self.decided)
            panel.question_asked.connect(self.question_asked)
            panel.outgrown.connect(self.place)
        if isinstance(panel, CloseOutPanel):
            panel.stop_asked.connect(self._stop_instead)
        elif isinstance(panel, RegisteredPanel):
            panel.callback_asked.connect(self._call_back_instead)
        elif isinstance(panel, ObjectionsPanel):
            panel.weighed.connect(self.objection_weighed)

    def _stop_instead(self) -> None:
        asked = self._made.if_made(CloseOutPanel)
        if asked is not None:
            self.close()
            self.open_outcome(Outcome.DO_NOT_CALL, asked.context)

    def _call_back_instead(self) -> None:
        asked = self._made.if_made(RegisteredPanel)
        if asked is not None:
            self._open_made(Outcome.CALL_BACK_LATER, CallBackPanel, asked.context)

    def _open_made(self, outcome: Outcome, kind: type[OutcomePanel], context: PanelContext) -> None:
        panel = self._made.of(kind, context)
        self._centre.outcomes.set_open(outcome)
        self._show(panel)
        panel.take_focus()

    def _put_away(self) -> None:
        if self._open is not None:
            self._open.hide()
        self._open = None
        self._centre.outcomes.set_open(None)

    def _drop_quiet(self) -> None:
        if self._quiet is not None:
            self._quiet.deleteLater()
        self._quiet = None

    def _show(self, panel: Panel) -> None:
        if self._open is not None and self._open is not panel:
            self._open.hide()
        self._open = panel
        self.place()
        panel.show()
        # Only once it is shown does its body know how high its lines are.
        self.place()
        panel.rise()
        self.changed.emit()


def _panel_for(outcome: Outcome, context: PanelContext) -> type[OutcomePanel]:
    is_before_event = outcome is Outcome.CALL_BACK_LATER and context.registration is not None
    return RegisteredPanel if is_before_event else _PANELS[outcome]
