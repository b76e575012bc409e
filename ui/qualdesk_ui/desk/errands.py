"""How work leaves for a lane and its answer comes back on the window's thread, to the living only."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from qualdesk.errors import QualDeskError
from qualdesk_ui.desk.executors import Executor

R = TypeVar("R")

OUR_FAULT = "This did not work, and the fault is QualDesk’s. What you typed is still here."


class _Errand(NamedTuple):
    """Whom to tell when the work is done; only the window's thread holds this."""

    answer: Callable[[Any], None]
    refuse: Callable[[QualDeskError], None]


class Errands(QObject):
    """`refused(QualDeskError)` follows each refusal, `crashed(Exception)` what is our fault.

    A lane's thread holds the work and a ticket, never whom to tell: it must not be the last to let
    go of a widget, which Qt lets only its own thread delete.
    """

    refused = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tickets = count()
        self._out: dict[int, _Errand] = {}
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
        ticket = next(self._tickets)
        self._out[ticket] = _Errand(answer, partial(tell, owner, on_refused))
        lane.run(partial(self._attempt, ticket, work))

    def _attempt(self, ticket: int, work: Callable[[], object]) -> None:
        try:
            result = work()
        except Exception as fault:  # noqa: BLE001 - this is the door: what is left is our fault
            self._arrived.emit(ticket, None, fault)
        else:
            self._arrived.emit(ticket, result, None)

    @Slot(int, object, object)
    def _deliver(self, ticket: int, result: object, fault: Exception | None) -> None:
        errand = self._out.pop(ticket)
        if fault is None:
            errand.answer(result)
        elif isinstance(fault, QualDeskError):
            errand.refuse(fault)
            self.refused.emit(fault)
        else:
            errand.refuse(QualDeskError(OUR_FAULT))
            self.crashed.emit(fault)


def tell(owner: QObject, then: Callable[[R], object] | None, answer: R) -> None:
    """Give an answer to whoever asked, if they are still there."""
    if then is not None and isValid(owner):
        then(answer)
