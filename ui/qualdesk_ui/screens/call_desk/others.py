"""Others at this number: who else is reached where one has just called, to go on to them at once."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from qualdesk.errors import InputError
from qualdesk.queries.people_found import PersonFound
from qualdesk_ui.panels.others import OthersPanel
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.on_desk import OnDesk

_NO_NUMBER = "There is no number here that others could share."


class Others(QObject):
    """The caller who holds the number may go on to them, though it rests for everybody else."""

    def __init__(self, flow: CallFlow, calling: Calling, centre: Centre) -> None:
        super().__init__(centre)
        self._flow, self._calling, self._centre = flow, calling, centre
        self._asked: OnDesk | None = None

    def ask(self) -> None:
        """Show who else is reached at the lit number, or go back to the call."""
        if isinstance(self._calling.panels.open_panel, OthersPanel):
            self._calling.panels.close()
            return
        on_desk = self._asked = self._calling.on_desk
        if on_desk is not None and on_desk.lit_number is None:
            self._flow.desk.refused.emit(InputError(_NO_NUMBER))
        elif on_desk is not None and on_desk.lit_number is not None:
            self._flow.questions.ask_others(self, on_desk.card, on_desk.lit_number, self._show)

    def _show(self, people: Sequence[PersonFound]) -> None:
        on_desk = self._calling.on_desk
        if on_desk is None or on_desk is not self._asked:
            return
        lit = (one.spoken for one in on_desk.numbers if one.number_id == on_desk.lit_number)
        panel = OthersPanel(next(lit, ""), people, self._centre)
        panel.lead_opened.connect(self._calling.open_lead)
        self._calling.panels.open_quiet(panel)
