"""The raw pipeline an import is measured against: nothing is looked up, checked or kept of it.

The fastest reader of CSV, the same phone library and bare inserts by the same driver into the same
tables, by COPY on PostgreSQL: accounts, sites, prospects, numbers and leads, without history, queue,
journal or any look for who is known.
"""

import csv
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import phonenumbers

from qualdesk.store.session import Database
from tests.builders import NOW

_SAID = NOW.isoformat()
_TABLES = {
    "account": "id name folded_name audience industry website installed",
    "site": "id account_id street city region postal_code country zone",
    "prospect": "id account_id site_id title first_name last_name job_title email email_domain"
    " folded_words language consent",
    "number": "id e164 digits_from_end kind zones",
    "prospect_number": "prospect_id number_id label extension position",
    "lead": "id prospect_id account_id campaign_id territory_id state lane due_at attempts"
    " owner_kind version opened_at",
}
Values = tuple[object, ...]


def import_raw(
    database: Database, path: Path, campaign_id: int, rows_at_once: int
) -> tuple[float, int]:
    """Read a list in; return how many seconds it took, and how many rows it had."""
    pooled = database.engine.raw_connection()
    connection: Any = pooled.driver_connection
    cursor = connection.cursor()
    first = cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM prospect").fetchone()[0]
    start = first
    begun = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        while part := list(islice(rows, rows_at_once)):
            _insert(connection, cursor, database.dialect, _sets(part, first, campaign_id))
            first += len(part)
    seconds = time.perf_counter() - begun
    if database.dialect == "postgresql":
        _count_on(connection, cursor)
    pooled.close()
    return seconds, first - start


def _sets(rows: Sequence[list[str]], first: int, campaign_id: int) -> dict[str, list[Values]]:
    """Return the rows of each table under ids that are counted up, so that none is asked for."""
    ids = range(first, first + len(rows))
    people = list(zip(ids, rows, [_e164(row[4]) for row in rows], strict=True))
    return {
        "account": [(k, row[0], row[0].lower(), "b2b", "", "", "") for k, row, _ in people],
        "site": [(k, k, row[5], row[7], "", row[6], row[8], "") for k, row, _ in people],
        "prospect": [
            (k, k, k, "", row[1], row[2], "", row[3], row[3].split("@")[1], "", "", "")
            for k, row, _ in people
        ],
        "number": [(k, phone, phone[::-1], "", "") for k, _, phone in people],
        "prospect_number": [(k, k, "Office", "", 0) for k in ids],
        "lead": [
            (k, k, k, campaign_id, 1, "queued", "fresh", _SAID, 0, "territory", 1, _SAID)
            for k in ids
        ],
    }


def _insert(connection: Any, cursor: Any, dialect: str, sets: dict[str, list[Values]]) -> None:
    if dialect == "sqlite":
        cursor.execute("BEGIN IMMEDIATE")
    for table, rows in sets.items():
        columns = _TABLES[table].split()
        if dialect == "sqlite":
            marks = ", ".join("?" * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                rows,
            )
        else:
            _copy(cursor, f"COPY {table} ({', '.join(columns)}) FROM STDIN", rows)
    connection.commit()


def _count_on(connection: Any, cursor: Any) -> None:
    """Let the sequences go on behind the ids that were counted up here."""
    for table in (name for name, columns in _TABLES.items() if columns.startswith("id ")):
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
        )
    connection.commit()


def _copy(cursor: Any, statement: str, rows: Iterable[Values]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _e164(text: str) -> str:
    number = phonenumbers.parse(text, "US")
    if not phonenumbers.is_valid_number(number):
        raise ValueError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
