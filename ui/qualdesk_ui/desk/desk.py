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

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from qualdesk.errors import QualDeskError
from qualdesk_ui.desk.choices import Choices
from qualdesk_ui.desk.draft_file import DraftFile
from qualdesk_ui.desk.executors import Executor, Lanes
from qualdesk_ui.desk.last_seen import keep_rows, last_seen_file, rows_of_last_time
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

if TYPE_CHECKING:
    # The window paints before SQLAlchemy is imported.
    from qualdesk.store.drafts import Draft
    from qualdesk.store.session import Database, Session
    from qualdesk.store.stop import Stop

P = ParamSpec("P")
Q = TypeVar("Q")
R = TypeVar("R")

_log = logging.getLogger(__name__)

OUR_FAULT = "This did not work, and the fault is QualDesk’s. What you typed is still here."


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
    _arrived = Signal(object)

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
        self._drafts: DraftFile | None = None
        self._newest: dict[tuple[int, object], UUID] = {}
        self._typed: Stop | None = None
        self._arrived.connect(self._deliver)

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

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""
        if self._clock:
            return self._clock()
        return self._seat.database.clock() if self._seat else datetime.now(UTC)

    def open(
        self, opener: Callable[[], Seat], on_refused: Callable[[QualDeskError], None] | None = None
    ) -> None:
        """Have `opener` import the store and open a database in the write thread, then `opened`."""
        self._send(self._lanes.write, self, opener, self._take_seat, on_refused)

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
        self._send(self._lanes.write, owner, work, answer, on_refused)
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
        self._read(self._lanes.read, owner, then, query, _asking(query, *args, **kwargs))

    def fetch_beside(
        self,
        owner: QObject,
        then: Callable[[R], object],
        query: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Read what may come a moment later than what is looked at: lists and counts."""
        self._read(self._lanes.lists, owner, then, query, _asking(query, *args, **kwargs))

    def fetch_as_typed(
        self,
        owner: QObject,
        then: Callable[[R], object],
        query: Callable[Concatenate[Session, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Read what a word means while it is typed; a newer one breaks off the read of the older."""
        from qualdesk.store.stop import Stop  # noqa: PLC0415 - brings SQLAlchemy

        if self._typed is not None:
            self._typed.ask()
        stop = self._typed = Stop()

        def read(session: Session) -> tuple[R]:
            return (query(session, *args, **kwargs),)

        work = partial(self._read_unless, stop, read)
        answer = partial(self._answer_typed, stop, partial(_tell, owner, then))
        self._send(self._lanes.typed, owner, work, answer, None)

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
        self._send(self._lanes.pool, owner, job, partial(_tell, owner, then), on_refused)

    def tell_quietly(
        self, deed: Callable[[Database, int, datetime], object], done: Callable[[], object]
    ) -> None:
        """Do in the write lane what nobody waits for, then `done`, there; no failure is shown.

        For signs of life: what fails comes again in a minute, or no longer matters.
        """
        told = partial(deed, self.database, self.person_id, self.now())
        self._lanes.write.run(partial(_quietly, told, done))

    def save_draft(self, lead_id: int, draft: Draft) -> None:
        """Keep on disk what was typed for a lead and has no outcome yet."""
        self._keep(partial(self._draft_file.save, lead_id, draft))

    def read_draft(
        self, owner: QObject, then: Callable[[Draft | None], object], lead_id: int
    ) -> None:
        """Read what was typed for a lead; None where there is nothing, or it cannot be read."""
        work = partial(self._draft_file.load, lead_id)
        unread = partial(_tell_none, then)
        self._send(self._lanes.local, owner, work, partial(_tell, owner, then), unread)

    def forget_draft(self, lead_id: int) -> None:
        """Drop the draft of a lead: its outcome is stored."""
        self._keep(partial(self._draft_file.forget, lead_id))

    def read_last_seen(
        self,
        owner: QObject,
        then: Callable[[Sequence[UpNextRow | LaneHead]], object],
        target: str | Path,
    ) -> None:
        """Read, before the opening begins, who was up next last time and still stands there."""
        work = partial(rows_of_last_time, target, self.now())
        self._send(self._lanes.write, owner, work, partial(_tell, owner, then), None)

    def save_edit(self, key: str, words: str) -> None:
        """Keep on disk what was edited and not saved yet, such as a script."""
        self._keep(partial(self._draft_file.save_edit, key, words))

    def read_edits(self, owner: QObject, then: Callable[[dict[str, str]], object]) -> None:
        """Read all that was edited and not saved yet, by key."""
        self._send(
            self._lanes.local, owner, self._draft_file.edits, partial(_tell, owner, then), None
        )

    def forget_edit(self, key: str) -> None:
        """Drop an edit: it was saved, or is not wanted any more."""
        self._keep(partial(self._draft_file.forget_edit, key))

    def keep_last_seen(self, rows: Sequence[UpNextRow | LaneHead]) -> None:
        """Keep what stands in Up next, for the next start."""
        url = self.database.engine.url
        target = url.database or "" if self.database.dialect == "sqlite" else str(url)
        self._keep(partial(keep_rows, last_seen_file(target), rows))

    def close(self, *, is_server_there: bool = True) -> None:
        """Finish what was ordered and close the database; wait for no server that is gone."""
        if self._drafts:
            self._lanes.local.run(self._drafts.close)
            self._drafts = None
        if not is_server_there:
            self._lanes.local.stop()
            return
        self._lanes.stop()
        if self._seat:
            self._seat.database.close()
            self._seat = None

    @property
    def _draft_file(self) -> DraftFile:
        if self._drafts is None:
            self._drafts = DraftFile(self.database, self.person_id)
        return self._drafts

    def _keep(self, work: Callable[[], None]) -> None:
        self._send(self._lanes.local, self, work, _nothing, None)

    def _send(
        self,
        lane: Executor,
        owner: QObject,
        work: Callable[[], R],
        answer: Callable[[R], None],
        on_refused: Callable[[QualDeskError], object] | None,
    ) -> None:
        refuse = partial(_tell, owner, on_refused)
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

    def _read(
        self,
        lane: Executor,
        owner: QObject,
        then: Callable[[R], object],
        query: object,
        read: Callable[[Session], R],
    ) -> None:
        key, ticket = (id(owner), query), uuid4()
        self._newest[key] = ticket

        def read_if_newest() -> tuple[R] | None:
            if self._newest.get(key) != ticket:
                return None
            with self.database.read() as session:
                return (read(session),)

        answer = partial(self._answer_newest, key, ticket, partial(_tell, owner, then))
        self._send(lane, owner, read_if_newest, answer, None)

    def _read_unless(self, stop: Stop, read: Callable[[Session], tuple[R]]) -> tuple[R] | None:
        return None if stop.is_asked else self.database.read_unless(stop, read)

    def _take_seat(self, seat: Seat) -> None:
        before, self._seat = self._seat, seat
        if self._drafts:
            self._lanes.local.run(self._drafts.close)
            self._drafts = None
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
        _tell(owner, then, event)
        self.committed.emit(event)

    def _answer_newest(
        self,
        key: tuple[int, object],
        ticket: UUID,
        tell: Callable[[R], None],
        found: tuple[R] | None,
    ) -> None:
        if found and self._newest.get(key) == ticket:
            del self._newest[key]
            tell(*found)

    def _answer_typed(self, stop: Stop, tell: Callable[[R], None], found: tuple[R] | None) -> None:
        if found and not stop.is_asked:
            tell(*found)

    def _refuse(self, refuse: Callable[[QualDeskError], None], refusal: QualDeskError) -> None:
        refuse(refusal)
        self.refused.emit(refusal)

    def _crash(self, refuse: Callable[[QualDeskError], None], fault: Exception) -> None:
        refuse(QualDeskError(OUR_FAULT))
        self.crashed.emit(fault)


def _asking(
    query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> Callable[[Session], R]:
    def read(session: Session) -> R:
        return query(session, *args, **kwargs)

    return read


def _tell(owner: QObject, then: Callable[[R], object] | None, answer: R) -> None:
    if then is not None and isValid(owner):
        then(answer)


def _quietly(deed: Callable[[], object], done: Callable[[], object]) -> None:
    try:
        deed()
    except Exception:  # noqa: BLE001 - this is the door: what is left may come again
        _log.debug("A sign of life did not come through.", exc_info=True)
    finally:
        done()


def _tell_none(then: Callable[[Draft | None], object], _refusal: QualDeskError) -> None:
    then(None)


def _nothing(_done: None) -> None:
    """Have nobody to tell."""
