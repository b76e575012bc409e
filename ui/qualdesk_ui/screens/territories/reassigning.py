"""Another rep for a territory of the page: what would move is read, it is carried out and said."""

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.reassigning import reassign_territory
from qualdesk.commands.reassigning_undo import take_back_reassignment
from qualdesk.commands.requests.territories import ReassignTerritory, TakeBackReassignment
from qualdesk.domain.moments import day_words
from qualdesk.domain.working_days import at_local
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment
from qualdesk.queries.people import PersonRow
from qualdesk.queries.reassigning import reassign_preview, recent_reassignment
from qualdesk.queries.territories import TerritoryChangeRow, TerritoryRow, territory_history
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories.reassign_panel import ReassignPanel


class Reassigning(QObject):
    """`opened` once the panel stands; `done` says what is so now."""

    opened = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_covering = False
        self.pane = ReassignPanel(desk.person_id, desk.undo_seconds)
        self.pane.asked.connect(self._carry_out)
        self.pane.looked_ahead.connect(self._look_ahead)

    def open(self, row: TerritoryRow, people: Sequence[PersonRow], *, is_covering: bool) -> None:
        """Begin with a territory."""
        self._is_covering = is_covering
        self._begin(row, people)
        self.opened.emit()

    def follow(self, row: TerritoryRow, people: Sequence[PersonRow]) -> None:
        """Go on with another territory; one that has a rep is not to be covered."""
        self._is_covering = self._is_covering and row.is_open
        self._begin(row, people)

    def _begin(self, row: TerritoryRow, people: Sequence[PersonRow]) -> None:
        now = self._desk.now()
        self.pane.open_for(row, people, now, is_covering=self._is_covering)
        desk, territory_id = self._desk, row.territory_id
        desk.fetch(self, self._show_history, territory_history, territory_id=territory_id)
        recent = self.pane.show_recent
        desk.fetch(self, recent, recent_reassignment, territory_id=territory_id, now=now)

    def _look_ahead(self, territory_id: int, first: date | None, zone: str) -> None:
        since: datetime | None = at_local(first, time(), zone) if first else None
        show = self.pane.show_preview
        self._desk.fetch(self, show, reassign_preview, territory_id=territory_id, since=since)

    def _show_history(self, changes: list[TerritoryChangeRow]) -> None:
        self.pane.show_history(changes, self._today())

    def _carry_out(self, request: ReassignTerritory | TakeBackReassignment) -> None:
        if isinstance(request, TakeBackReassignment):
            self._desk.submit(self, take_back_reassignment, request, self._called_off)
        else:
            self._desk.submit(self, reassign_territory, request, self._moved)

    def _moved(self, event: ReassignedTerritory) -> None:
        verb = "covers" if event.is_covering else "has"
        since = f"from {day_words(event.from_on, self._today())} on" if event.from_on else "now"
        moved = event.hand_offs_moved
        offers = f", {moved} offered again" if moved else ""
        self._end(f"{event.rep_name} {verb} {event.name} {since}{offers}")

    def _called_off(self, event: TookBackReassignment) -> None:
        whose = f"{event.rep_name} has it" if event.rep_name else "nobody has it"
        stays = "stays" if len(event.stayed) == 1 else "stay"
        told = f"; {', '.join(event.stayed)} {stays} with who was told" if event.stayed else ""
        self._end(f"{event.name} is as it was: {whose}{told}")

    def _end(self, sentence: str) -> None:
        self.pane.forget()
        self.done.emit(sentence)

    def _today(self) -> date:
        return self._desk.now().astimezone().date()
