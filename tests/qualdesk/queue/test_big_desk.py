"""The desks that are measured: copies made in the database are what the program would write."""

from typing import Any

from sqlalchemy import select, text

from qualdesk.domain.looking_up import digits_from_end, folded_words
from qualdesk.store import tables
from qualdesk.store.queue_index import rebuild
from qualdesk.store.session import Database, Press, Session
from tests.benchmarks.big_desk import NOW, fill

LEADS, PATTERN = 120, 40


def test_each_copy_stands_where_the_program_would_put_it(database: Database) -> None:
    fill(database, LEADS, pattern=PATTERN)
    with database.transaction(Press.new()) as session:
        copied = _queue(session)
        rebuild(session, NOW)
        rebuilt = _queue(session)
    assert len(copied) == LEADS
    assert copied == rebuilt


def test_each_copy_is_looked_up_by_its_own_name_and_number(database: Database) -> None:
    fill(database, LEADS, pattern=PATTERN)
    with database.read() as session:
        people = session.scalars(select(tables.Prospect)).all()
        numbers = session.scalars(select(tables.Number)).all()
    for one in people:
        assert one.folded_words == folded_words(one.first_name, one.last_name, one.email)
    assert all(one.digits_from_end == digits_from_end(one.e164) for one in numbers)
    assert len({one.e164 for one in numbers}) == LEADS


def test_the_words_of_each_copy_are_found(database: Database) -> None:
    fill(database, LEADS, pattern=PATTERN)
    with database.read() as session:
        found = session.scalars(text("SELECT count(*) FROM prospect_words")).one()
    assert found == LEADS


def _queue(session: Session) -> list[Any]:
    columns = tables.QueueEntry.__table__.columns
    return list(session.execute(select(*columns).order_by(columns.lead_id)))
