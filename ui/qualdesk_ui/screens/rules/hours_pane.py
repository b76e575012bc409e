"""One rule: where it was read, who set it otherwise and why, and other hours with a reason."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.commands.requests.rules import ChangeRule, RestoreRule
from qualdesk.queries.rules import RuleRow
from qualdesk_ui.screens.rules.hours_rows import facts, standing_words
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import heading, secondary
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_DAYS = (
    ("weekdays", "Monday to Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
    ("holidays", "Holidays"),
)
_HOW = "08:00-20:00, or 10:00-13:00, 14:00-20:00; none: no calls; any: the law sets no hours."
_WHY = "Why – needed where more is allowed"
_NOT_YOURS = "A team lead changes calling hours."


class HoursPane(SidePane):
    """`asked` brings a request to change or to restore the rule that is shown."""

    asked = Signal(object)

    def __init__(self, person_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_id, self._may_change = person_id, False
        self._row: RuleRow | None = None
        self._title = heading()
        self._standing = Paragraph("", Role.BODY)
        self._facts = Facts()
        self._form = QWidget()
        self._fields = {name: Field(label) for name, label in _DAYS}
        self._reason = Field("Why", placeholder=_WHY)
        self._refusal = Paragraph("", Role.SMALL, Tone.BAD)
        self._not_yours = Paragraph(_NOT_YOURS, Role.SMALL, Tone.SECONDARY)
        self._button = PrimaryButton("Set these hours", "Ctrl+Enter")
        self._stop = NormalButton("No calls there")
        self._restore = NormalButton("Back to the hours it came with")
        self._lay_out()
        self._connect()
        self.allow(may_change=False)

    @property
    def row(self) -> RuleRow | None:
        """The rule that is shown."""
        return self._row

    def allow(self, *, may_change: bool) -> None:
        """Let a team lead change hours; others read them."""
        self._may_change = may_change
        for widget in (self._form, self._button, self._stop):
            widget.setVisible(may_change)
        self._not_yours.setVisible(not may_change)
        self._show_restore()

    def show_row(self, row: RuleRow, today: date) -> None:
        """Show a rule; what is typed about the one shown already stays."""
        if row == self._row:
            return
        self._row = row
        self._title.setText(row.name)
        self._standing.set_text(standing_words(row, today))
        self._facts.set_rows(facts(row, today))
        for name, field in self._fields.items():
            field.setText(getattr(row, name))
        self._reason.clear()
        self.refuse("")
        self._show_restore()

    def begin(self) -> None:
        """Put the keyboard where the first hours are typed, where one may change them."""
        if self._may_change:
            first = self._fields["weekdays"]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()

    def confirm(self) -> None:
        """Ask for the hours typed."""
        if self._row is None or not self._may_change:
            return
        hours = {name: field.text().replace("–", "-") for name, field in self._fields.items()}
        reason = self._reason.text()
        self.asked.emit(ChangeRule(self._row.law, self._person_id, **hours, reason=reason))

    def refuse(self, sentence: str) -> None:
        """Say why nothing was changed; what was typed stays."""
        self._refusal.set_text(sentence)
        self._refusal.setVisible(bool(sentence))

    def _ask_restore(self) -> None:
        if self._row is not None:
            request = RestoreRule(self._row.law, self._person_id, self._reason.text())
            self.asked.emit(request)

    def _fill_in_none(self) -> None:
        """Fill in that nobody is called there; why is typed next."""
        for name in ("weekdays", "saturday", "sunday"):
            self._fields[name].setText("none")
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_restore(self) -> None:
        is_changed = self._row is not None and self._row.changed_at is not None
        self._restore.setVisible(self._may_change and is_changed)

    def _connect(self) -> None:
        self._button.clicked.connect(self.confirm)
        self._stop.clicked.connect(self._fill_in_none)
        self._restore.clicked.connect(self._ask_restore)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for name, label in _DAYS:
            column.addWidget(secondary(label))
            column.addWidget(self._fields[name])
        column.addWidget(Paragraph(_HOW, Role.SMALL, Tone.SECONDARY))
        column.addSpacing(8)
        column.addWidget(self._reason)
        column.addWidget(self._refusal)
        row = QHBoxLayout()
        row.addWidget(self._stop)
        row.addWidget(self._restore)
        row.addStretch(1)
        column.addLayout(row)
        shown = (self._title, self._standing, self._facts, self._form, self._not_yours)
        for widget in shown:
            self.body.addWidget(widget)
        self.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._button)
        foot.addStretch(1)
        self.foot.addLayout(foot)
