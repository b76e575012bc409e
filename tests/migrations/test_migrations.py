"""Migrations: the tables in code and the tables of the migrations are the same, on both databases."""

from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from qualdesk.store import engine as engines
from qualdesk.store import file_head, tables
from qualdesk.store.migrate import alembic_config, migrate_file
from qualdesk.store.session import Database


def test_the_tables_in_code_are_those_of_the_migrations(database: Database) -> None:
    with database.engine.connect() as connection:
        command.check(alembic_config(connection))


def test_the_program_knows_the_newest_migration() -> None:
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert int(head or 0) == file_head.SCHEMA_VERSION


def test_every_enum_column_is_guarded_by_a_check(database: Database) -> None:
    guarded = _checks(database.engine)
    assert {"ck_lead_open_has_next_step_closed_has_resolution", "ck_lead_has_owner"} <= guarded
    assert {f"ck_lead_{one}_is_known" for one in ("state", "lane", "resolution")} <= guarded


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.qualdesk"
    migrate_file(path)
    before = _schema(path)
    migrate_file(path)
    assert _schema(path) == before


@pytest.mark.parametrize("table", [table.name for table in tables.Table.metadata.sorted_tables])
def test_every_table_has_a_primary_key_and_known_foreign_keys(table: str) -> None:
    columns = tables.Table.metadata.tables[table]
    assert columns.primary_key
    assert all(
        key.column.table.name in tables.Table.metadata.tables for key in columns.foreign_keys
    )


def _checks(engine: Engine) -> set[str]:
    found = inspect(engine).get_check_constraints("lead")
    return {str(one["name"]) for one in found}


def _schema(path: Path) -> list[tuple[object, ...]]:
    engine = engines.sqlite_engine(path, is_writer=False)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master ORDER BY name"))
        schema = [tuple(row) for row in rows]
    engine.dispose()
    return schema
