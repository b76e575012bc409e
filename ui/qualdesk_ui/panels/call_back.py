"""Outcome 2: a call promised for a time in the prospect's own zone, by me or by anyone free."""

from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import PromiseCallback
from qualdesk.domain.callback import WhoCalls
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import CONTROL_LARGE
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.tone import Tone

_QUICK = ("In an hour", "Tomorrow 10:00", "Next week", "In 2 weeks", "In 3 months")
_ME, _ANYONE = "me", "anyone"


class CallBackPanel(OutcomePanel):
    """A quick choice types its words into the field, so there is one way to read a time."""

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Call back later", context.card.name)
        self.primary.setText("Set callback")
        self.when = WhenField("When", "in 3 months, tomorrow 10, Mon 15:00", height=CONTROL_LARGE)
        self.quick = ChoiceRow("Quick times", _QUICK)
        self.quick.show_letters()
        self.who = Segment("Who calls", (Option(_ME, "Me"), Option(_ANYONE, "Anyone free")))
        self._doubt = Paragraph("", Role.SMALL, Tone.WARN)
        self.quick.chosen.connect(self._type)
        self.when.field.textEdited.connect(self._forget_quick)
        self.when.changed.connect(self._say)
        self._fill()

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self.when.renew(context)

    def take_focus(self) -> None:
        self.quick.focus_first()

    def request(self) -> PromiseCallback | None:
        at = self.when.moment()
        if at is None:
            self.when.complain()
            return None
        if at <= self.context.now:
            self.when.complain("That time is past. Choose a later one.")
            return None
        return PromiseCallback(self.context.call(), at, WhoCalls(self.who.value()))

    def _fill(self) -> None:
        left = labelled("When", self.when, self.quick, self._doubt)
        left.addStretch(1)
        right = labelled("Who calls", self.who)
        right.addStretch(1)
        self.set_columns(PanelColumns(left, right, stretches=(8, 5), spacing=28))
        self.first_stops = (self.quick, self.when)

    def _type(self, words: str) -> None:
        self.when.set_text(words)

    def _forget_quick(self) -> None:
        self.quick.set_value("")

    def _say(self) -> None:
        at = self.when.moment()
        self._doubt.set_text("")
        if at is None:
            self.remark.set_text("")
            return
        there = self.context.there(at)
        hours = self.context.card.hours
        if there.weekday() >= 5:  # noqa: PLR2004 (Saturday)
            self._doubt.set_text(f"That is a {there:%A}. Keep it only if they asked for it.")
        elif hours.opens and hours.closes and not hours.opens <= there.time() < hours.closes:
            span = f"{hours.opens:%H:%M} to {hours.closes:%H:%M}"
            self._doubt.set_text(f"Calling hours are {span}. Keep it only if they asked for it.")
        self.remark.set_text(
            f"{self.context.first_name} comes to the top of Up next at {there:%H:%M}, their time."
        )
