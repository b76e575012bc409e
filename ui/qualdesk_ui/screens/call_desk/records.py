"""What a call leaves behind: that a number was dialled, what was said against it, how it ended."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.dialling import dial_number
from qualdesk.commands.objections import hear_objection
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.commands.requests.objections import HearObjection
from qualdesk.errors import QualDeskError
from qualdesk.events.dialling import Dialled
from qualdesk.events.objections import HeardObjection
from qualdesk.queries.objections import objection_records
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.timeline import timeline
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent, OutcomeRequest, submit_outcome


class Records(QObject):
    """Each record comes back as a signal once it is stored; `not_recorded` brings why not.

    `not_dialled` follows where a number was refused; the desk says why.
    """

    dialled = Signal(object)
    not_dialled = Signal()
    recorded = Signal(object)
    not_recorded = Signal(object)
    objections_read = Signal(object)
    timeline_read = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def dial(self, lead_id: int, number_id: int, because: str) -> None:
        """Write down that a number is dialled; `dialled` hands it to the phone."""
        request = DialNumber(lead_id, self._desk.person_id, number_id, because)
        self._desk.submit(self, dial_number, request, self._tell_dialled, self._tell_not_dialled)

    def record(self, request: OutcomeRequest) -> None:
        """Store an outcome."""
        submit_outcome(self._desk, self, request, self._tell_recorded, self._tell_refused)

    def read_objections(self, lead_id: int) -> None:
        """Read how often each objection was heard, and helped with."""
        self._desk.fetch(self, self.objections_read.emit, objection_records, lead_id=lead_id)

    def hear_objection(self, card: ProspectCard, says: str, *, has_helped: bool) -> None:
        """Keep what was said against it, then read what is known of it now."""
        caller_id = self._desk.person_id
        request = HearObjection(card.lead_id, caller_id, card.lead_version, says, has_helped)
        again = partial(self._read_heard, card.prospect_id)
        self._desk.submit(self, hear_objection, request, again)

    def _read_heard(self, prospect_id: int, event: HeardObjection) -> None:
        self.read_objections(event.lead_id)
        self._desk.fetch(self, self.timeline_read.emit, timeline, prospect_id)

    def _tell_dialled(self, event: Dialled) -> None:
        self.dialled.emit(event)

    def _tell_not_dialled(self, _refusal: QualDeskError) -> None:
        self.not_dialled.emit()

    def _tell_recorded(self, event: OutcomeEvent) -> None:
        self.recorded.emit(event)

    def _tell_refused(self, refusal: QualDeskError) -> None:
        self.not_recorded.emit(refusal)
