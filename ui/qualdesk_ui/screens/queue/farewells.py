"""Closing out the chosen rows: the reason is asked in place, then what it comes to is shown."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.commands.close_out_many import close_out_many
from qualdesk.commands.requests.close_outs import CloseOutMany
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.person import Role as PersonRole
from qualdesk.errors import Forbidden, InputError
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.queries.farewells import FarewellPreview, farewell_preview
from qualdesk.queries.people import PersonRow, people
from qualdesk.queries.queue_rows import ListedRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import PrimaryButton, QuietButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.long_table import MOST_CHOSEN, LongTable
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.surface import Ground, Surface
from qualdesk_ui.widgets.tone import Tone

_PLACEHOLDER = "or a reason"
_NOT_YOURS = (
    "Only a team lead closes out from the Queue. Enter opens the prospect; there 4 closes them out."
)


class FarewellPanel(Surface):
    """What closing them out comes to, and the letter as the first of them gets it."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.SIDE, parent)
        self._sum = Label("", Role.BODY_STRONG)
        self._subject = Paragraph("", Role.BODY_STRONG)
        self._text = Paragraph("", Role.BODY, Tone.SECONDARY)
        self.button = PrimaryButton("", key="Ctrl+Enter")
        back = QuietButton("Back", key="Esc")
        self.button.clicked.connect(self.confirmed)
        back.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(back)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 12)
        column.setSpacing(8)
        column.addWidget(self._subject)
        column.addWidget(self._text)
        column.addWidget(Hairline())
        column.addLayout(foot)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, current().tokens.line)

    def show_preview(self, preview: FarewellPreview) -> None:
        """Show what it comes to, and put the focus on the one button."""
        self._subject.set_text(preview.subject)
        self._text.set_text(preview.body.strip())
        self._sum.setText(sum_words(preview))
        count = preview.count
        self.button.setText(f"Close out {count}" if count != 1 else "Close out one")
        self.button.set_off_because("" if count else "None of these can be closed out.")
        self.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._sum.text())


def sum_words(preview: FarewellPreview) -> str:
    """Return how many are told in which way."""
    stay = "stays" if preview.left == 1 else "stay"
    ways = (
        (preview.by_email, "by e-mail"),
        (preview.by_letter, "on paper"),
        (preview.by_nobody, "cannot be told"),
        (preview.left, f"{stay}: promised, called now or with sales"),
    )
    return " · ".join(f"{count} {how}" for count, how in ways if count)


class Farewells(QObject):
    """`done` says that the keyboard goes back to the table."""

    done = Signal()

    def __init__(self, desk: Desk, table: LongTable[ListedRow], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._table = desk, table
        self._lead_ids: tuple[int, ...] = ()
        self._reason = CloseOutReason.CAMPAIGN_OVER
        self.strip = ChoiceStrip("mail", _PLACEHOLDER)
        self.panel = FarewellPanel()
        self.strip.decided.connect(self._preview)
        self.strip.closed.connect(self._leave_strip)
        self.panel.confirmed.connect(self._close)
        self.panel.left.connect(self.step_back)

    def ask_why(self) -> None:
        """Ask a team lead for the reason; anybody else is told at once that it is theirs."""
        if self._table.chosen_count() > MOST_CHOSEN + 1:
            most = f"Choose at most {MOST_CHOSEN} prospects at once. Esc takes the choice back."
            self._desk.refused.emit(InputError(most))
            return
        self._lead_ids = tuple(self._table.chosen_keys())
        if self._lead_ids:
            self._desk.fetch(self, self._ask_team_lead, people, role=PersonRole.TEAM_LEAD)

    def _ask_team_lead(self, team_leads: list[PersonRow]) -> None:
        if self._desk.person_id not in {one.id for one in team_leads}:
            self._desk.refused.emit(Forbidden(_NOT_YOURS))
            return
        count = len(self._lead_ids)
        whom = "this prospect" if count == 1 else f"{count} prospects"
        self.panel.hide()
        self.strip.ask(f"Close out {whom}:", [one.label for one in CloseOutReason])

    def confirm(self) -> bool:
        """Take Ctrl+Enter; False while nothing is shown."""
        if self.panel.isHidden():
            return False
        self._close()
        return True

    def step_back(self) -> bool:
        """Take Esc; False while nothing is asked."""
        if not self.panel.isHidden():
            self.panel.hide()
            self.done.emit()
            return True
        return self.strip.close_strip()

    def _leave_strip(self) -> None:
        if self.panel.isHidden():
            self.done.emit()

    def _preview(self, words: str) -> None:
        begun = words.casefold()
        meant = [one for one in CloseOutReason if begun and one.label.casefold().startswith(begun)]
        if len(meant) != 1:
            self.strip.refuse(f"“{words}” is no reason. Choose one by its letter.")
            return
        self._reason = meant[0]
        self._desk.fetch(
            self,
            self._show,
            farewell_preview,
            lead_ids=self._lead_ids,
            reason=self._reason,
            person_id=self._desk.person_id,
            firm=self._desk.seat.firm,
            now=self._desk.now(),
        )

    def _show(self, preview: FarewellPreview) -> None:
        self.panel.show_preview(preview)
        self.strip.close_strip()

    def _close(self) -> None:
        request = CloseOutMany(
            self._lead_ids,
            self._desk.person_id,
            self._reason,
            self._desk.seat.firm,
            self._desk.undo_seconds,
        )
        self._desk.submit(self, close_out_many, request, self._end)

    def _end(self, _event: ClosedOutMany) -> None:
        self._table.clear_marks()
        self.panel.hide()
        self.done.emit()
