"""What a mail or letter says, whom it is for, and what may be done with it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.mail import MailChoice, MailState
from qualdesk.domain.moments import moment_words
from qualdesk.queries.came_in import ReceivedRow
from qualdesk.queries.post import MailRow, WaitingLetter
from qualdesk_ui.screens.outbox.came_in import outcome_words, received_chip
from qualdesk_ui.screens.outbox.rows import chip_of, own_zone, when_words
from qualdesk_ui.screens.outbox.steps import PAPER_STEPS, PostStep
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.aside import Aside
from qualdesk_ui.widgets.chip import Chip, ChipLook
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.keyed_button import KeyedButton
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.message_bar import Note
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_STEP = 50
_APART = "A mail program takes no entry along: attach its file."
_IN_DOUBT = (MailState.FAILED, MailState.UNKNOWN)


class ReadingPane(SidePane):
    """`step_chosen` brings the place of a next step, from 0."""

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What it says")
        self._name = ElidedLabel("", Role.HEADING)
        self._where = Aside("", Role.SMALL, Tone.SECONDARY)
        self._chip = Chip(ChipLook(""))
        self._trouble = Note("", "triangle-alert", Tone.WARN)
        self._facts = Facts()
        self._subject = Paragraph("", Role.BODY_STRONG)
        self._text = Paragraph("")
        self._apart = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._steps_head, self._steps = section("Next step"), QVBoxLayout()
        self._steps.setSpacing(8)
        self._lay_out()

    def show_mail(
        self, row: MailRow, steps: Sequence[PostStep], now: datetime, *, has_server: bool
    ) -> None:
        """Show a mail."""
        where = " · ".join(part for part in (row.to_address, row.company) if part)
        self._say_whose(row.to_name or row.to_address, where)
        self._chip.set_look(chip_of(row))
        self._warn(row.error if row.state in _IN_DOUBT or row.attempts else "")
        facts = (
            ("Why", row.kind.label),
            ("When", when_words(row, now, has_server=has_server)),
            ("Last tried", _tried(row, now)),
            ("From", row.sender),
            ("With it", "The calendar entry" if row.has_calendar else ""),
            ("Held back", row.error if row.state is MailState.CANCELLED else ""),
        )
        self._show(facts, row.subject, row.body, steps)
        is_by_hand = any(one.does is MailChoice.BY_HAND for one in steps)
        self._say_apart(is_so=row.has_calendar and (is_by_hand or row.is_by_hand))

    def show_letter(self, row: WaitingLetter, now: datetime) -> None:
        """Show a letter on paper, its envelope and what goes into it."""
        self._say_whose(row.name, row.company if row.company != row.name else "")
        self._chip.set_look(ChipLook("To print", "mail-open", Tone.TEAL))
        self._warn("")
        facts = (
            ("Envelope", row.address),
            ("Enclose", row.enclose or "Nothing"),
            ("Waits since", moment_words(row.print_after, now, own_zone())),
            ("From", row.sender),
        )
        self._show(facts, row.subject, row.body, PAPER_STEPS)
        self._say_apart(is_so=False)

    def show_received(self, row: ReceivedRow, steps: Sequence[PostStep], now: datetime) -> None:
        """Show a mail that came in, and what was made of it."""
        known = (row.from_address, row.company) if row.name else ()
        where = " · ".join(part for part in known if part)
        self._say_whose(row.name or row.from_address or "Nobody named", where)
        self._chip.set_look(received_chip(row))
        self._warn(row.trouble if row.is_open else "")
        facts = (
            ("What came of it", outcome_words(row)),
            ("When", moment_words(row.at, now, own_zone())),
        )
        self._show(facts, row.subject or "No subject", row.words, steps)
        self._say_apart(is_so=False)

    def words(self) -> str:
        """Return the text that is shown."""
        return self._text.text()

    def _say_whose(self, name: str, where: str) -> None:
        """Name them; without a second line the chip stands in the middle of the first."""
        self._name.set_text(name)
        self._where.set_text(where)
        self._where.setVisible(bool(where))

    def _say_apart(self, *, is_so: bool) -> None:
        self._apart.set_text(_APART if is_so else "")
        self._apart.setVisible(is_so)

    def _warn(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))

    def _show(
        self,
        facts: Sequence[tuple[str, str]],
        subject: str,
        text: str,
        steps: Sequence[PostStep],
    ) -> None:
        self._facts.set_rows([(label, value) for label, value in facts if value])
        self._subject.set_text(subject)
        self._text.set_text(text.strip())
        empty(self._steps)
        for place, step in enumerate(steps):
            button = KeyedButton(str(place + 1), step.label, step.second, height=_STEP)
            button.clicked.connect(partial(self.step_chosen.emit, place))
            self._steps.addWidget(button)
        self._steps_head.setVisible(bool(steps))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._where)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        for widget in (self._trouble, self._facts, self._subject, self._text):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.foot.addWidget(self._apart)
        self.foot.addWidget(self._steps_head)
        self.foot.addLayout(self._steps)


def _tried(row: MailRow, now: datetime) -> str:
    """Return when a mail that has not arrived was tried last."""
    is_told = row.tried_at is not None and row.state is not MailState.SENT
    return moment_words(row.tried_at, now, own_zone()) if is_told and row.tried_at else ""
