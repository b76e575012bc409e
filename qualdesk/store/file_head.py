"""The head of a SQLite file: whether it is ours and which tables it has, read without SQLAlchemy."""

from pathlib import Path

from qualdesk.errors import DatabaseError

SCHEMA_VERSION = 1
"""Number of the newest migration, kept in user_version, so that opening needs no alembic."""

APPLICATION_ID = 0x51444B31
"""Marks a SQLite file as ours ("QDK1")."""

_SQLITE_HEADER = b"SQLite format 3\x00"


def check_file(path: Path) -> None:
    """Refuse a file that is not a QualDesk database of a version this program knows.

    The header is read before the first connection (RELIABILITY §1.11).

    Raises:
        DatabaseError: with the sentence for the user.
    """
    head = _head_of(path)
    if not head:
        raise DatabaseError(f"{path} is empty. Choose a QualDesk database or another file name.")
    if not head.startswith(_SQLITE_HEADER):
        raise DatabaseError(f"{path} is not a QualDesk database. Choose another file.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise DatabaseError(f"{path} belongs to another program. Choose a QualDesk database.")
    if (version := int.from_bytes(head[60:64], "big")) > SCHEMA_VERSION:
        raise DatabaseError(
            f"{path} was made by a newer QualDesk (version {version} of the tables, this program"
            f" knows {SCHEMA_VERSION}). Update QualDesk to open it."
        )


def version_of(path: Path) -> int:
    """Return the number of the newest migration a file has."""
    return int.from_bytes(_head_of(path)[60:64], "big")


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except OSError as problem:
        raise DatabaseError(f"{path} cannot be read: {problem.strerror}.") from problem
