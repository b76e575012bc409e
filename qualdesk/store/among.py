"""Statements about the rows of many values, which go to the database as one: its text never changes."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, String, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from qualdesk.store.prepared import Prepared, connection_of
from qualdesk.store.session import Session


class Among:
    """A select of the rows whose `column` holds one of some values, however many they are."""

    def __init__(self, rows: Select[*tuple[Any, ...]], column: ColumnElement[Any]) -> None:
        in_file = func.json_each(bindparam("among", type_=String)).table_valued("value")
        in_postgres = bindparam("among", type_=ARRAY(column.type))
        self._statement = Prepared(
            {
                "sqlite": rows.where(column.in_(select(in_file.c.value))),
                "postgresql": rows.where(column == any_(in_postgres)),
            }
        )

    def read(
        self,
        session: Session,
        values: Collection[Any],
        more: Mapping[str, object] | None = None,
    ) -> list[Any]:
        """Return the rows of these values; `more` are the statement's other parameters."""
        return _rows(self._statement, session, values, more or {})


class Each:
    """A select of one row for each of some texts, told what to select of one."""

    def __init__(self, row: Callable[[ColumnElement[str]], Select[*tuple[Any, ...]]]) -> None:
        in_file = func.json_each(bindparam("among", type_=String)).table_valued("value")
        array = func.unnest(bindparam("among", type_=ARRAY(String)))
        in_postgres = array.table_valued("value").render_derived()
        self._statement = Prepared(
            {
                "sqlite": row(in_file.c.value).select_from(in_file),
                "postgresql": row(in_postgres.c.value).select_from(in_postgres),
            }
        )

    def read(self, session: Session, values: Collection[str]) -> list[Any]:
        """Return the rows of these texts."""
        return _rows(self._statement, session, values, {})


def _rows(
    statement: Prepared, session: Session, values: Collection[Any], more: Mapping[str, object]
) -> list[Any]:
    if not values:
        return []
    return statement.rows(session, {**more, "among": as_list(session, values)})


def as_list(session: Session, values: Collection[Any]) -> object:
    """Return values as the one parameter they go as: JSON for a file, an array for PostgreSQL."""
    is_file = connection_of(session).dialect.name == "sqlite"
    return json.dumps(list(values)) if is_file else list(values)
