"""Statements prepared once a dialect: on the way of a claim, a card or an outcome nothing is built anew.

SQLAlchemy writes the SQL and knows the types. Sending each of some twenty statements through its
whole machinery costs several times what the database itself needs for them.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Insert, Table, bindparam, insert
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from qualdesk.store.engine import send

Values = Mapping[str, object]
_Process = Callable[[Any], Any]


class Prepared:
    """A Core statement that is sent as the driver takes it; its rows are named tuples.

    One that differs between the databases is given by dialect. A list of changing length
    (`expanding`), ORM classes and Python-side defaults do not go in here.
    """

    def __init__(self, statement: Executable | Mapping[str, Executable]) -> None:
        self._statement = statement
        self._forms: dict[str, _Form] = {}

    def rows(self, session: Session, values: Values) -> list[Any]:
        """Send the statement and return all its rows."""
        connection = connection_of(session)
        form = self._form(connection.dialect)
        cursor = form.sent(connection, values)
        found = form.read(cursor)
        cursor.close()
        return found

    def first(self, session: Session, values: Values) -> Any:
        """Send the statement and return its first row, or None."""
        found = self.rows(session, values)
        return found[0] if found else None

    def value(self, session: Session, values: Values) -> Any:
        """Send the statement and return the first column of its first row, or None."""
        found = self.rows(session, values)
        return found[0][0] if found else None

    def send(self, session: Session, values: Values) -> None:
        """Send a statement that returns nothing."""
        connection = connection_of(session)
        self._form(connection.dialect).sent(connection, values).close()

    def _on(self, dialect: str) -> Executable:
        one = self._statement
        return one if isinstance(one, Executable) else one[dialect]

    def _form(self, dialect: Dialect) -> "_Form":
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = _form_of(self._on(dialect.name), dialect)
        return form


def connection_of(session: Session) -> Connection:
    """Return the connection of a unit of work."""
    known: Connection | None = session.info.get("connection")
    return session.connection() if known is None else known


def into_driver(kind: TypeEngine[Any], dialect: Dialect) -> _Process | None:
    """Return what makes of a value of this type the driver's, or None where they are the same."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


def insert_of(table: Table, *names: str) -> Insert:
    """Return the INSERT of these columns of a table; the others get their defaults."""
    return insert(table).values({name: bindparam(name) for name in names})


@dataclass(slots=True)
class _Form:
    """A statement in one dialect: its text, how values go in and how rows come out."""

    text: str
    fixed: dict[str, object]
    """The values that stand in the statement itself, as the driver takes them."""
    takes: tuple[tuple[str, _Process | None], ...]
    """Its parameters in order, with what makes of our values the driver's."""
    is_ordered: bool
    """Whether the parameters go by their order, not by name."""
    processes: tuple[tuple[int, _Process], ...]
    """What makes of the driver's values ours, by column."""
    make: Callable[[Any], Any] | None = None
    """Makes a named tuple; known when the driver has named the columns."""

    def sent(self, connection: Connection, values: Values) -> DBAPICursor:
        """Send the statement; who listens to the connection hears of it, as of any other."""
        return send(connection, self.text, self._parameters(values))

    def _parameters(self, values: Values) -> Any:
        given = {**self.fixed, **values}
        if self.is_ordered:
            return tuple([into(given[name]) if into else given[name] for name, into in self.takes])
        return {name: into(given[name]) if into else given[name] for name, into in self.takes}

    def read(self, cursor: DBAPICursor) -> list[Any]:
        """Return what was found."""
        make = self.make
        if make is None:
            names = [one[0] for one in cursor.description or ()]
            found: Any = namedtuple("Found", names, rename=True)  # type: ignore[misc]  # noqa: PYI024
            make = self.make = found._make
        rows = cursor.fetchall()
        return list(map(make, map(self._ours, rows) if self.processes else rows))

    def _ours(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, process in self.processes:
            values[place] = process(values[place])
        return values


def _form_of(statement: Executable, dialect: Dialect) -> _Form:
    compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    if "POSTCOMPILE" in compiled.string:
        raise TypeError(f"its text changes with its values: {compiled.string}")
    defaults = {one.key: one.default.arg for one in getattr(compiled, "insert_prefetch", ())}
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    into = {name: into_driver(bind.type, dialect) for name, bind in binds.items()}
    fixed = {
        name: _made(into[name], defaults.get(name, bind.effective_value))
        for name, bind in binds.items()
        if not bind.required
    }
    columns = getattr(statement, "exported_columns", ())
    out = [(place, _out_of(one.type, dialect)) for place, one in enumerate(columns)]
    return _Form(
        text=compiled.string,
        fixed=fixed,
        takes=tuple(
            (name, None if name in fixed else into[name]) for name in compiled.positiontup or binds
        ),
        is_ordered=compiled.positional,
        processes=tuple((place, process) for place, process in out if process),
    )


def _made(process: _Process | None, value: object) -> object:
    return process(value) if process else value


def _out_of(kind: TypeEngine[Any], dialect: Dialect) -> _Process | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
