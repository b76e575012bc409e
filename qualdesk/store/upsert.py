"""INSERT … ON CONFLICT, which both databases have under different imports."""

from typing import Any

from sqlalchemy import Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def upsert(session: Session, table: type[Any]) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    target: Table = table.__table__
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(target) if is_sqlite else postgresql.insert(target)


def upserts(table: Table, *names: str) -> dict[str, Any]:
    """Return both dialects' INSERT of these columns by name, for statements that are made once."""
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return {
        "sqlite": sqlite.insert(table).values(values),
        "postgresql": postgresql.insert(table).values(values),
    }
