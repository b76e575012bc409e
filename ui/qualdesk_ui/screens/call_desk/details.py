"""What we know: the note of this call, the timeline, the account and its other people."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualdesk.domain.mail_domains import site_words
from qualdesk.queries.card_parts import Contact
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.timeline import TimelineRow
from qualdesk_ui.panels.timeline_entries import timeline_entry
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import SIDE_MARGIN
from qualdesk_ui.widgets.buttons import LinkButton
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.icon_button import IconButton
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label, section
from qualdesk_ui.widgets.named_group import NamedGroup
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.text_area import TextArea
from qualdesk_ui.widgets.timeline import Timeline
from qualdesk_ui.widgets.tone import Tone

_SHOWN = 6


class DetailsPane(NamedGroup):
    """The right column of the desk."""

    note_typed = Signal(str)
    lead_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Details", parent)
        self._card: ProspectCard | None = None
        self._now: datetime | None = None
        self.notes = TextArea("Notes, key F7", placeholder="Type while they talk")
        self.notes.edited.connect(self.note_typed)
        self._counts = Label("", Role.SMALL, Tone.SECONDARY)
        self._timeline = Timeline()
        self.earlier = LinkButton("")
        self.earlier.clicked.connect(self.show_all)
        self._facts = Facts()
        self._contacts = QVBoxLayout()
        self._contacts_part = QWidget()
        self._lay_out()

    def show_prospect(self, card: ProspectCard, note: str, now: datetime) -> None:
        """Show what is known of another prospect."""
        self._card, self._now = card, now
        self.notes.set_text(note)
        self._counts.setText(f"{_count(card.touch_count, 'touch', 'touches')}{_people(card)}")
        self._show_entries(card, now, _SHOWN)
        self._facts.set_rows(_account_rows(card))
        self._show_contacts(card)

    def show_timeline(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show the timeline as it has become during the call."""
        if self._card is not None and self._now is not None:
            self._card = replace(self._card, timeline=rows)
            self._show_entries(self._card, self._now, _SHOWN)

    def show_all(self) -> None:
        """Show the whole timeline."""
        if self._card is not None and self._now is not None:
            self._show_entries(self._card, self._now, len(self._card.timeline))

    def places(self) -> list[QWidget]:
        """Return what can be looked through, from the top: the note, the timeline, the facts."""
        return [self.notes, *self._timeline.rows(), self._facts, self._contacts_part]

    def timeline_titles(self) -> list[str]:
        """Return what stands in the timeline, newest first."""
        return [entry.title for entry in self._timeline.entries()]

    def focus_notes(self) -> None:
        """Put the cursor behind the note."""
        self.notes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.notes.moveCursor(self.notes.textCursor().MoveOperation.End)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current().tokens
        painter.fillRect(self.rect(), tokens.side)
        painter.fillRect(0, 0, 1, self.height(), tokens.line)

    def _lay_out(self) -> None:
        page = QWidget()
        parts = QVBoxLayout(page)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addLayout(self._timeline_part())
        parts.addWidget(Hairline())
        parts.addLayout(_part("Account", self._facts))
        parts.addWidget(self._contacts_part)
        parts.addStretch(1)
        self._lay_out_contacts()
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        OverlayScrollBar(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._notes_part())
        column.addWidget(Hairline())
        column.addWidget(scroll, 1)

    def _notes_part(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.addWidget(section("Notes"), 1)
        head.addWidget(KeyCap("F7"))
        column = QVBoxLayout()
        column.setContentsMargins(SIDE_MARGIN, 14, SIDE_MARGIN, 14)
        column.setSpacing(6)
        column.addLayout(head)
        self.notes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.notes)
        return column

    def _timeline_part(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(section("Timeline"))
        head.addWidget(self._counts, 1)
        column = QVBoxLayout()
        column.setContentsMargins(SIDE_MARGIN, 12, SIDE_MARGIN, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._timeline)
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 0, 0)
        row.addWidget(self.earlier)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _lay_out_contacts(self) -> None:
        column = QVBoxLayout(self._contacts_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        self._contacts.setSpacing(4)
        holder = QVBoxLayout()
        holder.setContentsMargins(SIDE_MARGIN, 12, SIDE_MARGIN, 12)
        holder.setSpacing(2)
        holder.addWidget(section("Other contacts"))
        holder.addLayout(self._contacts)
        column.addLayout(holder)

    def _show_entries(self, card: ProspectCard, now: datetime, count: int) -> None:
        rows = card.timeline[:count]
        self._timeline.set_entries([timeline_entry(row, card.zone, now) for row in rows])
        hidden = len(card.timeline) - len(rows)
        self.earlier.setText(f"Show {hidden} earlier")
        self.earlier.setVisible(hidden > 0)

    def _show_contacts(self, card: ProspectCard) -> None:
        empty(self._contacts)
        for contact in card.contacts:
            self._contacts.addWidget(self._contact(contact))
        self._contacts_part.setVisible(bool(card.contacts))

    def _contact(self, contact: Contact) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(contact.name, Role.BODY_MEDIUM))
        words.addWidget(Label(contact.job_title, Role.SMALL, Tone.SECONDARY))
        row.addLayout(words, 1)
        if contact.called_by:
            row.addWidget(
                Label(f"{contact.called_by.split(' ')[0]} is calling", Role.SMALL, Tone.WARN)
            )
        elif contact.lead_id is not None and contact.has_number:
            button = IconButton("phone", f"Go on with {contact.name}", size=28)
            button.clicked.connect(partial(self.lead_opened.emit, contact.lead_id))
            row.addWidget(button)
        return line


def _part(title: str, content: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(SIDE_MARGIN, 12, SIDE_MARGIN, 12)
    column.setSpacing(6)
    column.addWidget(section(title))
    column.addWidget(content)
    return column


def _account_rows(card: ProspectCard) -> list[tuple[str, str]]:
    account = card.account
    rows = [
        ("Industry", account.industry),
        ("Size", account.size),
        ("Territory", account.territory),
        ("Installed", account.installed),
        ("Website", site_words(account.website)),
        ("Address", account.address),
    ]
    return [(label, value) for label, value in rows if value]


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _people(card: ProspectCard) -> str:
    return f", {_count(card.people_count, 'person', 'people')}" if card.people_count else ""
