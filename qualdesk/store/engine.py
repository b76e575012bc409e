"""Engines: how a connection to SQLite or PostgreSQL is opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry

PATIENCE = 5.0
"""Seconds: how long a statement waits for another program that writes."""

_PREPARED_AFTER = 1
"""Uses of a statement on a line: from the next on PostgreSQL has read it already. By itself the driver
waits for five, and the first five claims of a desk in the morning took half as long again."""

_FIRST_SAFE_SQLITE = (3, 51, 3)


def is_url(target: str) -> bool:
    """Whether a database is named by a URL, not by a file."""
    return "://" in target


def sqlite_engine(path: Path, *, is_writer: bool, patience: float = PATIENCE) -> Engine:
    """Return an engine for a file: one writing connection, or a few that can only read.

    Two writing connections in turn cost four times one, by throwing out each other's cache.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=sqlite,
        connect_args={"check_same_thread": False, "timeout": patience},
        pool_size=1 if is_writer else 4,
        max_overflow=0,
        pool_timeout=60,
    )
    event.listen(engine, "connect", _prepare_writer if is_writer else _prepare_reader)
    event.listen(engine, "begin", _begin_immediate if is_writer else _begin)
    return engine


def migration_engine(path: Path) -> Engine:
    """Return an engine for a copy under migration: durable, without foreign keys (§1.5)."""
    engine = create_engine(URL.create("sqlite", database=str(path)), module=sqlite)
    event.listen(engine, "connect", _prepare_migration)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def postgres_engine(url: str) -> Engine:
    """Return an engine for a team's PostgreSQL."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=4,
        connect_args={"prepare_threshold": _PREPARED_AFTER},
    )
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def send(connection: Connection, statement: str, parameters: Any) -> DBAPICursor:
    """Send a statement as the driver takes it; return the driver's cursor.

    Events, log and errors are SQLAlchemy's as with any other, but no context and no result are
    built around it: that costs several times what most statements need.
    """
    cursor = connection.connection.cursor()
    connection._cursor_execute(cursor, statement, parameters)  # noqa: SLF001 - the one door to it
    return cursor


def send_many(connection: Connection, statement: str, rows: Sequence[Any]) -> None:
    """Send a statement once for each of some rows, as the driver takes them."""
    cursor = connection.connection.cursor()
    with _plain_errors(connection, cursor, statement):
        cursor.executemany(statement, rows)
    cursor.close()


def copy_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Any]
) -> None:
    """Put rows into a table of PostgreSQL by COPY."""
    driver: Any = connection.connection.cursor()
    named = ", ".join(f'"{name}"' for name in columns)
    statement = f'COPY "{table}" ({named}) FROM STDIN'
    with _plain_errors(connection, driver, statement), driver.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    driver.close()


@contextmanager
def _plain_errors(connection: Connection, cursor: DBAPICursor, statement: str) -> Iterator[None]:
    """Raise what the driver raises as SQLAlchemy's errors, but without all the rows."""
    try:
        yield
    except Exception as problem:  # noqa: BLE001 - raised again as what it is
        connection._handle_dbapi_exception(problem, statement, (), cursor, None)  # noqa: SLF001


def _prepare_writer(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    _leave_transactions_to_us(connection)
    # EXTRA until WAL is on: a new file then survives a power cut (RELIABILITY §1.4).
    for pragma in (
        "synchronous=EXTRA",
        f"journal_mode={'WAL' if sqlite.sqlite_version_info >= _FIRST_SAFE_SQLITE else 'DELETE'}",
        f"synchronous={'FULL' if sqlite.sqlite_version_info >= _FIRST_SAFE_SQLITE else 'EXTRA'}",
        "fullfsync=1",
        "foreign_keys=ON",
        "cache_size=-65536",
    ):
        _run(connection, f"PRAGMA {pragma}")


def _prepare_reader(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    _leave_transactions_to_us(connection)
    for pragma in ("query_only=ON", "cache_size=-32768"):
        _run(connection, f"PRAGMA {pragma}")


def _prepare_migration(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    _leave_transactions_to_us(connection)
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=OFF"):
        _run(connection, f"PRAGMA {pragma}")


def _leave_transactions_to_us(connection: DBAPIConnection) -> None:
    driver: Any = connection
    driver.isolation_level = None


def _prepare_postgres(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    _run(connection, "SET TIME ZONE 'UTC'")
    driver: Any = connection
    driver.commit()


def _run(connection: DBAPIConnection, statement: str) -> None:
    cursor = connection.cursor()
    cursor.execute(statement)
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    send(connection, "BEGIN IMMEDIATE", ())


def _begin(connection: Connection) -> None:
    send(connection, "BEGIN", ())
