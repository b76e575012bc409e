"""A desk multiplied inside the database: copies of what the program wrote, each a little older.

The pattern is written and indexed by the program itself. A copy has its own company, site, person,
number and lead; its places in the queue are those the program would give it, which a test compares.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection, Table, text

from qualdesk.domain.queue_order import Line
from qualdesk.store import tables
from qualdesk.store.columns import table_of
from qualdesk.store.session import Database, Press

_OLDER, _LATER = timedelta(seconds=37), timedelta(seconds=1)
"""By how much the interest of each copy is older, and by how much it is due later."""

_COPIED = tuple(
    table_of(one)
    for one in (
        tables.Account,
        tables.Site,
        tables.Prospect,
        tables.Number,
        tables.ProspectNumber,
        tables.Lead,
        tables.QueueEntry,
    )
)
_MICROSECOND = timedelta(microseconds=1)
_MARKED = "replace({}, " + "substr(CAST(100000 + id AS TEXT), 2), CAST(id + {shift} AS TEXT))"
"""A person's mark (their id, five digits) where it stands in names and addresses."""
# The last seven digits of a number tell it from those of the other leads.
_NUMBER = (
    "substr(e164, 1, length(e164) - 7) ||"
    " substr(CAST(10000000 + CAST(substr(e164, length(e164) - 6) AS INTEGER) + {shift} AS TEXT), 2)"
)
_BY_INTEREST = f"CASE WHEN line = {int(Line.INTEREST)}"
_MOVED: Mapping[str, Mapping[str, str]] = {
    "site": {"account_id": "account_id + {shift}"},
    "prospect": {
        "account_id": "account_id + {shift}",
        "site_id": "site_id + {shift}",
        **{one: _MARKED.replace("{}", one) for one in ("last_name", "email", "folded_words")},
    },
    "number": {"e164": _NUMBER, "digits_from_end": f"reverse(substr({_NUMBER}, 2))"},
    "prospect_number": {
        "prospect_id": "prospect_id + {shift}",
        "number_id": "number_id + {shift}",
    },
    "lead": {
        "prospect_id": "prospect_id + {shift}",
        "account_id": "account_id + {shift}",
        "interest_at": "{older_at}",
        "due_at": "{later_at}",
    },
    "queue_entry": {
        "lead_id": "lead_id + {shift}",
        "due": "due + {later}",
        "ready_rank": f"ready_rank + {_BY_INTEREST} THEN {{older}} ELSE {{later}} END",
        "rank": f"rank + {_BY_INTEREST} AND NOT is_waiting THEN {{older}} ELSE {{later}} END",
    },
}
"""What each column of a copy is, where it is not the pattern's; `id` is always moved."""
_INSTANTS = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', {at}, ({seconds}) || ' seconds')",
    "postgresql": "{at} + make_interval(secs => {seconds})",
}
_INTO = (
    "WITH RECURSIVE copy(k) AS"
    " (SELECT CAST(1 AS BIGINT) UNION ALL SELECT k + 1 FROM copy WHERE k < :copies)"
    " INSERT INTO {table} ({names}) SELECT {values} FROM copy CROSS JOIN {table} AS pattern"
)

_LOOKED_UP_BY = (
    "DROP INDEX prospect_words_by_word",
    (
        "INSERT INTO prospect_words (prospect_id, words)"
        " SELECT p.id, words_to_look_up(p.folded_words || ' ' || a.folded_name)"
        " FROM prospect AS p JOIN account AS a ON a.id = p.account_id WHERE p.id > :pattern"
    ),
    (
        "CREATE INDEX prospect_words_by_word ON prospect_words USING gin (words)"
        " WITH (fastupdate = off)"
    ),
)
"""What PostgreSQL's triggers do row by row; SQLite's are let do it."""


def multiply(database: Database, pattern: int, copies: int) -> None:
    """Add so many copies of the first `pattern` leads, a table a transaction, the indexes after it."""
    if not copies:
        return
    for table in _COPIED:
        with database.transaction(Press.new()) as session:
            _copy(session.connection(), table, pattern, copies)
    if database.dialect == "postgresql":
        with database.transaction(Press.new()) as session:
            for statement in _LOOKED_UP_BY:
                session.execute(text(statement), {"pattern": pattern})
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as it:
            it.execute(text("VACUUM ANALYZE"))
            # What was written so far reaches the disk now, not while somebody measures.
            it.execute(text("CHECKPOINT"))


def _copy(connection: Connection, table: Table, pattern: int, copies: int) -> None:
    """Copy the rows of a table; its indexes are made anew, sorted, at a fifth of the time."""
    dialect = connection.dialect.name
    if dialect == "sqlite":
        driver = connection.connection.driver_connection
        driver.create_function("reverse", 1, _reversed, deterministic=True)  # type: ignore[union-attr]
    else:
        # No triggers: the words to look the copies up by are written for all at once.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    for index in table.indexes:
        index.drop(connection)
    connection.execute(text(_statement(table, dialect, pattern)), {"copies": copies})
    for index in table.indexes:
        index.create(connection)


def _statement(table: Table, dialect: str, pattern: int) -> str:
    moved = {"id": "id + {shift}", **_MOVED.get(table.name, {})}
    names = [column.name for column in table.columns]
    values = ", ".join(moved.get(name, name) for name in names)
    older, later = (f"k * {int(one.total_seconds())}" for one in (_OLDER, _LATER))
    placed = values.format(
        shift=f"k * {pattern}",
        older=f"k * {_OLDER // _MICROSECOND}",
        later=f"k * {_LATER // _MICROSECOND}",
        older_at=_INSTANTS[dialect].format(at="interest_at", seconds=f"-({older})"),
        later_at=_INSTANTS[dialect].format(at="due_at", seconds=later),
    )
    return _INTO.format(table=table.name, names=", ".join(names), values=placed)


def _reversed(digits: str) -> str:
    return digits[::-1]
