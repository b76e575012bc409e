"""The test server itself: fresh, prepared and forgotten databases."""

import psycopg
import pytest

from tests.postgres import PostgresServer


def _prepare(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE prepared (n integer)")
        connection.execute("INSERT INTO prepared VALUES (1)")


def test_a_fresh_database_is_empty(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == []


@pytest.mark.parametrize("turn", [1, 2])
def test_a_prepared_database_does_not_remember_the_last_test(
    postgres_server: PostgresServer, turn: int
) -> None:
    with postgres_server.database(_prepare) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM prepared").fetchone() == (1,), turn
        connection.execute("INSERT INTO prepared VALUES (2)")


def test_the_server_carries_the_extensions_we_use(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for extension in ("citext", "pg_trgm", "unaccent"):
            connection.execute(f"CREATE EXTENSION {extension}")
