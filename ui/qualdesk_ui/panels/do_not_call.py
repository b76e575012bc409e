"""Outcome 0: who must not be contacted any more, and by which way."""

from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests import BarCalls
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.message_bar import Note
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.tone import Tone

_OF_LABEL = {scope.label: scope for scope in SuppressionScope}
_MEDIA = (
    Option(Medium.PHONE, "Calls"),
    Option(Medium.MAIL, "E-mail"),
    Option(Medium.BOTH, "Both"),
)


class DoNotCallPanel(OutcomePanel):
    """Starts with the person and calls; takes effect at once."""

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Do not call", context.card.name)
        self.primary.setText("Never call again")
        self.remark.set_text("Takes effect at once. After undo, only a team lead can lift it.")
        self.scope = ChoiceRow("Who", list(_OF_LABEL))
        self.scope.show_letters()
        self.scope.set_value(SuppressionScope.PERSON.label)
        self.medium = Segment("No more", _MEDIA)
        self._others = Note("", "triangle-alert", Tone.WARN)
        self.scope.chosen.connect(self._say)
        self.medium.chosen.connect(self._say)
        self._fill()
        self._say()

    def take_focus(self) -> None:
        self.scope.focus_first()

    def request(self) -> BarCalls:
        scope = _OF_LABEL[self.scope.value()]
        return BarCalls(self.context.call(), scope, Medium(self.medium.value()))

    def _fill(self) -> None:
        left = labelled("Who", self.scope)
        left.addStretch(1)
        right = labelled("No more", self.medium)
        right.addStretch(1)
        self.body.setSpacing(12)
        self.set_columns(PanelColumns(left, right, stretches=(3, 2), spacing=28))
        self.body.addWidget(self._others)
        self.scope.setMinimumHeight(current().scaled(32))

    def _say(self) -> None:
        scope = _OF_LABEL[self.scope.value()]
        words = {
            SuppressionScope.NUMBER: _others(self.context),
            SuppressionScope.PERSON: "",
            SuppressionScope.COMPANY: f"Closes every open prospect at {self.context.card.company}.",
        }[scope]
        is_mail = self.medium.value() == Medium.MAIL
        self.primary.setText("Never mail again" if is_mail else "Never call again")
        self._others.set_text(words)
        self._others.setVisible(bool(words))
        self.outgrown.emit()


def _others(context: PanelContext) -> str:
    shared = max((one.shared_with for one in context.card.numbers), default=0)
    if not shared:
        return ""
    return f"This bars {shared} {'other' if shared == 1 else 'others'} too"
