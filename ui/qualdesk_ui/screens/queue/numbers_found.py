"""A number that was found for a lead of the queue: typed in the form, added, and said."""

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.requests.dialling import AddNumber
from qualdesk.commands.research import add_number
from qualdesk.errors import QualDeskError
from qualdesk.events.dialling import FoundNumber
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue.find_out import FindOut


class NumbersFound(QObject):
    """`found` brings the name of who can be called now."""

    found = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.form = FindOut(desk.person_id)
        self.form.asked.connect(self._add)

    def _add(self, request: AddNumber) -> None:
        self._desk.submit(self, add_number, request, self._tell, self._refuse)

    def _tell(self, event: FoundNumber) -> None:
        self.found.emit(event.prospect_name)

    def _refuse(self, _refusal: QualDeskError) -> None:
        self.form.mark_number()
