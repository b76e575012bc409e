"""Breaking off a read that nobody waits for any more, from another thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Connection


class Stop:
    """Asked by one thread, which does not wait; heard by the statement that another one runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: Connection | None = None
        self.is_asked = False

    def ask(self) -> None:
        """Break off the statement that runs now, if one does."""
        self.is_asked = True
        if self._running is not None:
            # A server is asked over the network: that is not for the window's thread.
            Thread(target=self._break_off, name="stop", daemon=True).start()

    @contextmanager
    def on(self, connection: Connection) -> Iterator[None]:
        """Let the statements of a connection be broken off, until it is given back."""
        with self._lock:
            self._running = connection
        try:
            yield
        finally:
            with self._lock:
                self._running = None

    def _break_off(self) -> None:
        # With the lock the connection cannot be given to somebody else meanwhile.
        with self._lock:
            if self._running is None:
                return
            driver: Any = self._running.connection.driver_connection
            if self._running.dialect.name == "sqlite":
                driver.interrupt()
            else:
                driver.cancel_safe()
