"""A claim keeps to one plan a statement, and nothing else does."""

from sqlalchemy import text

from qualdesk.store.plans import plan_once
from qualdesk.store.session import Database, Session
from tests.builders import writing

_MODE = text("SHOW plan_cache_mode")


def mode(session: Session) -> str:
    return str(session.scalar(_MODE))


def test_statements_are_planned_once_to_the_end_of_the_transaction(
    postgres_database: Database,
) -> None:
    with writing(postgres_database) as session:
        before = mode(session)
        plan_once(session)
        within = mode(session)
    with writing(postgres_database) as session:
        after = mode(session)
    assert (before, within, after) == ("auto", "force_generic_plan", "auto")


def test_a_file_has_one_plan_anyway(sqlite_database: Database) -> None:
    with writing(sqlite_database) as session:
        plan_once(session)
