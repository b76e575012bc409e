"""Away or leaving: who, until when, who covers; what moves is said before anything is done."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.commands.outlooks import Outlook
from qualdesk.commands.requests.people import ComeBack, DeactivatePerson, GoAway, TakeBackLeaving
from qualdesk.domain.person import Role as PersonRole
from qualdesk.events.people import DeactivatedPerson
from qualdesk.queries.staff import StaffRow
from qualdesk_ui.screens.territories.absence_words import away_words, move_lines
from qualdesk_ui.screens.territories.away_days import AwayDays
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton, QuietButton
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.label import heading, secondary, section
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_NOT_YET = Outlook(why_not="Until which day?")
"""Before a day is said: nothing is known to move, and nothing is refused."""
_MAY_LEAD = (PersonRole.TEAM_LEAD, PersonRole.ADMIN)


class Why(StrEnum):
    """Why somebody is not there."""

    AWAY = "away"
    LEAVING = "leaving"


class AbsencePane(SidePane):
    """`asked` brings a request to carry out, `looked_ahead` one whose outlook is to be read."""

    asked = Signal(object)
    looked_ahead = Signal(object)
    closed = Signal()

    def __init__(self, undo_seconds: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo_seconds = undo_seconds
        self._staff: dict[int, StaffRow] = {}
        self._own_id, self._now = 0, datetime.fromtimestamp(0, UTC)
        self._about: int | None = None
        self._left: DeactivatedPerson | None = None
        self._who = Select("Who")
        self._why = Segment("Why", [Option(Why.AWAY, "Away"), Option(Why.LEAVING, "Leaving")])
        self._days = AwayDays()
        self._cover = Select("Who covers")
        self._is_away = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._moves_head, self._moves = section("What moves"), QVBoxLayout()
        self._refusal = Paragraph("", Role.SMALL, Tone.BAD)
        self._button = PrimaryButton("Away", "Ctrl+Enter")
        self._back = NormalButton("Back now")
        self._undo = NormalButton("Take it back", icon="undo-2")
        self._connect()
        self._lay_out()

    def open_for(
        self,
        staff: Sequence[StaffRow],
        own_id: int,
        now: datetime,
        *,
        about: int | None = None,
    ) -> None:
        """Begin with whom it is `about`, else oneself; only a team lead may choose anybody."""
        self._staff = {one.id: one for one in staff}
        self._own_id, self._now = own_id, now
        may_lead = self._may_lead()
        offered = [one for one in staff if may_lead or one.id == own_id]
        who, self._about = self._who.value() if about == self._about else about, about
        self._who.set_options([(one.id, one.name) for one in offered])
        self._who.set_value(who if who in {one.id for one in offered} else own_id)
        self._why.setVisible(may_lead)
        if not may_lead:
            self._why.set_value(Why.AWAY)
        self._take_person()

    def begin(self) -> None:
        """Put the keyboard where the first choice is; most are away from now on."""
        (self._who if self._may_lead() else self._days.last).setFocus()

    def confirm(self) -> None:
        """Ask for it, or say what is missing."""
        request = self._request()
        if request is None:
            self._refuse(self._days.why_not())
            self._days.take_focus()
        else:
            self.asked.emit(request)

    def show_outlook(self, outlook: Outlook) -> None:
        """Say what would move, and what stands against it."""
        empty(self._moves)
        zone = self._person().zone
        lines = move_lines(outlook, self._cover.currentText(), self._now, zone)
        self._moves_head.setVisible(bool(lines))
        for line in lines:
            self._moves.addWidget(Paragraph(line, Role.SMALL, Tone.SECONDARY))
        self._refuse(outlook.why_not)

    def show_left(self, event: DeactivatedPerson) -> None:
        """Offer to take a leaving back."""
        self._left = event
        self._undo.setText(f"{event.name} stays: take it back")
        self._undo.show()

    def forget(self) -> None:
        """Begin anew the next time."""
        self._days.clear()
        self._cover.set_value(None)

    def forget_left(self) -> None:
        """Offer nothing to take back any more."""
        self._left = None
        self._undo.hide()

    def _request(self) -> GoAway | DeactivatePerson | None:
        person, cover = self._person(), self._cover.value()
        cover_id = cover if isinstance(cover, int) else None
        if self._why.value() == Why.LEAVING:
            return DeactivatePerson(person.id, self._own_id, cover_id, self._undo_seconds)
        last = self._days.last_day()
        if last is None:
            return None
        first, undo_seconds = self._days.first_day(), self._undo_seconds
        return GoAway(person.id, last, cover_id, self._own_id, undo_seconds, first)

    def _person(self) -> StaffRow:
        who = self._who.value()
        return self._staff[who if isinstance(who, int) else self._own_id]

    def _may_lead(self) -> bool:
        own = self._staff.get(self._own_id)
        return own is not None and own.role in _MAY_LEAD

    def _take_person(self) -> None:
        self._offer_cover()
        self._say_whether_away()
        self._look_ahead()

    def _offer_cover(self) -> None:
        person, cover = self._person(), self._cover.value()
        others = [one for one in self._staff.values() if one.id != person.id]
        self._cover.set_options([(None, "Nobody"), *((one.id, one.name) for one in others)])
        self._cover.set_value(cover if cover != person.id else None)

    def _say_whether_away(self) -> None:
        person = self._person()
        if person.away_until is None:
            self._is_away.set_text("")
        else:
            kept, today = f"; {person.deputy} covers" if person.deputy else "", self._now.date()
            said = away_words(person.name, person.away_from, person.away_until, today)
            self._is_away.set_text(f"{said}{kept}.")
            self._back.setText("Not away then" if person.away_from else "Back now")
        self._is_away.setVisible(person.away_until is not None)
        self._back.setVisible(person.away_until is not None)

    def _look_ahead(self) -> None:
        """Have what would happen read, once enough is said for it."""
        is_leaving = self._why.value() == Why.LEAVING
        self._days.setVisible(not is_leaving)
        self._days.read_in(self._person().zone, self._now)
        first_name = self._person().name.split(" ")[0]
        self._button.setText(f"{first_name} leaves" if is_leaving else f"{first_name} is away")
        request = self._request()
        if request is None:
            self.show_outlook(_NOT_YET)
            self._refuse("")
        else:
            self.looked_ahead.emit(request)

    def _refuse(self, sentence: str) -> None:
        self._refusal.set_text(sentence)
        self._refusal.setVisible(bool(sentence))

    def _ask_back(self) -> None:
        self.asked.emit(ComeBack(self._person().id, self._own_id))

    def _ask_undo(self) -> None:
        if self._left is not None:
            self.asked.emit(TakeBackLeaving(self._left.deed, self._own_id))

    def _connect(self) -> None:
        self._who.chosen.connect(self._take_person)
        self._why.chosen.connect(self._look_ahead)
        self._cover.chosen.connect(self._look_ahead)
        self._days.changed.connect(self._look_ahead)
        self._button.clicked.connect(self.confirm)
        self._back.clicked.connect(self._ask_back)
        self._undo.clicked.connect(self._ask_undo)
        self._undo.hide()

    def _lay_out(self) -> None:
        close = QuietButton("Close", key="Esc")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(heading("Away or leaving"), 1)
        head.addWidget(close)
        self.body.addLayout(head)
        self.body.addWidget(secondary("Who"))
        self.body.addWidget(self._who)
        for widget in (self._is_away, self._back, self._why, self._days):
            self.body.addWidget(widget)
        self.body.addWidget(secondary("Who covers, or takes over"))
        for below in (self._cover, self._refusal, self._moves_head):
            self.body.addWidget(below)
        self.body.addLayout(self._moves)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addWidget(self._undo)
        row.addStretch(1)
        self.foot.addLayout(row)
