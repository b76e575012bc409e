"""Absences and leavings of the page: what the pane asks for is looked ahead, carried out and said."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.absences import come_back, go_away
from qualdesk.commands.leaving import deactivate_person
from qualdesk.commands.leaving_undo import take_back_leaving
from qualdesk.commands.outlooks import absence_outlook, leaving_outlook
from qualdesk.commands.requests.people import ComeBack, DeactivatePerson, GoAway, TakeBackLeaving
from qualdesk.events.people import CameBack, DeactivatedPerson, TookBackLeaving, WentAway
from qualdesk.queries.staff import StaffRow, staff
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories.absence_pane import AbsencePane
from qualdesk_ui.screens.territories.absence_words import away_words


class Absences(QObject):
    """`opened` once the pane knows who works here; `done` says what is so now."""

    opened = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pane = AbsencePane(desk.undo_seconds)
        self.pane.asked.connect(self._carry_out)
        self.pane.looked_ahead.connect(self._look_ahead)

    def open(self, person_id: int | None) -> None:
        """Read who works here, then open with that person, where one may speak for them."""
        then = partial(self._begin, person_id)
        self._desk.fetch(self, then, staff, now=self._desk.now())

    def _begin(self, person_id: int | None, rows: list[StaffRow]) -> None:
        self.pane.open_for(rows, self._desk.person_id, self._desk.now(), about=person_id)
        self.opened.emit()

    def _look_ahead(self, request: GoAway | DeactivatePerson) -> None:
        desk, show = self._desk, self.pane.show_outlook
        if isinstance(request, GoAway):
            desk.fetch(self, show, absence_outlook, request=request, now=desk.now())
        else:
            desk.fetch(self, show, leaving_outlook, request=request, now=desk.now())

    def _carry_out(self, request: GoAway | ComeBack | DeactivatePerson | TakeBackLeaving) -> None:
        match request:
            case GoAway():
                self._desk.submit(self, go_away, request, self._went_away)
            case ComeBack():
                self._desk.submit(self, come_back, request, self._came_back)
            case DeactivatePerson():
                self._desk.submit(self, deactivate_person, request, self._left)
            case TakeBackLeaving():
                self._desk.submit(self, take_back_leaving, request, self._stays)

    def _went_away(self, event: WentAway) -> None:
        today = self._desk.now().date()
        self._end(away_words(event.name, event.from_on, event.until_on, today))

    def _came_back(self, event: CameBack) -> None:
        state = "is back" if event.had_begun else "stays"
        self._end(f"{event.name} {state}, with their promises as they were agreed")

    def _left(self, event: DeactivatedPerson) -> None:
        self.pane.show_left(event)
        self._end(f"{event.name} no longer works here; A takes it back")

    def _stays(self, event: TookBackLeaving) -> None:
        self.pane.forget_left()
        stayed = f"; {', '.join(event.stayed)} stay with who took over" if event.stayed else ""
        self._end(f"{event.name} works here again{stayed}")

    def _end(self, sentence: str) -> None:
        self.pane.forget()
        self.done.emit(sentence)
