"""Outcome 9: what was wrong, A to F, and who it is then if somebody said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import FindWrongNumber
from qualdesk.domain.outcome import WrongBecause
from qualdesk_ui.panels.form import FormPlace, PanelForm, typed
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_OF_LABEL = {because.label: because for because in WrongBecause}
_HAS_SUCCESSOR = (WrongBecause.LEFT_COMPANY, WrongBecause.WRONG_PERSON)


class WrongNumberPanel(OutcomePanel):
    """Says what follows from each letter before it is decided."""

    kept_as = "wrong-number"

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Wrong number or person", context.card.name)
        self.primary.setText("Record it")
        self.remark.set_text("History and answers stay.")
        self.because = ChoiceRow("What was wrong", list(_OF_LABEL))
        self.because.show_letters()
        self.because.chosen.connect(self._follow)
        self._what_follows = Paragraph("", Role.BODY, Tone.SECONDARY)
        self._head = section("")
        self.successor = Field("Who it is then", placeholder="First and last name", icon="user")
        self.language = Field("Which language", placeholder="French, it, pl …")
        self._fill()
        self._follow()
        self.form = PanelForm(
            self,
            {
                "because": FormPlace(self.because.value, self._put_because, self.because.chosen),
                "successor": typed(self.successor),
                "language": typed(self.language),
            },
        )

    def take_focus(self) -> None:
        self.because.focus_first()

    def request(self) -> FindWrongNumber | None:
        because = _OF_LABEL.get(self.because.value())
        if because is None:
            self._what_follows.set_tone(Tone.BAD)
            self._what_follows.set_text("Choose what was wrong, A to F.")
            self.because.focus_first()
            return None
        has_successor = because in _HAS_SUCCESSOR
        is_language = because is WrongBecause.OTHER_LANGUAGE
        return FindWrongNumber(
            self.context.call(),
            because,
            successor=self.successor.text().strip() if has_successor else "",
            language=self.language.text().strip() if is_language else "",
        )

    def _fill(self) -> None:
        left = labelled("What was wrong", self.because)
        left.addStretch(1)
        right = labelled("Then", self._what_follows)
        right.addSpacing(8)
        for widget in (self._head, self.successor, self.language):
            right.addWidget(widget)
        right.addStretch(1)
        self.set_columns(PanelColumns(left, right, left_width=236))

    def _put_because(self, label: str) -> None:
        self.because.set_value(label)
        self._follow()

    def _follow(self) -> None:
        because = _OF_LABEL.get(self.because.value())
        has_successor = because in _HAS_SUCCESSOR
        is_language = because is WrongBecause.OTHER_LANGUAGE
        self.successor.setVisible(has_successor)
        self.language.setVisible(is_language)
        self._head.setVisible(has_successor or is_language)
        name = self.language if is_language else self.successor
        self._head.setText(name.accessibleName())
        self._what_follows.set_tone(Tone.SECONDARY)
        self._what_follows.set_text(self._words(because))
        if has_successor or is_language:
            name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, because: WrongBecause | None) -> str:
        name, company = self.context.card.name, self.context.card.company
        has_other = sum(
            not one.is_wrong and not one.is_suppressed for one in self.context.card.numbers
        )
        onward = "The next number is tried." if has_other > 1 else "A number has to be found out."
        return {
            WrongBecause.NOT_IN_SERVICE: f"The number is dropped for everyone. {onward}",
            WrongBecause.SOMEONE_ELSES_NUMBER: f"The number no longer belongs to {name}. {onward}",
            WrongBecause.LEFT_COMPANY: f"{name} has left {company}. Whoever follows is called.",
            WrongBecause.WRONG_PERSON: f"{name} is not the one. The right person is called.",
            WrongBecause.COMPANY_CLOSED: f"{company} has closed: nobody there is called any more.",
            WrongBecause.OTHER_LANGUAGE: "Somebody who speaks it tries on the next working day.",
            None: "Each choice says here what follows from it.",
        }[because]
