"""How a click travels: to the core in a lane's thread, back to the window as an event or rows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from qualdesk.errors import QualDeskError
from qualdesk_ui.desk.choices import Choices
from qualdesk_ui.desk.errands import Errands, tell
from qualdesk_ui.desk.executors import Lanes
from qualdesk_ui.desk.kept import Kept
from qualdesk_ui.desk.last_seen import rows_of_last_time
from qualdesk_ui.desk.reads import Reads
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

if TYPE_CHECKING:
    # The window paints before SQLAlchemy is imported.
    from qualdesk.store.session import Database, Session

P = ParamSpec("P")
Q = TypeVar("Q")
R = TypeVar("R")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seat:
    """An open database and the person who works at it."""

    database: Database
    person_id: int
    person_name: str
    firm: str = ""


class Desk(QObject):
    """Takes commands and queries from the window; answers only on its thread, only to the living.

    `committed(event)` follows each command, `refused(QualDeskError)` each refusal, and
    `crashed(Exception)` anything that is our fault.
    """

    opened = Signal()
    committed = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)

    def __init__(
        self,
        lanes: Lanes,
        *,
        choices: Choices | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__()
        self.choices = choices or Choices()
        self._lanes = lanes
        self._clock = clock
        self._seat: Seat | None = None
        self._kept: Kept | None = None
        self._errands = Errands(self)
        self._reads = Reads(self._errands, self._open_database)
        self._errands.refused.connect(self.refused)
        self._errands.crashed.connect(self.crashed)

    @property
    def undo_seconds(self) -> int:
        """How long mail that an outcome causes is held back."""
        return self.choices.settings.undo_seconds

    @property
    def is_open(self) -> bool:
        """Whether a database is open."""
        return self._seat is not None

    @property
    def seat(self) -> Seat:
        """The open database and its person."""
        if self._seat is None:
            raise RuntimeError("The desk is not open yet: wait for its signal `opened`.")
        return self._seat

    @property
    def person_id(self) -> int:
        """Who works here."""
        return self.seat.person_id

    @property
    def database(self) -> Database:
        """The open database, to be passed to jobs and to nothing else."""
        return self.seat.database

    @property
    def kept(self) -> Kept:
        """What this machine keeps for the person at the open database."""
        if self._kept is None:
            self._kept = Kept(self._errands, self._lanes.local, self.database, self.person_id)
        return self._kept

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""
        if self._clock:
            return self._clock()
        return self._seat.database.clock() if self._seat else datetime.now(UTC)

    def open(
        self, opener: Callable[[], Seat], on_refused: Callable[[QualDeskError], None] | None = None
    ) -> None:
        """Have `opener` import the store and open a database in the write thread, then `opened`."""
        self._errands.send(self._lanes.write, self, opener, self._take_seat, on_refused)

    def submit(
        self,
        owner: QObject,
        command: Callable[[Session, Q, datetime], R],
        request: Q,
        then: Callable[[R], object] | None = None,
        on_refused: Callable[[QualDeskError], object] | None = None,
    ) -> UUID:
        """Carry out a command once, in order; the event goes to `then` and to `committed`.

        Returns the id of the press.
        """
        press = uuid4()
        work = partial(self._carry_out, command, request, press, self.now())
        answer = partial(self._commit, owner, then)
        self._errands.send(self._lanes.write, owner, work, answer, on_refused)
        return press

    def fetch(
        self,
        owner: QObject,
        then: Callable[[R], object],
        query: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Read rows for `owner`; a newer fetch of the same query by it replaces this one."""
        self._reads.ask(self._lanes.read, owner, then, query, _asking(query, *args, **kwargs))

    def fetch_beside(
        self,
        owner: QObject,
        then: Callable[[R], object],
        query: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Read what may come a moment later than what is looked at: lists and counts."""
        self._reads.ask(self._lanes.lists, owner, then, query, _asking(query, *args, **kwargs))

    def fetch_as_typed(
        self,
        owner: QObject,
        then: Callable[[R], object],
        query: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Read what a word means while it is typed; a newer one breaks off the read of the older."""
        asking = _asking(query, *args, **kwargs)
        self._reads.ask_as_typed(self._lanes.typed, owner, then, asking)

    def run(
        self,
        owner: QObject,
        then: Callable[[R], object],
        job: Callable[[], R],
        on_refused: Callable[[QualDeskError], object] | None = None,
    ) -> None:
        """Do long work beside everything else.

        `job` is a `partial` of a function of `qualdesk.jobs` with `desk.database`, `desk.now()`
        and, as its `progress` and `is_cancelled`, a `Progress`.
        """
        self._errands.send(self._lanes.pool, owner, job, partial(tell, owner, then), on_refused)

    def tell_quietly(
        self, deed: Callable[[Database, int, datetime], object], done: Callable[[], object]
    ) -> None:
        """Do in the write lane what nobody waits for, then `done`, there; no failure is shown.

        For signs of life: what fails comes again in a minute, or no longer matters.
        """
        told = partial(deed, self.database, self.person_id, self.now())
        self._lanes.write.run(partial(_quietly, told, done))

    def read_last_seen(
        self,
        owner: QObject,
        then: Callable[[Sequence[UpNextRow | LaneHead]], object],
        target: str | Path,
    ) -> None:
        """Read, before the opening begins, who was up next last time and still stands there."""
        work = partial(rows_of_last_time, target, self.now())
        self._errands.send(self._lanes.write, owner, work, partial(tell, owner, then))

    def close(self, *, is_server_there: bool = True) -> None:
        """Finish what was ordered and close the database; wait for no server that is gone."""
        if self._kept:
            self._kept.close()
            self._kept = None
        if not is_server_there:
            self._lanes.local.stop()
            return
        self._lanes.stop()
        if self._seat:
            self._seat.database.close()
            self._seat = None

    def _open_database(self) -> Database:
        return self.database

    def _take_seat(self, seat: Seat) -> None:
        before, self._seat = self._seat, seat
        if self._kept:
            self._kept.close()
            self._kept = None
        if before:
            before.database.close()
        self.opened.emit()

    def _carry_out(
        self,
        command: Callable[[Session, Q, datetime], R],
        request: Q,
        press: UUID,
        now: datetime,
    ) -> R:
        from qualdesk.store.session import Press  # noqa: PLC0415 - brings SQLAlchemy

        signed = Press(press, self.person_id)
        return self.database.carry_out(command, request, press=signed, now=now)

    def _commit(self, owner: QObject, then: Callable[[R], object] | None, event: R) -> None:
        tell(owner, then, event)
        self.committed.emit(event)


def _asking(
    query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> Callable[[Session], R]:
    def read(session: Session) -> R:
        return query(session, *args, **kwargs)

    return read


def _quietly(deed: Callable[[], object], done: Callable[[], object]) -> None:
    try:
        deed()
    except Exception:  # noqa: BLE001 - this is the door: what is left may come again
        _log.debug("A sign of life did not come through.", exc_info=True)
    finally:
        done()
