"""One entry of the do-not-call list, and lifting it with a reason."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk.commands.requests.suppressions import LiftSuppression
from qualdesk.queries.suppressions import SuppressionRow
from qualdesk_ui.screens.rules.bars_rows import facts
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import heading
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_NEEDS_REASON = "Say why: it is kept with your name."
_NOT_YOURS = "A team lead lifts entries and reads lists in."


class BarPane(SidePane):
    """`asked` brings the request to lift what is shown, `list_wanted` when one is to be read in."""

    asked = Signal(object)
    list_wanted = Signal()

    def __init__(self, person_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_id, self._may_lift = person_id, False
        self.row: SuppressionRow | None = None
        self._title = heading()
        self._facts = Facts()
        self._reason = Field("Why it is lifted", placeholder="Why – kept with your name")
        self._refusal = Paragraph("", Role.SMALL, Tone.BAD)
        self._not_yours = Paragraph(_NOT_YOURS, Role.SMALL, Tone.SECONDARY)
        self._lift = PrimaryButton("Lift it", "Ctrl+Enter")
        self._list = NormalButton("Read a list in", icon="file-spreadsheet", key="Ctrl+N")
        self._lift.clicked.connect(self.confirm)
        self._list.clicked.connect(self.list_wanted)
        self._lay_out()
        self.allow(may_change=False)

    def allow(self, *, may_change: bool) -> None:
        """Let a team lead lift it; others read why somebody is barred."""
        self._may_lift = may_change
        self._list.setVisible(may_change)
        self._not_yours.setVisible(not may_change)
        self._show_form()

    def show_row(self, row: SuppressionRow | None, today: date) -> None:
        """Show an entry; the reason typed for the one shown already stays."""
        if row is None or self.row is None or row.id != self.row.id:
            self._reason.clear()
            self.refuse("")
        self.row = row
        self._title.setText(row.names if row else "Nobody is chosen")
        self._facts.set_rows(facts(row, today) if row else [])
        self._show_form()

    def begin(self) -> None:
        """Put the keyboard where the reason is typed, where one may lift it."""
        if self._may_lift:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Ask to lift it, or for the reason that is missing."""
        if self.row is None or not self._may_lift:
            return
        if not self._reason.text().strip():
            self.refuse(_NEEDS_REASON)
            self.begin()
            return
        reason = self._reason.text().strip()
        self.asked.emit(LiftSuppression((self.row.id,), self._person_id, reason))

    def refuse(self, sentence: str) -> None:
        """Say why it was not lifted; what was typed stays."""
        self._refusal.set_text(sentence)
        self._refusal.setVisible(bool(sentence))

    def _show_form(self) -> None:
        for widget in (self._reason, self._lift):
            widget.setVisible(self._may_lift and self.row is not None)

    def _lay_out(self) -> None:
        shown = (self._title, self._facts, self._reason, self._refusal, self._not_yours)
        for widget in shown:
            self.body.addWidget(widget)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._lift)
        row.addWidget(self._list)
        row.addStretch(1)
        self.foot.addLayout(row)
