"""INSERT … ON CONFLICT, which both databases have under different imports."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def upsert(session: Session, table: type[Any]) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    target: Table = table.__table__
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(target) if is_sqlite else postgresql.insert(target)


def upserts(table: Table) -> dict[str, Any]:
    """Return both dialects' INSERT by name, for statements that are made once."""
    return {"sqlite": sqlite.insert(table), "postgresql": postgresql.insert(table)}
