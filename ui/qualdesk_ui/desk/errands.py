"""How work leaves for a lane and its answer comes back on the window's thread, to the living only."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from qualdesk.errors import QualDeskError
from qualdesk_ui.desk.executors import Executor

R = TypeVar("R")

OUR_FAULT = "This did not work, and the fault is QualDesk’s. What you typed is still here."


class Errands(QObject):
    """`refused(QualDeskError)` follows each refusal, `crashed(Exception)` what is our fault."""

    refused = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver)

    def send(
        self,
        lane: Executor,
        owner: QObject,
        work: Callable[[], R],
        answer: Callable[[R], None],
        on_refused: Callable[[QualDeskError], object] | None = None,
    ) -> None:
        """Have `work` done in a lane; `answer` or `on_refused` follows on the window's thread."""
        refuse = partial(tell, owner, on_refused)
        lane.run(partial(self._attempt, work, answer, refuse))

    def _attempt(
        self,
        work: Callable[[], R],
        answer: Callable[[R], None],
        refuse: Callable[[QualDeskError], None],
    ) -> None:
        try:
            result = work()
        except QualDeskError as refusal:
            self._arrived.emit(partial(self._refuse, refuse, refusal))
        except Exception as fault:  # noqa: BLE001 - this is the door: what is left is our fault
            self._arrived.emit(partial(self._crash, refuse, fault))
        else:
            self._arrived.emit(partial(answer, result))

    @Slot(object)
    def _deliver(self, parcel: Callable[[], None]) -> None:
        parcel()

    def _refuse(self, refuse: Callable[[QualDeskError], None], refusal: QualDeskError) -> None:
        refuse(refusal)
        self.refused.emit(refusal)

    def _crash(self, refuse: Callable[[QualDeskError], None], fault: Exception) -> None:
        refuse(QualDeskError(OUR_FAULT))
        self.crashed.emit(fault)


def tell(owner: QObject, then: Callable[[R], object] | None, answer: R) -> None:
    """Give an answer to whoever asked, if they are still there."""
    if then is not None and isValid(owner):
        then(answer)
