"""Opening a database: what is refused is refused with one sentence, and nothing is changed."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2 as sqlite

from qualdesk.errors import DatabaseError
from qualdesk.store import file_head
from qualdesk.store.session import Database


def test_a_missing_file_becomes_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "new.qualdesk"
    Database.open(path).close()
    file_head.check_file(path)
    assert file_head.version_of(path) == file_head.SCHEMA_VERSION
    assert not list(path.parent.glob("*.migrating"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"Name,Phone\nACME,123\n" * 20, "is not a QualDesk database"),
        (b"SQLite format 3\x00" + bytes(200), "belongs to another program"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_was(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "other.qualdesk"
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match=said):
        Database.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with pytest.raises(DatabaseError) as refused:
        Database.open("postgresql://ann:secret@127.0.0.1:1/desk")
    assert str(refused.value).startswith("desk on 127.0.0.1 cannot be opened: ")
    assert "secret" not in str(refused.value)


def test_a_line_that_is_lost_is_said_where_reading_breaks_off(postgres_database: Database) -> None:
    lost = "could not be read: .* Try again, or ask your admin."
    with pytest.raises(DatabaseError, match=lost), postgres_database.read() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with postgres_database.read() as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_a_newer_database_is_refused_with_its_version(empty_sqlite: bytes, tmp_path: Path) -> None:
    path = tmp_path / "newer.qualdesk"
    path.write_bytes(empty_sqlite)
    _run(path, f"PRAGMA user_version={file_head.SCHEMA_VERSION + 1}")
    with pytest.raises(
        DatabaseError, match=f"version {file_head.SCHEMA_VERSION + 1} of the tables"
    ):
        Database.open(path)


def test_a_locked_database_is_said_to_be_locked(empty_sqlite: bytes, tmp_path: Path) -> None:
    path = tmp_path / "locked.qualdesk"
    path.write_bytes(empty_sqlite)
    holding = (
        "import sqlcipher3.dbapi2 as s, sys; c = s.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA locking_mode=EXCLUSIVE'); c.execute('BEGIN EXCLUSIVE');"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(DatabaseError, match="is locked by another program"):
            Database.open(path, patience=0.1)
        other.communicate(b"")


def test_the_sqlite_in_use_is_free_of_the_wal_reset_bug() -> None:
    assert sqlite.sqlite_version_info >= (3, 51, 3)
    assert sqlite.sqlite_version_info[:2] != (3, 52)


def test_the_file_is_durable_and_keeps_its_foreign_keys(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        values = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in pragmas]
    assert values == ["wal", 2, 1]


def _run(path: Path, statement: str) -> None:
    connection = sqlite.connect(str(path))  # pyright: ignore[reportAttributeAccessIssue]
    connection.execute(statement)
    connection.commit()
    connection.close()
