"""A rep's own calendar: where it is read, by whom, and how well it is known now."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from qualdesk.commands.requests.calendars import ChooseCalendar
from qualdesk.domain.meeting_times import CalendarKind
from qualdesk.domain.moments import near_moment
from qualdesk.domain.person import Role as PersonRole
from qualdesk.queries.calendars import CalendarRow
from qualdesk.queries.staff import StaffRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton, QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import heading, secondary
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_MEETS = (PersonRole.SALES, PersonRole.TEAM_LEAD)
_MAY_LEAD = (PersonRole.TEAM_LEAD, PersonRole.ADMIN)
_ABOUT = (
    "Only when somebody is busy is kept, never with what. The password goes into this system’s "
    "keyring; where a worker reads the calendars, put it into the worker’s."
)


class CalendarPane(SidePane):
    """`asked` brings a request and a password; `read_asked` whose calendar to read now."""

    asked = Signal(object, str)
    read_asked = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[int, CalendarRow] = {}
        self._own_id, self._zone = 0, "UTC"
        self._now: datetime | None = None
        self._who = Select("Whose calendar")
        self._state = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._kind = Segment("Kind", [Option(one, one.label) for one in CalendarKind])
        self._address = Field("Address", placeholder="https://… or a file")
        self._user = Field("User", placeholder="none, if it is open to whoever has the address")
        self._password = Field("Password", placeholder="unchanged")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._button = PrimaryButton("Read it there", "Ctrl+Enter")
        self._read, self._no_more = NormalButton("Read now"), QuietButton("Read no more")
        self._connect()
        self._lay_out()

    def open_for(
        self,
        staff: Sequence[StaffRow],
        known: Sequence[CalendarRow],
        own_id: int,
        now: datetime,
    ) -> None:
        """Offer the reps to a team lead, and to everybody else their own calendar."""
        self._known = {one.person_id: one for one in known}
        self._own_id, self._now = own_id, now
        own = next(one for one in staff if one.id == own_id)
        self._zone = own.zone
        others = [one for one in staff if own.role in _MAY_LEAD and one.role in _MEETS]
        offered = others or [own]
        who = self._who.value()
        self._who.set_options([(one.id, one.name) for one in offered])
        self._who.set_value(who if who in {one.id for one in offered} else offered[0].id)
        self._show_known()

    def begin(self) -> None:
        """Put the keyboard where the first choice is."""
        self._who.setFocus()

    def confirm(self) -> None:
        """Ask for the calendar at the address typed."""
        if not self._address.text().strip():
            self._address.set_error("Where is it? Type its address or file.")
            self._address.setFocus()
            return
        self._ask(self._address.text())

    def _ask(self, address: str) -> None:
        kind = CalendarKind(self._kind.value())
        request = ChooseCalendar(self._person_id(), self._own_id, kind, address, self._user.text())
        password = self._password.text()
        self._password.clear()
        self.asked.emit(request, password)

    def _show_known(self) -> None:
        row = self._known.get(self._person_id())
        self._kind.set_value(row.kind if row else CalendarKind.CALDAV)
        self._address.setText(row.address if row else "")
        self._address.set_error("")
        self._user.setText(row.user if row else "")
        self._password.clear()
        self._state.set_text(self._words(row))
        for button in (self._read, self._no_more):
            button.setVisible(row is not None)

    def _words(self, row: CalendarRow | None) -> str:
        if row is None or self._now is None:
            return "No calendar is read: free times know our own meetings and absences only."
        when = near_moment(row.read_at, self._now, self._zone) if row.read_at else ""
        last = f"Read {when}." if when else "Not read."
        return f"{last} {row.problem}".strip()

    def _person_id(self) -> int:
        who = self._who.value()
        return who if isinstance(who, int) else self._own_id

    def _ask_none(self) -> None:
        self._ask("")

    def _ask_to_read(self) -> None:
        self.read_asked.emit(self._person_id())

    def _connect(self) -> None:
        self._who.chosen.connect(self._show_known)
        self._button.clicked.connect(self.confirm)
        self._read.clicked.connect(self._ask_to_read)
        self._no_more.clicked.connect(self._ask_none)

    def _lay_out(self) -> None:
        close = QuietButton("Close", key="Esc")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(heading("A rep’s calendar"), 1)
        head.addWidget(close)
        self.body.addLayout(head)
        for label, widget in (("Whose", self._who), ("", self._state), ("Kind", self._kind)):
            if label:
                self.body.addWidget(secondary(label))
            self.body.addWidget(widget)
        for label, field in (
            ("Address", self._address),
            ("User", self._user),
            ("Password", self._password),
        ):
            self.body.addWidget(secondary(label))
            self.body.addWidget(field)
        self.body.addWidget(Paragraph(_ABOUT, Role.SMALL, Tone.SECONDARY))
        self.body.addStretch(1)
        row = QHBoxLayout()
        for button in (self._button, self._read, self._no_more):
            row.addWidget(button)
        row.addStretch(1)
        self.foot.addLayout(row)
