"""The database and its one unit of work: a press is carried out exactly once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from qualdesk.domain.calling_rules import Rules
from qualdesk.errors import DatabaseError
from qualdesk.store import engine as engines
from qualdesk.store import file_head
from qualdesk.store.ground import Ground, SharedGround
from qualdesk.store.presses import Press, event_of, keep_event, write_down
from qualdesk.store.stop import Stop, StoppedError
from qualdesk.store.turns import Turns

__all__ = ["Database", "Press", "Session", "command_id", "ground_of", "rules_of_desk"]

_UNREAD = "could not be read"
_SQLITE_ERROR = 1
"""A statement that SQLite cannot carry out: our fault, though it is raised as the disk's are."""


R = TypeVar("R")
E = TypeVar("E")


class Database:
    """An open database: one writing connection on SQLite, a pool on PostgreSQL."""

    def __init__(self, target: str, writer: Engine, reader: Engine) -> None:
        self.target = target
        """The file or the address it was opened by; the address may hold a password."""
        self._writer = writer
        self._reader = reader
        self._ground = SharedGround()
        self._turns = Turns()

    @classmethod
    def open(cls, target: str | Path, *, patience: float = engines.PATIENCE) -> "Database":
        """Open a file or URL; a missing file becomes a new database, an older one is migrated.

        `patience` is how many seconds a statement waits for another program that writes.

        Raises:
            DatabaseError: if it is foreign, empty, locked, newer or cannot be reached.
        """
        database = cls._connect(str(target), patience)
        try:
            database.check()
        except DatabaseError:
            database.close()
            raise
        return database

    @classmethod
    def _connect(cls, target: str, patience: float) -> "Database":
        if engines.is_url(target):
            engine = engines.postgres_engine(target)
            return cls(target, engine, engine)
        path = Path(target)
        bring_up_to_date(path)
        return cls(
            target,
            engines.sqlite_engine(path, is_writer=True, patience=patience),
            engines.sqlite_engine(path, is_writer=False, patience=patience),
        )

    @property
    def dialect(self) -> str:
        """Either sqlite or postgresql."""
        return self._writer.dialect.name

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations, benchmarks and checks."""
        return self._writer

    def clock(self) -> datetime:
        """Return now; every rule gets it as an argument."""
        return datetime.now(UTC)

    def check(self) -> None:
        """Make sure that both doors open and the tables are of this program's version."""
        with self._plain_errors("cannot be opened"), self._writer.connect() as connection:
            if self.dialect == "postgresql":
                _check_postgres_version(
                    connection.execute(text("SELECT to_regclass('alembic_version')")).scalar()
                    and connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                )

    def carry_out(
        self,
        command: Callable[[Session, R, datetime], E],
        request: R,
        *,
        press: Press,
        now: datetime,
    ) -> E:
        """Run a command in one transaction, exactly once: a known press returns its stored event.

        Raises:
            Conflict: if another request was carried out under the same id.
            DatabaseError: if the database is locked or full; nothing was changed.
        """
        with self._plain_errors("could not be written to"), self.transaction(press) as session:
            if not write_down(session, press, command.__name__, request, now):
                return event_of(session, press, command)
            event = command(session, request, now)
            session.flush()
            keep_event(session, press, event)
            return event

    @contextmanager
    def transaction(self, press: Press) -> Iterator[Session]:
        """Open the unit of work of one press; it commits at the end, rolls back on any error."""
        with self._ground.kept_if_committed(), self._written() as session:
            session.info["command_id"] = str(press.id)
            yield session
            session.flush()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for queries; it can change nothing.

        Raises:
            DatabaseError: if the database cannot be reached any more.
        """
        with self._plain_errors(_UNREAD), self._session(self._reader) as session:
            yield session

    def let_others_first(self) -> None:
        """Wait until no other thread of this program waits to write: long work does so between parts."""
        self._turns.let_others_first()

    def read_unless(self, stop: Stop, read: Callable[[Session], R]) -> R | None:
        """Read until another thread asks to stop; then it breaks off and None is returned.

        Raises:
            DatabaseError: if the database cannot be reached any more.
        """
        with (
            self._plain_errors(_UNREAD),
            self._reader.begin() as connection,
            stop.on(connection),
        ):
            try:
                with self._session_on(connection) as session:
                    return read(session)
            except (StatementError, StoppedError):
                if stop.is_asked:
                    return None
                raise

    @contextmanager
    def _plain_errors(self, failed: str) -> Iterator[None]:
        """Raise what the driver says of lines, locks and disks as a sentence for who works here."""
        try:
            yield
        except OperationalError as problem:
            if getattr(problem.orig, "sqlite_errorcode", None) == _SQLITE_ERROR:
                raise
            raise _plain_error(_called(self._writer.url), failed, problem) from problem

    @contextmanager
    def _written(self) -> Iterator[Session]:
        with ExitStack() as stack:
            with self._turns.awaited():
                connection = stack.enter_context(self._writer.begin())
            yield stack.enter_context(self._session_on(connection))

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with engine.begin() as connection, self._session_on(connection) as session:
            yield session

    def _session_on(self, connection: Connection) -> Session:
        """Open a session on a connection that has begun: prepared statements need no more."""
        info = {"ground": self._ground, "connection": connection}
        return Session(connection, autoflush=False, info=info)

    def close(self) -> None:
        """Close every connection."""
        self._reader.dispose()
        self._writer.dispose()


@contextmanager
def savepoint(session: Session) -> Iterator[None]:
    """Let what follows stand whole or not at all, and what was done before stand in any case."""
    with session.begin_nested():
        # SQLAlchemy sends SAVEPOINT with its own first statement: prepared ones would go before it.
        session.connection()
        yield


def command_id(session: Session) -> str:
    """Return the id of the press that this transaction carries out."""
    return str(session.info["command_id"])


def ground_of(session: Session) -> Ground:
    """Return the buckets and clocks of the queue as this session sees them."""
    return shared_ground(session).seen_by(session)


def rules_of_desk(session: Session) -> Rules:
    """Return the calling rules in force, with what team leads of this database have changed."""
    return shared_ground(session).rules_seen_by(session)


def shared_ground(session: Session) -> SharedGround:
    """Return what the sessions of one database remember together."""
    shared: SharedGround = session.info["ground"]
    return shared


def bring_up_to_date(path: Path) -> None:
    """Create a missing database, migrate an older one, refuse a foreign one."""
    if path.exists():
        file_head.check_file(path)
        if file_head.version_of(path) == file_head.SCHEMA_VERSION:
            return
    from qualdesk.store import migrate  # noqa: PLC0415 - alembic costs 282 ms, seldom needed

    migrate.migrate_file(path)


def _check_postgres_version(version: object) -> None:
    if version is None:
        raise DatabaseError(
            "This PostgreSQL has no QualDesk tables yet. Ask the admin to make them."
        )
    if int(str(version)) != file_head.SCHEMA_VERSION:
        raise DatabaseError(
            f"The team database has version {version} of the tables, this program knows"
            f" {file_head.SCHEMA_VERSION}. Update QualDesk, or ask the admin to migrate."
        )


def _called(url: URL) -> str:
    """Return how a database is called before people: never with a password."""
    if url.drivername.startswith("sqlite"):
        return url.database or ""
    return f"{url.database or 'The database'} on {url.host or 'this machine'}"


def _plain_error(name: str, failed: str, problem: OperationalError) -> DatabaseError:
    said = str(problem.orig)
    if "locked" in said.lower() or "busy" in said.lower():
        return DatabaseError(f"{name} is locked by another program. Close it there, then retry.")
    if "full" in said.lower():
        return DatabaseError("Not saved: the disk is full. Make room, then press again.")
    why = next(iter(said.splitlines()), "").rstrip(".")
    return DatabaseError(f"{name} {failed}: {why}. Try again, or ask your admin.")
