"""To find out: the number, and the name if it is missing, of one who cannot be called yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk.commands.requests.dialling import AddNumber
from qualdesk.domain.mail_domains import site_words
from qualdesk.queries.queue import ResearchRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import PrimaryButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label, secondary
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone


class FindOut(SidePane):
    """`asked` brings the request when the button is pressed."""

    asked = Signal(object)

    def __init__(self, caller_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caller_id = caller_id
        self._row: ResearchRow | None = None
        self._title = ElidedLabel("", Role.HEADING)
        self._facts = Facts()
        self._number = Field("Phone number", placeholder="+49 89 …", icon="phone")
        self._first = Field("First name")
        self._last = Field("Last name")
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._refusal.hide()
        self._button = PrimaryButton("Put into the queue", "Ctrl+Enter")
        self._button.clicked.connect(self.confirm)
        self._number.textEdited.connect(self._forgive)
        self._lay_out()

    def show_row(self, row: ResearchRow) -> None:
        """Ask about another one; what was typed for the same one stays."""
        if self._row is not None and self._row.lead_id == row.lead_id:
            return
        self._row = row
        self._title.set_text(row.name or row.company)
        place = ", ".join(part for part in (row.city, row.country) if part)
        facts = (("Company", row.company), ("Place", place), ("Website", site_words(row.website)))
        self._facts.set_rows([fact for fact in facts if fact[1]])
        first, _space, last = row.name.rpartition(" ")
        self._number.clear()
        self._first.setText(first)
        self._last.setText(last)
        self._forgive()

    def begin(self) -> None:
        """Put the keyboard where the number is typed."""
        self._number.setFocus()

    def confirm(self) -> None:
        """Ask to add the number, or say that it is missing."""
        if self._row is None:
            return
        if not self._number.text().strip():
            self._refusal.setText("Type the number you found, with its country: +49 89 …")
            self._refusal.show()
            self.begin()
            return
        self.asked.emit(
            AddNumber(
                lead_id=self._row.lead_id,
                caller_id=self._caller_id,
                number=self._number.text(),
                region=self._row.country,
                first_name=self._first.text().strip(),
                last_name=self._last.text().strip(),
            )
        )

    def mark_number(self) -> None:
        """Mark the number as the one that was refused."""
        self._number.set_error("Not a valid number")
        self.begin()

    def _forgive(self) -> None:
        self._refusal.hide()
        self._number.set_error("")

    def _lay_out(self) -> None:
        self.body.addWidget(self._title)
        self.body.addWidget(self._facts)
        self.body.addSpacing(8)
        for label, field in (
            ("Phone number", self._number),
            ("First name", self._first),
            ("Last name", self._last),
        ):
            self.body.addWidget(secondary(label))
            self.body.addWidget(field)
            if field is self._number:
                self.body.addWidget(self._refusal)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self.foot.addLayout(row)
