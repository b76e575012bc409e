"""The kind letter of a close-out: to whom, its subject and its text, drafted until it is edited."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.outcome import CloseOutReason
from qualdesk.mail.letters import close_out_letter
from qualdesk_ui.panels.form import FormPlace, typed
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.text_area import TextArea
from qualdesk_ui.widgets.tone import Tone

_HEIGHT, _NAMES_WIDTH = 276, 52
_NO_ADDRESS = "There is no e-mail address. Ask for it, or close without e-mail."


class LetterPage(QWidget):
    """Follows the reason until a word of it was changed by hand."""

    def __init__(self, email: str) -> None:
        super().__init__()
        self._email = email
        self._is_edited = False
        self.address = Field(
            "E-mail address", placeholder="Ask for their e-mail address", icon="mail"
        )
        self.subject = Field("Subject")
        self.text = TextArea("Letter")
        self._error = Paragraph("", Role.SMALL, Tone.BAD)
        self._error.hide()
        self.address.textEdited.connect(self._forgive)
        self.subject.textEdited.connect(self._keep)
        self.text.edited.connect(self._keep)
        self._lay_out()

    def draft(self, reason: CloseOutReason, context: PanelContext) -> None:
        """Write the letter that a reason asks for, unless it was changed by hand."""
        if self._is_edited:
            return
        card = context.card
        letter = close_out_letter(
            reason,
            salutation=card.salutation,
            caller=context.caller_name,
            firm=card.merge_fields.get("firm", ""),
            offer=card.offer,
        )
        self.subject.setText(letter.subject)
        self.text.set_text(letter.body.strip())

    def to_address(self) -> str:
        """Return to whom it goes."""
        return self._email or self.address.text().strip()

    def is_address_missing(self) -> bool:
        """Whether it cannot be sent; then say so at the field."""
        if "@" in self.to_address():
            return False
        self._say_error(_NO_ADDRESS)
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def places(self) -> dict[str, FormPlace]:
        """Return what is typed here, for the form of a panel; a mere draft is nobody's words."""
        return {
            "address": typed(self.address),
            "subject": FormPlace(self._own_subject, self._put_subject, self.subject.textEdited),
            "letter": FormPlace(self._own_text, self._put_text, self.text.edited),
        }

    def _own_subject(self) -> str:
        return self.subject.text() if self._is_edited else ""

    def _put_subject(self, words: str) -> None:
        self.subject.setText(words)
        self._keep()

    def _own_text(self) -> str:
        return self.text.text() if self._is_edited else ""

    def _put_text(self, words: str) -> None:
        self.text.set_text(words)
        self._keep()

    def _keep(self) -> None:
        self._is_edited = True

    def _forgive(self) -> None:
        self._say_error("")

    def _say_error(self, sentence: str) -> None:
        self._error.set_text(sentence)
        self._error.setVisible(bool(sentence))
        self.address.set_error(sentence)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        to = ElidedLabel(self._email) if self._email else self.address
        column.addLayout(_line("To", to))
        column.addWidget(self._error)
        column.addLayout(_line("Subject", self.subject))
        self.text.setMinimumHeight(current().scaled(_HEIGHT))
        column.addWidget(self.text, 1)


def _line(name: str, content: QWidget) -> QHBoxLayout:
    label = Label(name, Role.BODY, Tone.SECONDARY)
    label.setFixedWidth(current().scaled(_NAMES_WIDTH))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label)
    row.addWidget(content, 1)
    return row
