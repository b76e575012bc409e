"""A read that nobody waits for any more breaks off, on both databases."""

from threading import Event, Thread

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError

from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Database, Session
from qualdesk.store.stop import Stop
from qualdesk.store.tables import Person

_LONG = {
    "sqlite": "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
    "postgresql": "SELECT pg_sleep(600)",
}


def test_a_read_that_runs_for_ever_breaks_off(database: Database) -> None:
    stop, has_begun, answers = Stop(), Event(), list[object]()

    def for_ever(session: Session) -> object:
        session.execute(text("SELECT 1"))
        has_begun.set()
        return session.scalar(text(_LONG[database.dialect]))

    def read() -> None:
        answers.append(database.read_unless(stop, for_ever))

    reader = Thread(target=read, daemon=True)
    reader.start()
    has_begun.wait(10)
    while reader.is_alive():  # it may be asked before the statement has begun
        stop.ask()
        reader.join(0.05)
    assert answers == [None]


def test_asked_between_two_statements_the_second_does_not_begin(database: Database) -> None:
    stop = Stop()

    def two(session: Session) -> object:
        _one(session)
        stop.ask()
        return session.scalar(text(_LONG[database.dialect]))

    assert database.read_unless(stop, two) is None


def test_a_prepared_statement_after_it_does_not_begin_either(database: Database) -> None:
    stop, counted = Stop(), Prepared(select(func.count().label("n")).select_from(table_of(Person)))

    def two(session: Session) -> object:
        counted.value(session, {})
        stop.ask()
        return counted.value(session, {})

    assert database.read_unless(stop, two) is None


def test_a_statement_that_was_just_let_through_breaks_off_too(database: Database) -> None:
    stop = Stop()

    def asked_late(*_of_statement: object) -> None:
        stop.ask()

    def one(session: Session) -> object:
        event.listen(session.connection(), "before_cursor_execute", asked_late)
        return session.scalar(text(_LONG[database.dialect]))

    assert database.read_unless(stop, one) is None


def test_the_next_read_is_not_broken_off(database: Database) -> None:
    stop = Stop()
    database.read_unless(stop, _one)
    stop.ask()
    assert database.read_unless(Stop(), _one) == 1


def test_a_fault_of_a_read_is_no_answer(database: Database) -> None:
    def broken(session: Session) -> object:
        return session.scalar(text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError):
        database.read_unless(Stop(), broken)


def _one(session: Session) -> object:
    return session.scalar(text("SELECT 1"))
