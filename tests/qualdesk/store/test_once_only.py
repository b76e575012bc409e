"""A press is carried out exactly once, whatever crashes between press and commit."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlcipher3 import dbapi2 as sqlite

from qualdesk.commands.outcomes import record_no_answer
from qualdesk.commands.requests.calls import RecordNoAnswer
from qualdesk.errors import Conflict
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing

KILLS = 5


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


def test_no_acknowledged_outcome_is_lost_and_none_is_half_when_the_desk_is_killed(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """Kill a writing desk at random moments: what it said was stored is stored, whole."""
    with writing(sqlite_database) as session:
        priya = a_person(session)
        for n in range(40):
            number = f"+4989999982{n:02d}"
            a_lead(session, prospect_id=a_prospect(session, f"P {n}", numbers=[number]))
    sqlite_database.close()
    path = tmp_path / "test.qualdesk"
    chance = random.Random(7)  # noqa: S311 - repeatable moments
    acknowledged: set[UUID] = set()
    for _kill in range(KILLS):
        acknowledged |= _killed_desk(
            path, priya, acknowledged=chance.randrange(1, 12), after=chance.uniform(0, 0.02)
        )
    stored, touches, halves = _left_behind(path)
    assert acknowledged <= stored
    assert len(acknowledged) > 0
    assert touches == len(stored)
    assert halves == 0


def _killed_desk(path: Path, caller_id: int, *, acknowledged: int, after: float) -> set[UUID]:
    """Kill a desk some moments after it has acknowledged so many; return all it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.qualdesk.store.busy_desk", str(path), str(caller_id)],
        stdout=subprocess.PIPE,
        text=True,
    ) as desk:
        assert desk.stdout is not None
        lines = [desk.stdout.readline() for _ in range(acknowledged)]
        time.sleep(after)
        desk.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        lines += desk.stdout.readlines()
        return {UUID(line.strip()) for line in lines if line.endswith("\n")}


def _left_behind(path: Path) -> tuple[set[UUID], int, int]:
    connection = sqlite.connect(str(path))  # pyright: ignore[reportAttributeAccessIssue]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    stored = connection.execute("SELECT id FROM command WHERE name = 'record_no_answer'").fetchall()
    touches = connection.execute("SELECT count(*) FROM touch").fetchone()[0]
    halves = connection.execute(
        "SELECT count(*) FROM lead WHERE version <> (SELECT max(version) FROM lead_change"
        " WHERE lead_change.lead_id = lead.id)"
    ).fetchone()[0]
    connection.close()
    return {UUID(row[0]) for row in stored}, touches, halves
