"""Appointments: whose, from when to when, and which of them will not take place."""

from datetime import UTC, datetime

from sqlalchemy import select

from qualdesk.domain.hand_off import HandOffState
from qualdesk.jobs.sample_desk import fill_sample_desk
from qualdesk.queries.appointments import appointments
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import HandOff, Person

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)


def test_appointments_come_by_time_and_half_open(database: Database) -> None:
    fill_sample_desk(database, NOW)
    with database.read() as session:
        everything = appointments(session, now=NOW)
        second = everything[1].starts_at
        before = appointments(session, now=NOW, until=second)
        after = appointments(session, now=NOW, since=second)
    assert [one.starts_at for one in everything] == sorted(one.starts_at for one in everything)
    assert before + after == everything
    assert before == everything[:1]


def test_a_rep_gets_their_own_only(database: Database) -> None:
    fill_sample_desk(database, NOW)
    with database.read() as session:
        karen = session.scalars(select(Person.id).where(Person.name == "Karen Doyle")).one()
        found = appointments(session, now=NOW, rep_id=karen, since=NOW)
    assert [(one.prospect, one.rep, one.wall_time) for one in found] == [
        ("Ewan Reid", "Karen Doyle", "2026-11-19T15:30")
    ]
    assert found[0].prospect_phone == "+441314960444"
    assert found[0].brief.startswith("Tamper bands")


def test_the_meeting_of_a_returned_hand_off_is_cancelled(database: Database) -> None:
    fill_sample_desk(database, NOW)
    with database.transaction(Press.new()) as session:
        for one in session.scalars(select(HandOff)):
            one.state = HandOffState.RETURNED
    with database.read() as session:
        assert all(one.is_cancelled for one in appointments(session, now=NOW))
