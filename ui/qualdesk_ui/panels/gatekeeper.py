"""Outcome 8: somebody else answered; their name, a better time, who decides, if said."""

from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import ReachGatekeeper
from qualdesk_ui.panels.form import PanelForm, typed
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.panel_columns import PanelColumns


class GatekeeperPanel(OutcomePanel):
    """Nothing must be filled in."""

    kept_as = "gatekeeper"

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Gatekeeper", context.card.company)
        self.primary.setText("Record gatekeeper")
        self.remark.set_text("Without a better time: again on the next working day.")
        self.name = Field("Who answered", placeholder="Ms Brandt, reception", icon="user")
        self.when = WhenField("Best time to call", "tomorrow 8:30, Thu 14:00", what="time")
        self.decides = Field(
            "Who decides", placeholder="Dr. Stefan Roth, plant manager", icon="users"
        )
        self._fill()
        places = {"name": self.name, "when": self.when.field, "decides": self.decides}
        self.form = PanelForm(self, {name: typed(field) for name, field in places.items()})

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self.when.renew(context)

    def take_focus(self) -> None:
        self.name.setFocus()

    def request(self) -> ReachGatekeeper | None:
        at = self.when.moment()
        if at is None and self.when.text():
            self.when.complain()
            return None
        if at is not None and at <= self.context.now:
            self.when.complain("That time is past. Choose a later one.")
            return None
        return ReachGatekeeper(
            self.context.call(),
            gatekeeper=self.name.text().strip(),
            decision_maker=self.decides.text().strip(),
            best_at=at,
        )

    def _fill(self) -> None:
        left = labelled("Who answered", self.name)
        left.addSpacing(8)
        left.addLayout(labelled("Who decides", self.decides))
        left.addStretch(1)
        right = labelled("Best time", self.when)
        right.addStretch(1)
        self.set_columns(PanelColumns(left, right))
        self.first_stops = (self.name, self.when, self.decides)
