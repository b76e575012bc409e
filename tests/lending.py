"""Empty databases lent one after the other, for properties that begin anew with each example."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from qualdesk.store.session import Database
from tests.postgres import PostgresServer

Lend = Callable[[], AbstractContextManager[Database]]
"""Lends an empty, migrated database, which is gone afterwards."""


def lending_sqlite(template: bytes) -> Lend:
    """Return what lends copies of a migrated file."""
    return partial(_lent_sqlite, template)


def lending_postgres(server: PostgresServer) -> Lend:
    """Return what lends databases of a server."""
    return partial(_lent_postgres, server)


@contextmanager
def _lent_sqlite(template: bytes) -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lent.qualdesk"
        path.write_bytes(template)
        database = Database.open(path)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def _lent_postgres(server: PostgresServer) -> Iterator[Database]:
    from qualdesk.store.migrate import migrate_url  # noqa: PLC0415 - SQLite needs no alembic here

    with server.database(migrate_url) as url:
        database = Database.open(url)
        try:
            yield database
        finally:
            database.close()
