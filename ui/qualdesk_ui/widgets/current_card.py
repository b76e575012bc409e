"""The card of the prospect on the desk: who, where, and why now."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import RADIUS_CARD
from qualdesk_ui.widgets.chip import Chip, ChipLook
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, plate
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook
from qualdesk_ui.widgets.tone import Tone


@dataclass(frozen=True, slots=True)
class CurrentCardText:
    """What the card says."""

    name: str
    company: str
    local_time: str
    chip: ChipLook
    why_now: str


class CurrentCard(QWidget):
    """At the top of Up next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = ""
        self._name = ElidedLabel("", Role.BODY_STRONG)
        self._time = Label("", Role.BODY, Tone.SECONDARY)
        self._company = ElidedLabel("", Role.BODY, Tone.SECONDARY)
        self._chip = Chip(ChipLook(""))
        self._why = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lay_out()

    def show_prospect(self, text: CurrentCardText) -> None:
        """Show another prospect."""
        self._who = text.name
        self._name.set_text(text.name)
        self._time.setText(text.local_time)
        self._company.set_text(text.company)
        self._chip.set_look(text.chip)
        self._why.set_runs((Run("Why now", RunLook.STRONG), Run(f"  {text.why_now}")))
        parts = (text.name, text.company, text.chip.text, f"Why now: {text.why_now}")
        self.setAccessibleName(", ".join(parts))

    def show_countdown(self, words: str) -> None:
        """Say beside the name how long it is until the promised time, or nothing."""
        self._name.set_text(f"{self._who} {words}".rstrip())

    def name(self) -> str:
        """Return who it is, with the countdown."""
        return self._name.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current().tokens
        rect = QRectF(self.rect())
        plate(
            painter_on(self),
            rect,
            fill=tokens.raised,
            border=tokens.accent_edge,
            radius=RADIUS_CARD,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._time)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 12)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._company)
        column.addSpacing(4)
        column.addWidget(self._chip)
        column.addSpacing(11)
        column.addWidget(self._why)
