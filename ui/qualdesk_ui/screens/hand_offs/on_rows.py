"""Where the arrows stand in the hand-offs: the details of that row, and its keyed next steps."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.domain.person import Role
from qualdesk.queries.first_source import first_source
from qualdesk.queries.hand_offs import HandOffRow, hand_off_verdict
from qualdesk.queries.people import PersonRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.hand_offs.asking import Asking
from qualdesk_ui.screens.hand_offs.details import Details
from qualdesk_ui.screens.hand_offs.steps import NextStep, steps_of
from qualdesk_ui.widgets.table import Table


class OnRows(QObject):
    """Reads about a row when the arrows come to it; `asking` carries out its steps."""

    def __init__(
        self, desk: Desk, table: Table[HandOffRow], details: Details, asking: Asking
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._details, self._asking = desk, table, details, asking
        self._reps: Sequence[PersonRow] = ()
        table.focused.connect(self._read_about)
        table.opened.connect(self._read_about)
        details.step_chosen.connect(self.take_step)

    def take_people(self, people: Sequence[PersonRow]) -> None:
        """Know the reps who may get a hand-off."""
        self._reps = [one for one in people if one.role is Role.SALES]

    def read_again(self) -> None:
        """Read about the focused row once more."""
        row = self._table.focused_row()
        if row is not None:
            self._read_about(row)

    def take_step(self, place: int) -> bool:
        """Take a next step of the focused row; False where there is none at that place."""
        row = self._table.focused_row()
        steps = self._steps(row) if row is not None else ()
        if row is None or place >= len(steps):
            return False
        self._asking.begin(steps[place], row, self._reps)
        return True

    def _read_about(self, row: HandOffRow) -> None:
        desk, details, hand_off_id = self._desk, self._details, row.hand_off_id
        is_mine = row.caller == desk.seat.person_name
        details.show_hand_off(row, self._steps(row), desk.now(), is_mine=is_mine)
        desk.fetch(self, details.show_verdict, hand_off_verdict, hand_off_id=hand_off_id)
        if row.answer is not None and row.answer.reason is ReturnReason.ALREADY_OURS:
            desk.fetch(self, details.show_source, first_source, hand_off_id=hand_off_id)

    def _steps(self, row: HandOffRow) -> tuple[NextStep, ...]:
        is_own = row.rep_id == self._desk.person_id
        return steps_of(row, self._desk.now(), is_own=is_own)
