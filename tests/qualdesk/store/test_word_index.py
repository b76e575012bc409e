"""The index of words stays in few parts, though every transaction that adds people adds one."""

from sqlalchemy import text

from qualdesk.store.session import Database, Session
from qualdesk.store.word_index import merge_words
from tests.builders import a_prospect, writing


def parts_of(session: Session) -> int:
    """Return in how many parts the index lies: each has its own number in FTS5's index table."""
    counted = text("SELECT count(DISTINCT segid) FROM prospect_words_idx")
    return int(session.execute(counted).scalar_one())


def add_one(database: Database, number: int) -> int:
    with writing(database) as session:
        a_prospect(session, f"Acme {number}")
    with database.read() as session:
        return parts_of(session)


def test_parts_are_merged_when_asked_for_and_not_before(sqlite_database: Database) -> None:
    assert [add_one(sqlite_database, one) for one in range(9)] == [*range(1, 10)]
    merge_words(sqlite_database)
    with sqlite_database.read() as session:
        assert parts_of(session) == 1


def test_who_was_merged_is_still_found(sqlite_database: Database) -> None:
    for one in range(9):
        add_one(sqlite_database, one)
    merge_words(sqlite_database)
    with sqlite_database.read() as session:
        found = session.scalars(
            text("SELECT rowid FROM prospect_words WHERE prospect_words MATCH 'acme'")
        ).all()
    assert len(found) == 9


def test_postgresql_needs_no_merging(postgres_database: Database) -> None:
    merge_words(postgres_database)
