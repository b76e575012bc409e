"""Reading for the window: an answer that a newer question has overtaken is never given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from qualdesk_ui.desk.errands import Errands, tell
from qualdesk_ui.desk.executors import Executor

if TYPE_CHECKING:
    # The window paints before SQLAlchemy is imported.
    from qualdesk.store.session import Database, Session
    from qualdesk.store.stop import Stop

R = TypeVar("R")


class Reads:
    """Sends questions to the database that is open when their turn comes."""

    def __init__(self, errands: Errands, database: Callable[[], Database]) -> None:
        self._errands, self._database = errands, database
        self._newest: dict[tuple[int, object], UUID] = {}
        self._typed: Stop | None = None

    def ask(
        self,
        lane: Executor,
        owner: QObject,
        then: Callable[[R], object],
        query: object,
        read: Callable[[Session], R],
    ) -> None:
        """Read for `owner`; a newer question by the same `query` replaces this one."""
        key, ticket = (id(owner), query), uuid4()
        self._newest[key] = ticket

        def read_if_newest() -> tuple[R] | None:
            if self._newest.get(key) != ticket:
                return None
            with self._database().read() as session:
                return (read(session),)

        answer = partial(self._answer_newest, key, ticket, partial(tell, owner, then))
        self._errands.send(lane, owner, read_if_newest, answer)

    def ask_as_typed(
        self,
        lane: Executor,
        owner: QObject,
        then: Callable[[R], object],
        read: Callable[[Session], R],
    ) -> None:
        """Read what a word means while it is typed; this breaks off the read of the older one."""
        from qualdesk.store.stop import Stop  # noqa: PLC0415 - brings SQLAlchemy

        if self._typed is not None:
            self._typed.ask()
        stop = self._typed = Stop()

        def read_boxed(session: Session) -> tuple[R]:
            return (read(session),)

        work = partial(self._read_unless, stop, read_boxed)
        answer = partial(self._answer_typed, stop, partial(tell, owner, then))
        self._errands.send(lane, owner, work, answer)

    def _read_unless(self, stop: Stop, read: Callable[[Session], tuple[R]]) -> tuple[R] | None:
        return None if stop.is_asked else self._database().read_unless(stop, read)

    def _answer_newest(
        self,
        key: tuple[int, object],
        ticket: UUID,
        tell_owner: Callable[[R], None],
        found: tuple[R] | None,
    ) -> None:
        if found and self._newest.get(key) == ticket:
            del self._newest[key]
            tell_owner(*found)

    def _answer_typed(
        self, stop: Stop, tell_owner: Callable[[R], None], found: tuple[R] | None
    ) -> None:
        if found and not stop.is_asked:
            tell_owner(*found)
