"""The raw pipeline an import is measured against: the same rows, written by the driver alone.

The fastest reader of CSV, the same phone library, and bare inserts of the very rows that the import
left behind, by COPY on PostgreSQL, into a twin of its database that stands where that one stood.
Nothing is looked up, matched, checked or decided.
"""

import csv
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import phonenumbers
from psycopg.types.json import JsonDumper

from qualdesk.store.session import Database

Row = tuple[Any, ...]

_FOUND_BEFORE = ("command", "campaign", "imported_list", "clock", "bucket")
"""What the rows refer to: in place before the time is taken, for it is one row a part or fewer."""

_WRITTEN = {
    "account": "id",
    "site": "id",
    "prospect": "id",
    "number": "id",
    "prospect_number": "prospect_id",
    "lead": "id",
    "lead_change": "id",
    "campaign_member": "prospect_id",
    "imported_row": "prospect_id",
    "queue_entry": "lead_id",
}
"""The tables that a list is written to, in the order they refer to one another, each with its key."""

_ORDERS = {
    "number": "(SELECT prospect_id FROM prospect_number WHERE number_id = number.id)",
}
"""Where a key does not follow the list: a part of the program adds its numbers sorted."""


class TableRows(NamedTuple):
    """Rows of a table as the driver gave them."""

    table: str
    columns: tuple[str, ...]
    rows: list[Row]

    def part(self, start: int, count: int) -> "TableRows":
        """Return so many rows from `start` on."""
        return self._replace(rows=self.rows[start : start + count])


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import left behind: `ground` is what its rows refer to."""

    ground: tuple[TableRows, ...]
    written: tuple[TableRows, ...]

    @classmethod
    def since(cls, database: Database, before: Mapping[str, int]) -> "Brought":
        """Read what is there beyond the keys of before."""
        with _driver(database) as connection:
            ground = tuple(_read(connection, table, "TRUE") for table in _FOUND_BEFORE)
            written = tuple(
                _read(
                    connection, table, f"{key} > {before[table]} ORDER BY {_ORDERS.get(table, key)}"
                )
                for table, key in _WRITTEN.items()
            )
        return cls(ground, written)


def keys_of(database: Database) -> dict[str, int]:
    """Return the highest key of each table that a list is written to."""
    with _driver(database) as connection:
        return {
            table: _one(connection, f"SELECT coalesce(max({key}), 0) FROM {table}")  # noqa: S608
            for table, key in _WRITTEN.items()
        }


def let_sequences_follow(database: Database) -> None:
    """Let PostgreSQL's sequences go on behind the ids of a desk that was filled by number."""
    with _driver(database) as connection:
        for table in (name for name, key in _WRITTEN.items() if key == "id"):
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            connection.execute(f"SELECT setval({sequence}, max(id)) FROM {table}")  # noqa: S608
        connection.commit()


def import_bare(database: Database, path: Path, brought: Brought, rows_at_once: int) -> float:
    """Read the list again and write its rows, so many a transaction; return the seconds it took."""
    with _driver(database) as connection:
        is_sqlite = database.dialect == "sqlite"
        put = _put_by_statement if is_sqlite else _put_by_copy
        _begin(connection, is_sqlite=is_sqlite)
        for missing in brought.ground:
            _put_missing(connection, missing, is_sqlite=is_sqlite)
        connection.commit()
        begun = time.perf_counter()
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            phone_at = next(rows).index("Phone")
            start = 0
            while part := list(islice(rows, rows_at_once)):
                for row in part:
                    _e164(row[phone_at])
                _begin(connection, is_sqlite=is_sqlite)
                for written in brought.written:
                    put(connection, written.part(start, len(part)))
                connection.commit()
                start += len(part)
        return time.perf_counter() - begun


def _e164(text: str) -> str:
    number = phonenumbers.parse(text, "US")
    if not phonenumbers.is_valid_number(number):
        raise ValueError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@contextmanager
def _driver(database: Database) -> Iterator[Any]:
    """Lend the driver's own connection, by which the program writes."""
    pooled: Any = database.engine.raw_connection()
    if database.dialect == "postgresql":  # psycopg reads JSON by itself, but does not write it so
        pooled.driver_connection.adapters.register_dumper(dict, JsonDumper)
    try:
        yield pooled.driver_connection
    finally:
        pooled.close()


def _begin(connection: Any, *, is_sqlite: bool) -> None:
    """Open a transaction as the program does; psycopg opens its own."""
    if is_sqlite:
        connection.execute("BEGIN IMMEDIATE")


def _one(connection: Any, statement: str) -> Any:
    return connection.execute(statement).fetchone()[0]


def _read(connection: Any, table: str, where: str) -> TableRows:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}")  # noqa: S608
    columns = tuple(one[0] for one in cursor.description)
    return TableRows(table, columns, [tuple(row) for row in cursor.fetchall()])


def _put_by_statement(connection: Any, told: TableRows, mark: str = "?", more: str = "") -> None:
    names = ", ".join(f'"{name}"' for name in told.columns)
    marks = ", ".join(mark for _name in told.columns)
    statement = f"INSERT INTO {told.table} ({names}) VALUES ({marks}){more}"  # noqa: S608
    connection.cursor().executemany(statement, told.rows)


def _put_by_copy(connection: Any, told: TableRows) -> None:
    names = ", ".join(f'"{name}"' for name in told.columns)
    with connection.cursor().copy(f"COPY {told.table} ({names}) FROM STDIN") as copy:
        for row in told.rows:
            copy.write_row(row)


def _put_missing(connection: Any, told: TableRows, *, is_sqlite: bool) -> None:
    mark = "?" if is_sqlite else "%s"
    _put_by_statement(connection, told, mark, " ON CONFLICT DO NOTHING")
