"""Breaking off a read that nobody waits for any more, from another thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import Connection, event

_AGAIN_SECONDS = 0.02


class StoppedError(Exception):
    """A statement was not begun, for nobody waits for its read any more."""


class Stop:
    """Asked by one thread, which does not wait; heard by what another one runs, and before the next.

    A driver breaks off only a statement that runs. Between two of one read `is_asked` is looked at
    before the next begins; one that had just been let through is asked again until the read is over.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: Connection | None = None
        self._is_over = Event()
        self.is_asked = False

    def ask(self) -> None:
        """Break off the statement that runs now, and let none after it begin."""
        self.is_asked = True
        if self._running is not None:
            # A server is asked over the network: that is not for the window's thread.
            Thread(target=self._break_off, name="stop", daemon=True).start()

    @contextmanager
    def on(self, connection: Connection) -> Iterator[None]:
        """Let the statements of a connection be broken off, until it is given back."""
        event.listen(connection, "before_cursor_execute", self._look)
        with self._lock:
            self._running = connection
        try:
            yield
        finally:
            with self._lock:
                self._running = None
            self._is_over.set()
            event.remove(connection, "before_cursor_execute", self._look)

    def _look(self, *_of_statement: object) -> None:
        """Let a statement begin, unless nobody waits for it.

        Raises:
            StoppedError: if so.
        """
        if self.is_asked:
            raise StoppedError

    def _break_off(self) -> None:
        self._interrupt()
        while not self._is_over.wait(_AGAIN_SECONDS):
            self._interrupt()

    def _interrupt(self) -> None:
        # With the lock the connection cannot be given to somebody else meanwhile.
        with self._lock:
            if self._running is None:
                return
            driver: Any = self._running.connection.driver_connection
            if self._running.dialect.name == "sqlite":
                driver.interrupt()
            else:
                driver.cancel_safe()
