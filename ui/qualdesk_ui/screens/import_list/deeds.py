"""What is done with a list that was read: its problem rows saved, or all of it withdrawn."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.commands.withdrawals import withdraw_import
from qualdesk.events.imports import WithdrewImport
from qualdesk.jobs.problem_list import write_problems
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.import_list.list_at_hand import ListAtHand


class Deeds(QObject):
    """`saved` carries the path of the file, `withdrawn` how many rows are gone."""

    saved = Signal(str)
    withdrawn = Signal(int)

    def __init__(self, desk: Desk, at_hand: ListAtHand, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._at_hand = desk, at_hand
        self.list_id: int | None = None
        """What was read in last, while it can be withdrawn."""

    def save_problems(self, target: str) -> None:
        """Write the problem rows to a file, each with its reason."""
        job = partial(
            write_problems,
            Path(target),
            Path(self._at_hand.path),
            self._at_hand.opening(),
            self._at_hand.problems,
        )
        self._desk.run(self, partial(self._tell_saved, target), job)

    def withdraw(self) -> None:
        """Take back all of what was read in last."""
        if self.list_id is not None:
            request = WithdrawImport(self.list_id)
            self._desk.submit(self, withdraw_import, request, self._tell_withdrawn)

    def _tell_saved(self, target: str, _done: None) -> None:
        self.saved.emit(target)

    def _tell_withdrawn(self, event: WithdrewImport) -> None:
        self.list_id = None
        self.withdrawn.emit(event.row_count)
