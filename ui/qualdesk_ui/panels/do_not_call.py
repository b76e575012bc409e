"""Outcome 0: who must not be contacted any more, and by which way."""

from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import BarCalls
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.queries.suppressions import Barring
from qualdesk_ui.panels.form import PanelForm, chosen
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.message_bar import Note
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.tone import Tone

_SCOPES = (SuppressionScope.NUMBER, SuppressionScope.PERSON, SuppressionScope.COMPANY)
_NAMED = 3
_MEDIA = (
    Option(Medium.PHONE, "Calls"),
    Option(Medium.MAIL, "E-mail"),
    Option(Medium.BOTH, "Both"),
)


class DoNotCallPanel(OutcomePanel):
    """Starts with the person and calls; takes effect at once."""

    kept_as = "do-not-call"

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Do not call", context.card.name)
        self.primary.setText("Never call again")
        self.remark.set_text("Takes effect at once. After undo, only a team lead can lift it.")
        by_mail = (SuppressionScope.DOMAIN,) if "@" in context.card.email else ()
        self._of_label = {scope.label: scope for scope in (*_SCOPES, *by_mail)}
        self.scope = ChoiceRow("Who", list(self._of_label))
        self.scope.show_letters()
        self.scope.set_value(SuppressionScope.PERSON.label)
        self.medium = Segment("No more", _MEDIA)
        self.others = Note("", "triangle-alert", Tone.WARN)
        self.scope.chosen.connect(self._say)
        self.medium.chosen.connect(self._say)
        self._fill()
        self._say()
        places = {"scope": chosen(self.scope), "medium": chosen(self.medium)}
        self.form = PanelForm(self, places)

    def take_focus(self) -> None:
        self.scope.focus_first()

    def request(self) -> BarCalls:
        scope = self._of_label[self.scope.value()]
        return BarCalls(self.context.call(), scope, Medium(self.medium.value()))

    def _fill(self) -> None:
        left = labelled("Who", self.scope)
        left.addStretch(1)
        right = labelled("No more", self.medium)
        right.addStretch(1)
        self.body.setSpacing(12)
        self.set_columns(PanelColumns(left, right, stretches=(3, 2), spacing=28))
        self.body.addWidget(self.others)
        self.scope.setMinimumHeight(current().scaled(32))

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self._say()

    def _say(self) -> None:
        is_mail = self.medium.value() == Medium.MAIL
        self.primary.setText("Never mail again" if is_mail else "Never call again")
        self._warn(self._closes())
        scope = self._of_label[self.scope.value()]
        if scope is not SuppressionScope.PERSON:
            self.context.ask_whom(self, scope, self._say_whom)

    def _say_whom(self, barring: Barring) -> None:
        if barring.scope is self._of_label[self.scope.value()]:
            self._warn(f"{others_words(barring)} {self._closes()}".strip())

    def _closes(self) -> str:
        is_company = self._of_label[self.scope.value()] is SuppressionScope.COMPANY
        if not is_company or self.medium.value() == Medium.MAIL:
            return ""
        return f"Closes every open lead at {self.context.card.company}."

    def _warn(self, words: str) -> None:
        self.others.set_text(words)
        self.others.setAccessibleName(words)
        self.others.setVisible(bool(words))
        self.outgrown.emit()


def others_words(barring: Barring) -> str:
    """Return whom a scope bars too: "This bars 6 others too: Stefan Roth, … and 3 more."."""
    if not barring.others:
        return ""
    what = "other" if barring.others == 1 else "others"
    named = barring.names[:_NAMED]
    more = barring.others - len(named)
    tail = f" and {more} more" if more else ""
    return f"This bars {barring.others} {what} too: {', '.join(named)}{tail}."
