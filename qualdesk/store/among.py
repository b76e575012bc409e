"""Statements about the rows of many values, which go to the database as one: its text never changes."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, String, any_, bindparam, func, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY

from qualdesk.store.prepared import Prepared, connection_of
from qualdesk.store.session import Session

_AMONG = "among"


class Among:
    """A select of the rows whose `column` holds one of some values, however many they are."""

    def __init__(self, rows: Select[*tuple[Any, ...]], column: ColumnElement[Any]) -> None:
        self._statement = Prepared(
            {
                "sqlite": rows.where(_in_file(column, _AMONG)),
                "postgresql": rows.where(_in_postgres(column, _AMONG)),
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


class AmongEither:
    """Selects as those of `Among`, each of another column, whose rows come by one statement.

    `rows` are by the name under which a column's values are given: what they return is alike.
    """

    def __init__(
        self, rows: Mapping[str, tuple[Select[*tuple[Any, ...]], ColumnElement[Any]]]
    ) -> None:
        self._names = tuple(rows)
        parts = {
            dialect: [of.where(where(column, name)) for name, (of, column) in rows.items()]
            for dialect, where in (("sqlite", _in_file), ("postgresql", _in_postgres))
        }
        self._statement = Prepared({one: union_all(*selects) for one, selects in parts.items()})

    def read(self, session: Session, values: Mapping[str, Collection[Any]]) -> list[Any]:
        """Return the rows of these values."""
        if not any(values.values()):
            return []
        told = {name: as_list(session, values.get(name, ())) for name in self._names}
        return self._statement.rows(session, told)


def _in_file(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    values = func.json_each(bindparam(name, type_=String)).table_valued("value")
    return column.in_(select(values.c.value))


def _in_postgres(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


class Each:
    """A select of one row for each of some texts, told what to select of one."""

    def __init__(self, row: Callable[[ColumnElement[str]], Select[*tuple[Any, ...]]]) -> None:
        in_file = func.json_each(bindparam(_AMONG, type_=String)).table_valued("value")
        array = func.unnest(bindparam(_AMONG, type_=ARRAY(String)))
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
    return statement.rows(session, {**more, _AMONG: as_list(session, values)})


def as_list(session: Session, values: Collection[Any]) -> object:
    """Return values as the one parameter they go as: JSON for a file, an array for PostgreSQL."""
    is_file = connection_of(session).dialect.name == "sqlite"
    return json.dumps(list(values)) if is_file else list(values)
