"""One import in a process of its own: how long it took, its longest transaction, its memory."""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, event, func, select

from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store.session import Database
from qualdesk.store.tables import Command
from tests.builders import NOW


class Measured(NamedTuple):
    """Seconds of an import, and what it took."""

    read: float
    """Until the last row was in."""
    whole: float
    """With the look for duplicates."""
    parts: tuple[float, ...]
    """How long each transaction took that applied rows, the longest last."""
    rows_at_once: int
    megabytes: float
    """The most that this process held, and the largest of those that read for it."""
    helper_megabytes: float


def measured_import(target: str, path: Path, campaign: str, *, is_exclusive: bool) -> Measured:
    """Import a list in a process that has done nothing else."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(_import, target, path, campaign, is_exclusive).result()


class _Watch:
    """Takes the times of what is written."""

    def __init__(self, database: Database) -> None:
        self.begun = self._entered = time.perf_counter()
        self.read = self._last = 0.0
        self.parts: list[float] = []
        event.listen(database.engine, "begin", self._enter)
        event.listen(database.engine, "commit", self._leave)

    def note(self, done: int, total: int) -> None:
        """Take the time of the part that is in now, and the moment the last row was."""
        self.parts.append(self._last)
        if done >= total:
            self.read = time.perf_counter() - self.begun

    def _enter(self, _connection: Connection) -> None:
        self._entered = time.perf_counter()

    def _leave(self, _connection: Connection) -> None:
        self._last = time.perf_counter() - self._entered


def _import(target: str, path: Path, campaign: str, is_exclusive: bool) -> Measured:  # noqa: FBT001
    database = Database.open(target)
    before = _parts(database)
    watch = _Watch(database)
    order = ImportOrder(path, campaign, "US", responded="never", is_exclusive=is_exclusive)
    report = import_list(database, order, now=NOW, progress=watch.note)
    whole = time.perf_counter() - watch.begun
    parts = _parts(database) - before
    database.close()
    if report.problems or report.prospects_added != report.rows:
        raise RuntimeError(f"The list was not read as it was made: {report}.")
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows_at_once = report.rows // max(parts, 1)
    longest_last = tuple(sorted(watch.parts))
    return Measured(watch.read, whole, longest_last, rows_at_once, _most_held(), helpers)


def _most_held() -> float:
    """Return the most that this process held, in MB.

    Not by its own `ru_maxrss`: that begins with what the process held which started this one.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        name, _colon, said = line.partition(":")
        if name == "VmHWM":
            return int(said.split()[0]) / 1024
    raise RuntimeError("This machine does not tell what a process held.")


def _parts(database: Database) -> int:
    with database.read() as session:
        return (
            session.scalar(
                select(func.count()).select_from(Command).where(Command.name == "import_rows")
            )
            or 0
        )
