"""Rows in bulk: many at once into one table, the way each database takes them fastest."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Dialect, func, select, text
from sqlalchemy import Table as CoreTable

from qualdesk.store.columns import Table, table_of
from qualdesk.store.engine import copy_rows, send, send_many
from qualdesk.store.prepared import Prepared, connection_of, into_driver
from qualdesk.store.session import Session

Values = tuple[Any, ...]
_Process = Callable[[Any], Any]


class Bulk:
    """Adds rows, given as tuples in the order of the named columns; the others stay empty.

    Defaults that Python makes are not filled in: a column that needs one is named. With
    `skips_known` a row that is there already stays as it is; with `replaces`, which names the key,
    it becomes the new one.
    """

    def __init__(
        self, kind: type[Table], *names: str, skips_known: bool = False, replaces: str = ""
    ) -> None:
        self._table = table_of(kind)
        self._names = names
        self._on_conflict = _on_conflict(names, skips_known=skips_known, key=replaces)
        self._processes: dict[str, tuple[tuple[int, _Process], ...]] = {}

    def add(self, session: Session, rows: Iterable[Values]) -> None:
        """Add rows."""
        connection = connection_of(session)
        dialect = connection.dialect
        ready = self._ready(rows, dialect)
        if not ready:
            return
        if len(ready) == 1:
            mark = "?" if dialect.name == "sqlite" else "%s"
            send(connection, self._row_by_row(mark), ready[0]).close()
        elif dialect.name == "sqlite":
            send_many(connection, self._row_by_row("?"), ready)
        elif self._on_conflict:
            send(connection, self._all_as_one(), (_told(self._names, ready),)).close()
        else:
            copy_rows(connection, self._table.name, self._names, ready)

    def _ready(self, rows: Iterable[Values], dialect: Dialect) -> Sequence[Values]:
        """Return rows as the driver takes them; a value that many share is made ready once."""
        known = self._processes.get(dialect.name)
        if known is None:
            into = enumerate(into_driver(self._table.c[name].type, dialect) for name in self._names)
            known = tuple((place, process) for place, process in into if process)
            self._processes[dialect.name] = known
        if not known:
            return list(rows)
        columns: list[Sequence[object]] = list(zip(*rows, strict=True))
        if not columns:
            return []
        for place, process in known:
            columns[place] = _made_ready(columns[place], process)
        return list(zip(*columns, strict=True))

    def _row_by_row(self, mark: str) -> str:
        marks = ", ".join(mark for _name in self._names)
        return f"{self._into()} VALUES ({marks}){self._on_conflict}"

    def _all_as_one(self) -> str:
        """Return the statement for PostgreSQL, whose COPY stops at the first row that is there."""
        rows = f'json_populate_recordset(NULL::"{self._table.name}", %s::json)'
        # The names are those of our own tables.
        return f"{self._into()} SELECT {_quoted(self._names)} FROM {rows}{self._on_conflict}"  # noqa: S608

    def _into(self) -> str:
        return f'INSERT INTO "{self._table.name}" ({_quoted(self._names)})'


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _told(names: Sequence[str], rows: Sequence[Values]) -> str:
    """Return rows as one JSON text, each by the names of its columns."""
    told = [dict(zip(names, row, strict=True)) for row in rows]
    return msgspec.json.encode(told).decode()


def _on_conflict(names: Sequence[str], *, skips_known: bool, key: str) -> str:
    if key:
        others = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != key)
        return f' ON CONFLICT ("{key}") DO UPDATE SET {others}'
    return " ON CONFLICT DO NOTHING" if skips_known else ""


def _made_ready(values: Sequence[Any], process: _Process) -> Sequence[object]:
    try:
        made = {value: process(value) for value in set(values)}
    except TypeError:  # lists, which have no hash
        return [process(value) for value in values]
    return [made[value] for value in values]


def next_ids(session: Session, kind: type[Table], count: int) -> range | list[int]:
    """Return ids for rows that this transaction adds.

    A file has one writer, so that its next ids are free; PostgreSQL lends them from the sequence.
    """
    ids = _ids_of(table_of(kind))
    if connection_of(session).dialect.name == "sqlite":
        first = (ids.value(session, {}) or 0) + 1
        return range(first, first + count)
    return [row[0] for row in ids.rows(session, {"count": count})]


@cache
def _ids_of(table: CoreTable) -> Prepared:
    """Return what asks a file for the highest id of a table, and PostgreSQL for new ones."""
    # OFFSET 0: or PostgreSQL looks the sequence up for each id anew, which takes longer than lending it.
    sequence = (
        f"SELECT CAST(pg_get_serial_sequence('{table.name}', 'id') AS regclass) AS of_ids OFFSET 0"
    )
    lent = f"SELECT nextval(of_ids) FROM ({sequence}) AS lender, generate_series(1, :count)"  # noqa: S608
    return Prepared(
        {
            "sqlite": select(func.max(table.c.id)),
            "postgresql": text(lent),
        }
    )
