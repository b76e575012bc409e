"""Outcome 2 before an event: they come, are mailed how to join, and are called when it is over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import Register
from qualdesk.domain.moments import day_words
from qualdesk.queries.registrations import Registration
from qualdesk_ui.panels.form import PanelForm, ticked, typed, written
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.check import CheckBox
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.text_area import TextArea
from qualdesk_ui.widgets.tone import Tone

_HOW_MISSING = "Say how to join: the link, the place, the time. Or register without e-mail."
_LEFT_WIDTH = 256


class RegisteredPanel(OutcomePanel):
    """`callback_asked` when it was a bad moment: then a plain callback is promised."""

    kept_as = "registered"

    callback_asked = Signal()

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.primary.setText(f"Register {context.first_name}")
        self.address = Field(
            "E-mail address", placeholder="Ask for their e-mail address", icon="mail"
        )
        self.joining = TextArea("How to join", placeholder="Link or place, and when it begins")
        self.without = CheckBox("Register without e-mail")
        self.instead = QuietButton("Call back instead")
        self._error = Paragraph("", Role.SMALL, Tone.BAD)
        self._next = Paragraph("", Role.BODY, Tone.SECONDARY)
        self.address.setText(context.card.email)
        self.address.setCursorPosition(0)
        self.without.toggled.connect(self._turn)
        self.instead.clicked.connect(self.callback_asked)
        self._fill()
        self._tell()
        self.form = PanelForm(
            self,
            {
                "address": typed(self.address),
                "joining": written(self.joining),
                "without": ticked(self.without),
            },
        )

    def take_focus(self) -> None:
        if self.address.text():
            super().take_focus()
        else:
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def request(self) -> Register | None:
        joining = "" if self.without.isChecked() else self.joining.text().strip()
        is_told = bool(joining) or self.without.isChecked()
        self._error.set_text("" if is_told else _HOW_MISSING)
        if not is_told:
            self.joining.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        typed = self.address.text().strip()
        # An address that was heard in the script is kept by itself: only another one is new.
        new = "" if typed == self.context.card.email else typed
        return Register(self.context.call(), joining, new, self.context.firm)

    def _tell(self) -> None:
        event: Registration | None = self.context.registration
        if event is None:
            return
        today = self.context.there(self.context.now).date()
        day = day_words(event.event_on, today)
        self.set_title("Registered", f"{event.offer}, {day}")
        self.joining.set_text(event.joining)
        self._next.set_text(f"{self.context.first_name} is called again when it is over, {day}.")
        self._turn()

    def _turn(self) -> None:
        is_mailed = not self.without.isChecked()
        self.address.setEnabled(is_mailed)
        self.joining.setEnabled(is_mailed)
        seconds = self.context.undo_seconds
        self.remark.set_text(f"The e-mail goes in {seconds} s." if is_mailed else "")

    def _fill(self) -> None:
        left = labelled("To", self.address, self.without, self._next)
        left.addStretch(1)
        right = labelled("How to join", self.joining, self._error)
        self.set_columns(PanelColumns(left, right, left_width=_LEFT_WIDTH))
        self.foot.insertWidget(1, self.instead)
        self.first_stops = (self.address, self.joining, self.without)
