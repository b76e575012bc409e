"""PostgreSQL counts its tables again when a list has doubled what is in them."""

import pytest
from sqlalchemy import text

from qualdesk.store.session import Database
from qualdesk.store.statistics import count_tables, has_outgrown
from tests.builders import a_prospect, writing


@pytest.mark.parametrize(
    ("counted_at", "rows", "outgrown"),
    [
        (0, 499, False),
        (0, 500, True),
        (500, 999, False),
        (500, 1_000, True),
        (64_000, 10**6, False),
    ],
)
def test_statistics_hold_until_a_list_has_doubled(
    counted_at: int, rows: int, *, outgrown: bool
) -> None:
    assert has_outgrown(counted_at, rows) == outgrown


def test_counted_tables_are_known_at_once(postgres_database: Database) -> None:
    known = "SELECT reltuples FROM pg_class WHERE relname = 'prospect'"
    with writing(postgres_database) as session:
        a_prospect(session, "Acme")
        assert session.scalar(text(known)) == -1
    count_tables(postgres_database)
    with postgres_database.read() as session:
        assert session.scalar(text(known)) == 1


def test_a_file_needs_no_count(sqlite_database: Database) -> None:
    count_tables(sqlite_database)
