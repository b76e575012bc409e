"""Outcome 3: the conversation goes on, with a check-in call and what they want to hear."""

from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import SendToNurture
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.text_area import TextArea

_QUICK = ("In a month", "In 3 months", "In 6 months", "In a year")
_FIRST = "In 3 months"


class NurturePanel(OutcomePanel):
    """Starts with the check-in that most agree to."""

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Nurture", f"{context.card.name} stays with us until the time is right")
        self.primary.setText("Start nurturing")
        self.remark.set_text(f"{context.first_name} counts as warm, not as lost.")
        self.quick = ChoiceRow("Check-in", _QUICK)
        self.quick.show_letters()
        self.when = WhenField("Another day for the check-in", "Another day: “April”, “in 6 weeks”")
        self.about = TextArea(
            "What they want to hear about", placeholder="Case studies, prices, the next webinar …"
        )
        self.about.setMinimumHeight(current().scaled(110))
        self.quick.chosen.connect(self.when.set_text)
        self.when.field.textEdited.connect(self._forget_quick)
        self._fill()
        self.quick.set_value(_FIRST)
        self.when.set_text(_FIRST)

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self.when.renew(context)

    def take_focus(self) -> None:
        self.quick.focus_first()

    def request(self) -> SendToNurture | None:
        at = self.when.moment()
        if at is None:
            self.when.complain()
            return None
        day = self.context.there(at).date()
        if day <= self.context.there(self.context.now).date():
            self.when.complain("The check-in lies in the past. Choose a later day.")
            return None
        return SendToNurture(self.context.call(), day, self.about.text().strip())

    def _fill(self) -> None:
        left = labelled("Check-in call", self.quick, self.when)
        left.addStretch(1)
        right = labelled("What they want to hear about", self.about)
        self.set_columns(PanelColumns(left, right))

    def _forget_quick(self) -> None:
        self.quick.set_value("")
