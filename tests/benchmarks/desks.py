"""The big desks of one run: each size is built once on a database, then lent or copied."""

import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from qualdesk.store.migrate import migrate_url
from qualdesk.store.session import Database
from tests.benchmarks.big_desk import fill
from tests.postgres import PostgresServer, durable_server

_CONNECTIONS = 700
"""Room for 300 desks, each with a line to read and one to write."""


class Desks:
    """Lends big desks; they last as long as the run."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        self._folder = Path(folder)
        self._server: PostgresServer | None = None
        self._urls: dict[int, str] = {}

    def close(self) -> None:
        """Delete all that was built."""
        self._stack.close()

    def file(self, leads: int) -> Path:
        """Return a file of that many leads: for readers, and claims that are given back."""
        path = self._folder / f"{leads}.qualdesk"
        if not path.exists():
            _build(str(path), leads)
        return path

    def copy(self, leads: int) -> Path:
        """Return a file of that many leads to be changed; the next copy replaces it."""
        path = self._folder / "copy.qualdesk"
        for part in self._folder.glob("copy.qualdesk*"):
            part.unlink()
        shutil.copyfile(self.file(leads), path)
        return path

    def url(self, leads: int) -> str:
        """Return a PostgreSQL database of that many leads."""
        if leads not in self._urls:
            url = self._stack.enter_context(self._running().database())
            migrate_url(url)
            _build(url, leads)
            self._urls[leads] = url
        return self._urls[leads]

    def _running(self) -> PostgresServer:
        if self._server is None:
            self._server = self._stack.enter_context(durable_server(_CONNECTIONS))
        return self._server


def _build(target: str, leads: int) -> None:
    began = time.monotonic()
    database = Database.open(target)
    fill(database, leads)
    print(
        f"{f'building {leads:,} leads, {database.dialect}':<34} {time.monotonic() - began:8.1f} s"
    )
    database.close()
