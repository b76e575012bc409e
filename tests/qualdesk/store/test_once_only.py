"""A press is carried out exactly once, whatever crashes between press and commit."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from qualdesk.commands.outcomes import record_no_answer
from qualdesk.commands.requests.calls import RecordNoAnswer
from qualdesk.errors import Conflict
from qualdesk.events.calls import RecordedNoAnswer
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, writing


def test_a_press_that_is_repeated_returns_its_event_and_changes_nothing(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), a_lead(session)
    request = RecordNoAnswer(a_call(lead_id, priya))
    press = Press(uuid4(), priya)
    first = database.carry_out(record_no_answer, request, press=press, now=NOW)
    again = database.carry_out(record_no_answer, request, press=press, now=NOW)
    assert again == first
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(tables.Touch)) == 1


def test_one_press_sent_by_many_at_once_is_carried_out_once_and_answers_all(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), a_lead(session)
    request, press = RecordNoAnswer(a_call(lead_id, priya)), Press(uuid4(), priya)

    def send(_n: int) -> RecordedNoAnswer:
        return database.carry_out(record_no_answer, request, press=press, now=NOW)

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(send, range(4))
    assert others == [first] * 3
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(tables.Touch)) == 1


def test_one_id_for_two_different_presses_is_refused(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), a_lead(session)
    press = Press(uuid4(), priya)
    request = RecordNoAnswer(a_call(lead_id, priya))
    database.carry_out(record_no_answer, request, press=press, now=NOW)
    other = RecordNoAnswer(a_call(lead_id, priya, note="another"))
    with pytest.raises(Conflict, match="other content"):
        database.carry_out(record_no_answer, other, press=press, now=NOW)


def test_a_refused_press_leaves_no_trace(database: Database) -> None:
    with writing(database) as session:
        priya = a_person(session)
    with pytest.raises(Exception, match="no such lead"):
        database.carry_out(
            record_no_answer, RecordNoAnswer(a_call(99, priya)), press=Press.new(priya), now=NOW
        )
    with database.read() as session:
        names = session.scalars(select(tables.Command.name)).all()
        assert names == ["test"]
