"""Statements about the rows of many values, which go to the database as one: its text never changes."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, String, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session


class Among:
    """A select of the rows whose `column` holds one of some values, however many they are."""

    def __init__(self, rows: Select[*tuple[Any, ...]], column: ColumnElement[Any]) -> None:
        told = func.json_each(bindparam("among", type_=String)).table_valued("value")
        lent = bindparam("among", type_=ARRAY(column.type))
        self._statement = Prepared(
            {
                "sqlite": rows.where(column.in_(select(told.c.value))),
                "postgresql": rows.where(column == any_(lent)),
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
        told = func.json_each(bindparam("among", type_=String)).table_valued("value")
        lent = func.unnest(bindparam("among", type_=ARRAY(String))).table_valued("value")
        lent = lent.render_derived()
        self._statement = Prepared(
            {
                "sqlite": row(told.c.value).select_from(told),
                "postgresql": row(lent.c.value).select_from(lent),
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
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    among = json.dumps(list(values)) if is_sqlite else list(values)
    return statement.rows(session, {**more, "among": among})
