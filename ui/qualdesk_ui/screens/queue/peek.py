"""A peek at a lead without claiming it: why it stands there, its facts, its last touches."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk.domain.moments import clock_time
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk_ui.panels.timeline_entries import timeline_entry
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, QuietButton
from qualdesk_ui.widgets.chip import Chip, ChipLook
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.message_bar import Note
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.reason_look import reason_look
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.timeline import Timeline
from qualdesk_ui.widgets.tone import Tone

_TOUCHES = 5


class Peek(SidePane):
    """Reads only; whom somebody else has cannot be opened from here either."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Peek")
        self._lead_id = 0
        self._name = ElidedLabel("", Role.HEADING)
        self._work = ElidedLabel("", Role.SMALL, Tone.SECONDARY)
        self._chip = Chip(ChipLook(""))
        self._busy = Note("", "phone-call", Tone.WARN)
        self._why = Paragraph("", Role.BODY, Tone.SECONDARY)
        self._facts = Facts()
        self._touches = Timeline()
        self.open_button = NormalButton("Open on the desk", "headset", "Enter")
        self.close_button = QuietButton("Close", key="Esc")
        self._lay_out()

    def show_card(self, card: ProspectCard, now: datetime, read_only: str = "") -> None:
        """Show what is known of a lead; `read_only` says why it cannot be opened."""
        icon, tone = reason_look(card.reason)
        self._lead_id = card.lead_id
        self._name.set_text(card.name)
        self._work.set_text(" · ".join(part for part in (card.job_title, card.company) if part))
        self._chip.set_look(ChipLook(card.reason.short(now), icon, tone))
        self._busy.set_text(read_only)
        self._busy.setVisible(bool(read_only))
        self.open_button.setVisible(not read_only)
        self._why.set_text(card.reason.sentence(now))
        self._facts.set_rows(_facts_of(card, now))
        shown = card.timeline[:_TOUCHES]
        self._touches.set_entries([timeline_entry(one, card.zone, now) for one in shown])

    def lead_id(self) -> int:
        """Return who is shown."""
        return self._lead_id

    def busy_sentence(self) -> str:
        """Return why it cannot be opened, such as that somebody else is calling, or nothing."""
        return self._busy.text() if self._busy.isVisibleTo(self) else ""

    def _lay_out(self) -> None:
        chip = QHBoxLayout()
        chip.addWidget(self._chip)
        chip.addStretch(1)
        self.body.addWidget(self._name)
        self.body.addWidget(self._work)
        self.body.addLayout(chip)
        for widget in (self._busy, section("Why now"), self._why):
            self.body.addWidget(widget)
        for title, content in (("What we know", self._facts), ("Last touches", self._touches)):
            self.body.addSpacing(8)
            self.body.addWidget(section(title))
            self.body.addWidget(content)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.close_button)
        row.addStretch(1)
        self.foot.addLayout(row)


def _facts_of(card: ProspectCard, now: datetime) -> list[tuple[str, str]]:
    numbers = ", ".join(one.spoken for one in card.numbers)
    place = (
        f"{card.city}, {clock_time(now, card.zone)}" if card.city else clock_time(now, card.zone)
    )
    facts = [
        ("Numbers", numbers),
        ("Local time", place),
        ("Campaign", card.campaign),
        ("Industry", card.account.industry),
        ("Size", card.account.size),
        ("Territory", card.account.territory),
        ("Consent", card.consent),
    ]
    return [(label, value) for label, value in facts if value]
