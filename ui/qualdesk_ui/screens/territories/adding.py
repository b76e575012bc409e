"""New territories of the page: added by their form, and said."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.requests.territories import AddTerritory
from qualdesk.commands.territories import add_territory
from qualdesk.events.territories import AddedTerritory
from qualdesk.queries.people import PersonRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories.new_territory import NewTerritory


class Adding(QObject):
    """`opened` once the form stands, `done` says what is so now, `added` brings the territory."""

    opened = Signal()
    done = Signal(str)
    added = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pane = NewTerritory(desk.person_id)
        self.pane.asked.connect(self._carry_out)

    def open(self, people: Sequence[PersonRow]) -> None:
        """Begin with the sales people who may have it."""
        self.pane.open_for(people)
        self.opened.emit()

    def _carry_out(self, request: AddTerritory) -> None:
        self._desk.submit(self, add_territory, request, self._tell)

    def _tell(self, event: AddedTerritory) -> None:
        self.pane.forget()
        self.done.emit(f"{event.name} is there; leads that come in from now on go by its rules")
        self.added.emit(event.territory_id)
