"""Prepared statements: the rows, types, defaults and errors of SQLAlchemy, at a part of the cost."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, event, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from qualdesk.domain.cadence import Cadence
from qualdesk.store import tables
from qualdesk.store.agreed import definition_of, script_of
from qualdesk.store.by_ids import ByIds
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared, insert_of
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_lead, a_person, writing

LEADS, CAMPAIGNS = table_of(tables.Lead), table_of(tables.Campaign)
ONE = LEADS.c.id == bindparam("lead")


def test_a_row_has_the_names_and_types_that_sqlalchemy_gives_it(database: Database) -> None:
    statement = (
        select(LEADS.c.id, LEADS.c.due_at, LEADS.c.resolved_at, CAMPAIGNS.c.cadence)
        .add_columns(CAMPAIGNS.c.event_on, (LEADS.c.attempts > 0).label("was_tried"))
        .join(CAMPAIGNS, CAMPAIGNS.c.id == LEADS.c.campaign_id)
        .where(ONE)
    )
    with writing(database) as session:
        lead_id = a_lead(session)
        usual = session.execute(statement, {"lead": lead_id}).one()
        row = Prepared(statement).first(session, {"lead": lead_id})
    assert row._asdict() == usual._asdict()
    assert row.due_at.tzinfo is UTC
    assert row.was_tried is False
    assert isinstance(row.cadence, Cadence)


def test_an_instant_of_another_zone_is_found_by_the_same_moment(database: Database) -> None:
    found = Prepared(select(LEADS.c.id).where(LEADS.c.due_at == bindparam("at")))
    with writing(database) as session:
        lead_id = a_lead(session)
        due_at = session.get_one(tables.Lead, lead_id).due_at
        assert due_at is not None
        elsewhere = due_at.astimezone(timezone(timedelta(hours=9)))
        assert found.value(session, {"at": elsewhere}) == lead_id


def test_what_stands_in_a_statement_is_sent_with_it(database: Database) -> None:
    statement = select(literal(NOW, LEADS.c.due_at.type), literal("as it is")).limit(1)
    with database.read() as session:
        assert tuple(Prepared(statement).first(session, {})) == (NOW, "as it is")


def test_an_insert_gives_the_columns_that_it_does_not_name_their_defaults(
    database: Database,
) -> None:
    people = table_of(tables.Person)
    statement = Prepared(insert_of(people, "name", "role", "zone").returning(people.c.id))
    with writing(database) as session:
        values = {"name": "Priya", "role": "caller", "zone": "Europe/London"}
        priya = session.get_one(tables.Person, statement.value(session, values))
        assert (priya.is_active, priya.email) == (True, "")


def test_what_the_database_refuses_is_raised_as_ever(database: Database) -> None:
    too_few = Prepared(update(LEADS).where(ONE).values(attempts=bindparam("tried")))
    with pytest.raises(IntegrityError), writing(database) as session:
        too_few.send(session, {"lead": a_lead(session), "tried": -1})


def test_whoever_listens_to_the_connection_hears_of_a_prepared_statement(
    database: Database,
) -> None:
    heard: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: heard.append(str(said[2])))
    with writing(database) as session:
        Prepared(select(LEADS.c.version).where(ONE)).rows(session, {"lead": 1})
    assert any("lead.version" in statement for statement in heard)


def test_a_statement_with_a_list_in_its_text_is_not_prepared(database: Database) -> None:
    statement = Prepared(select(LEADS.c.id).where(LEADS.c.id.in_([1, 2])))
    with database.read() as session, pytest.raises(TypeError, match="changes with its values"):
        statement.rows(session, {})


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_rows_of_none_one_or_many_ids_are_those_of_the_ids(
    database: Database, count: int
) -> None:
    by_ids = ByIds(select(LEADS.c.id, LEADS.c.due_at).order_by(LEADS.c.id), LEADS.c.id)
    with writing(database) as session:
        leads = [a_lead(session) for _ in range(3)]
        assert [row.id for row in by_ids.read(session, leads[:count])] == leads[:count]


def test_an_orm_change_that_waits_is_written_before_the_commit(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
    with database.transaction(Press.new()) as session:
        session.get_one(tables.Person, priya).name = "Priya Nair"
    with database.read() as session:
        assert session.get_one(tables.Person, priya).name == "Priya Nair"


def test_a_script_that_was_rolled_back_is_not_remembered(database: Database) -> None:
    with database.read() as session:
        body = session.scalars(select(tables.Script.body)).first()
    assert body is not None
    for title in ("First", "Second"):
        with pytest.raises(RuntimeError, match=title):
            _read_and_roll_back(database, body | {"title": title})


def _read_and_roll_back(database: Database, body: dict[str, object]) -> None:
    """Add a script under an id that is free again afterwards; raise the title that was read."""
    with writing(database) as session:
        session.execute(insert(tables.Script).values(id=9_000, key="a", version=1, body=body))
        raise RuntimeError(script_of(session, 9_000).title)


def test_a_definition_is_read_once(database: Database) -> None:
    with database.read() as session:
        key = session.scalars(select(tables.LeadDefinition.id)).first()
        assert key is not None
        first = definition_of(session, key)
    with database.read() as session:
        assert definition_of(session, key) is first


def test_a_naive_instant_is_refused(database: Database) -> None:
    found = Prepared(select(LEADS.c.id).where(LEADS.c.due_at == bindparam("at")))
    with database.read() as session, pytest.raises(ValueError, match="aware"):
        found.rows(session, {"at": datetime(2026, 11, 18)})  # noqa: DTZ001 - this is the point
