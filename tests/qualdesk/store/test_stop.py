"""A read that nobody waits for any more breaks off, on both databases."""

from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from qualdesk.store.session import Database, Session
from qualdesk.store.stop import Stop

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
