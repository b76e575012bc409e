"""What every test may ask for: both databases, a quiet log, and how hard hypothesis searches."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from qualdesk.store.session import Database
from tests.lending import Lend, lending_postgres, lending_sqlite
from tests.postgres import PostgresServer, running_server

hypothesis.settings.register_profile(
    "ci", max_examples=25, stateful_step_count=30, derandomize=True, deadline=None
)
hypothesis.settings.register_profile(
    "long", max_examples=200, stateful_step_count=40, deadline=None
)
hypothesis.settings.load_profile("long" if os.environ.get("QUALDESK_LONG") else "ci")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Lend the URL of an empty PostgreSQL database."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def migrated_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Lend the URL of a PostgreSQL database with our tables."""
    from qualdesk.store.migrate import migrate_url  # noqa: PLC0415 - most tests need no alembic

    with postgres_server.database(migrate_url) as url:
        yield url


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Migrate one file; every test starts from its bytes."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.qualdesk"
    Database.open(path).close()
    return path.read_bytes()


@pytest.fixture
def sqlite_database(empty_sqlite: bytes, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "test.qualdesk"
    path.write_bytes(empty_sqlite)
    database = Database.open(path)
    yield database
    database.close()


@pytest.fixture
def postgres_database(migrated_postgres_url: str) -> Iterator[Database]:
    database = Database.open(migrated_postgres_url)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """Lend an empty, migrated database: once on SQLite, once on PostgreSQL."""
    opened: Database = request.getfixturevalue(f"{request.param}_database")
    return opened


@pytest.fixture(params=["sqlite", "postgres"])
def lend(
    request: pytest.FixtureRequest, empty_sqlite: bytes, postgres_server: PostgresServer
) -> Lend:
    """Return what lends empty databases one after the other: on SQLite, then on PostgreSQL."""
    is_sqlite = request.param == "sqlite"
    return lending_sqlite(empty_sqlite) if is_sqlite else lending_postgres(postgres_server)


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning nobody expected; `caplog.clear()` says it was expected."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, [f"{record.name}: {record.getMessage()}" for record in loud]


@pytest.fixture(autouse=True)
def _no_window_stays() -> Iterator[None]:
    """Delete what a test has closed: only an event loop does so, and a look dresses all there is."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - core tests know no Qt

        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
