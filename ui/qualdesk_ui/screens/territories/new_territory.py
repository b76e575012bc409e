"""A new territory: its name, its rep if there is one, and the rules that lead to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk.commands.requests.territories import AddTerritory
from qualdesk.queries.people import PersonRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import PrimaryButton, QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import heading, secondary
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_RULES_WORDS = (
    "A country, its region or the start of a postal code, several parted by commas: "
    "DE 8, DE 9 or US-CA. The first rule that fits wins; what fits none goes to “Everywhere else”."
)


class NewTerritory(SidePane):
    """`asked` brings the request when the button is pressed; `closed` when it goes."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self, own_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_id = own_id
        self._name = Field("Name", placeholder="for example: DE South")
        self._rep = Select("Rep")
        self._rules = Field("Rules", placeholder="DE 8, DE 9")
        self._button = PrimaryButton("Add territory", "Ctrl+Enter")
        self._button.clicked.connect(self.confirm)
        self._lay_out()

    def open_for(self, people: Sequence[PersonRow]) -> None:
        """Offer the sales people."""
        names = [(one.name, one.name) for one in people]
        self._rep.set_options([("", "Nobody yet, it is open"), *names])

    def begin(self) -> None:
        """Put the keyboard where the name is typed."""
        self._name.setFocus()

    def confirm(self) -> None:
        """Ask for the territory."""
        rules = tuple(rule.strip() for rule in self._rules.text().split(","))
        name, rep = self._name.text(), str(self._rep.value() or "")
        self.asked.emit(AddTerritory(name, rep, rules=rules, by_id=self._own_id))

    def forget(self) -> None:
        """Begin anew the next time."""
        self._name.clear()
        self._rules.clear()
        self._rep.set_value("")

    def _lay_out(self) -> None:
        close = QuietButton("Close", key="Esc")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(heading("New territory"), 1)
        head.addWidget(close)
        self.body.addLayout(head)
        self.body.addSpacing(8)
        for label, widget in (("Name", self._name), ("Rep", self._rep), ("Rules", self._rules)):
            self.body.addWidget(secondary(label))
            self.body.addWidget(widget)
            self.body.addSpacing(4)
        self.body.addWidget(Paragraph(_RULES_WORDS, Role.SMALL, Tone.SECONDARY))
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self.foot.addLayout(row)
