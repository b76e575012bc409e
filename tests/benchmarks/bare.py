"""The bare reference: the same statements, driver, file and pragmas, without SQLAlchemy or us.

What a command sends to the database is written down as it goes, then sent again by the driver
alone to a twin of the database that stands exactly where the first one stood.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from qualdesk.store.session import Database

Statement = tuple[str, Any]


@dataclass
class Recorder:
    """Writes down the statements of a database, in order."""

    statements: list[Statement] = field(default_factory=list)

    def note(
        self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any
    ) -> None:
        """Keep a statement with its parameters."""
        self.statements.append((statement, parameters))

    def take(self) -> list[Statement]:
        """Return what was written down since the last time."""
        taken, self.statements = self.statements, []
        return taken


@contextmanager
def recording(database: Database) -> Iterator[Recorder]:
    """Write down what a database is sent, by both its doors."""
    recorder = Recorder()
    engines: set[Engine] = {database._writer, database._reader}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", recorder.note)
    yield recorder
    for engine in engines:
        event.remove(engine, "before_cursor_execute", recorder.note)


@dataclass
class Bare:
    """A driver's connection that repeats statements, the opening of the transaction included."""

    connection: Any

    def replay(self, statements: list[Statement]) -> float:
        """Send statements in one transaction and fetch all they return; return milliseconds."""
        begun = time.perf_counter()
        cursor = self.connection.cursor()
        for statement, parameters in statements:
            cursor.execute(statement, parameters)
            if cursor.description:
                cursor.fetchall()
        self.connection.commit()
        return (time.perf_counter() - begun) * 1000


def bare_twin(database: Database) -> Bare:
    """Return the driver's own connection of a twin, opened and prepared as ours are."""
    return Bare(database._writer.raw_connection().driver_connection)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what some work returns, and its milliseconds."""
    begun = time.perf_counter()
    found = work()
    return found, (time.perf_counter() - begun) * 1000
