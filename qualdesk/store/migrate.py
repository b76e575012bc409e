"""Migrations: Alembic on a copy of the file, swapped in only when it is whole (RELIABILITY §1.5)."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from qualdesk.errors import DatabaseError
from qualdesk.paths import migrations_folder
from qualdesk.store import engine as engines
from qualdesk.store import file_head
from qualdesk.store.seeds import seed


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, made in code."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate_file(path: Path) -> None:
    """Create a database file, or bring an older one up to date: old or new, never between.

    Raises:
        DatabaseError: if the folder cannot be written or the result is not sound.
    """
    copy = path.with_name(path.name + ".migrating")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        if path.exists():
            _copy_database(path, copy)
        _migrate_copy(copy)
        copy.replace(path)
        _sync_folder(path.parent)
    except OSError as problem:
        raise DatabaseError(f"{path} cannot be written: {problem.strerror}.") from problem


def migrate_url(url: str) -> None:
    """Create or upgrade the tables of a PostgreSQL; only an admin does this."""
    engine = engines.postgres_engine(url)
    with_connection(engine, _upgrade)
    engine.dispose()


def with_connection(engine: Engine, run: Callable[[Connection], None]) -> None:
    """Run something in one transaction of an engine."""
    with engine.begin() as connection:
        run(connection)


def _upgrade(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")
    _apply_standing(connection)
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        seed(session, datetime.now(UTC))
        session.commit()


def _apply_standing(connection: Connection) -> None:
    """Put in again what stands whole in SQL, triggers and their like (DESIGN §11)."""
    folder = migrations_folder() / connection.dialect.name
    for file in sorted(folder.glob("*.sql")):
        # A trigger has semicolons within: statements are parted by an empty line.
        for statement in file.read_text(encoding="utf-8").split("\n\n"):
            connection.exec_driver_sql(statement)


def _copy_database(path: Path, copy: Path) -> None:
    engine = engines.sqlite_engine(path, is_writer=True)
    connection = engine.raw_connection()  # VACUUM refuses to run in a transaction
    connection.cursor().execute("VACUUM INTO ?", (str(copy),))
    connection.close()
    engine.dispose()


def _migrate_copy(copy: Path) -> None:
    engine = engines.migration_engine(copy)
    with_connection(engine, _upgrade)
    with_connection(engine, _check_sound)
    engine.dispose()


def _check_sound(connection: Connection) -> None:
    sound = connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    if not sound or connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise DatabaseError("The migrated copy is not sound, so the database was left as it was.")
    connection.exec_driver_sql(f"PRAGMA application_id={file_head.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={file_head.SCHEMA_VERSION}")


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no descriptor of a folder; replace is enough there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
