"""Seeds: what a new database starts with, added once and never changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from qualdesk.errors import InputError
from qualdesk.store.seeds import (
    load_definition,
    load_script,
    read_definition,
    read_script,
    seed,
    shipped_definitions,
    shipped_scripts,
)
from qualdesk.store.session import Database
from qualdesk.store.tables import LeadDefinition, Script, Territory

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)


def seed_twice(database: Database) -> None:
    for _ in range(2):
        with Session(database.engine) as session, session.begin():
            seed(session, NOW)


def test_seeding_twice_adds_everything_once(database: Database) -> None:
    seed_twice(database)
    with database.read() as session:
        scripts = {one.key: read_script(one.body) for one in session.scalars(select(Script))}
        definitions = [read_definition(one.body) for one in session.scalars(select(LeadDefinition))]
        grounds = session.scalars(select(Territory).where(Territory.is_elsewhere)).all()
    assert scripts == {one.id: one for one in shipped_scripts()}
    assert definitions == shipped_definitions()
    assert [one.name for one in grounds] == ["Everywhere else"]


def test_what_a_team_lead_changed_is_left_alone(database: Database) -> None:
    seed_twice(database)
    with Session(database.engine) as session, session.begin():
        session.execute(update(Script).where(Script.key == "inquiry").values(version=7))
        seed(session, NOW)
        assert session.scalar(select(func.count()).where(Script.key == "inquiry")) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("id = 3", "$.id"),
        ("id = 'x'\ntitle = 'X'\n[[steps]]\nid = 's'\nsay = 'S'\nask = 'shout'", "$.steps[0].ask"),
        ("id = \n", "line 1"),
        ("id = 'x'\ntitle = 'X'\nsteps = []", "There is no step"),
        (
            "id = 'x'\ntitle = 'X'\n[[steps]]\nid = 's'\nsay = 'S'\nends = true\nwhem = 1",
            "“whem” in “s” means nothing: use one of ask, ",
        ),
        (
            "id = 'x'\ntitle = 'X'\n[[steps]]\nid = 's'\nsay = 'S'",
            "stops after “s” without an end",
        ),
    ],
)
def test_a_faulty_script_file_is_named_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        load_script(path)
    assert "mine.toml" in str(refused.value)
    assert place in str(refused.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("id = 'x'\ntitle = 'X'\ncriteria = 'need'", "$.criteria"),
        (
            "id = 'x'\ntitle = 'X'\n[[criteria]]\nid = 'need'\ntitle = ''",
            "Criterion “need” has no title: write what sales calls it.",
        ),
        (
            "id = 'x'\ntitle = 'X'\n[[criteria]]\nid = 'need'\ntitle = 'Need'\nis_required = false",
            "No criterion is required: every call would be a lead. Require at least one.",
        ),
        (
            "id = 'x'\ntitle = 'X'\n[[criteria]]\nid = 'need'\ntitle = 'Need'\npoints = 5",
            "“points” in “need” means nothing: use one of ",
        ),
    ],
)
def test_a_faulty_definition_file_is_named_with_its_criterion_and_what_mends_it(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        load_definition(path)
    assert "ours.toml" in str(refused.value)
    assert place in str(refused.value)
