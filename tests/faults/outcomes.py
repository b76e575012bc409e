"""A desk that is killed while it records outcomes: what it said was stored is stored, whole, once."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlcipher3 import dbapi2 as sqlite

from qualdesk.store.session import Database
from tests.builders import a_lead, a_person, a_prospect, writing
from tests.faults.tally import Tally

FEW, MANY = 5, 200
LEADS = 40


def suffer(kills: int) -> Tally:
    """Kill a writing desk so often at random moments and look at what is there."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "busy.qualdesk"
        caller_id = _a_desk(path)
        chance = random.Random(7)  # noqa: S311 - repeatable moments
        acknowledged: set[UUID] = set()
        for _kill in range(kills):
            told, moment = chance.randrange(1, 12), chance.uniform(0, 0.02)
            acknowledged |= _killed_desk(path, caller_id, told=told, after=moment)
        stored, touches, halves, is_whole = _left_behind(path)
    return Tally(
        "outcomes",
        lost=len(acknowledged - stored),
        doubled=touches - len(stored),
        wrong={"halves": halves, "corrupt": int(not is_whole)},
        counts={"kills": kills, "acknowledged": len(acknowledged)},
    )


def _a_desk(path: Path) -> int:
    database = Database.open(path)
    with writing(database) as session:
        priya = a_person(session)
        for n in range(LEADS):
            number = f"+4989999982{n:02d}"
            a_lead(session, prospect_id=a_prospect(session, f"P {n}", numbers=[number]))
    database.close()
    return priya


def _killed_desk(path: Path, caller_id: int, *, told: int, after: float) -> set[UUID]:
    """Kill a desk some seconds after it has told of so many; return all it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.busy_desk", str(path), str(caller_id)],
        stdout=subprocess.PIPE,
        text=True,
    ) as desk:
        assert desk.stdout is not None
        lines = [desk.stdout.readline() for _ in range(told)]
        time.sleep(after)
        desk.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        lines += desk.stdout.readlines()
        return {UUID(line.strip()) for line in lines if line.endswith("\n")}


def _left_behind(path: Path) -> tuple[set[UUID], int, int, bool]:
    connection = sqlite.connect(str(path))  # pyright: ignore[reportAttributeAccessIssue]
    is_whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    stored = connection.execute("SELECT id FROM command WHERE name = 'record_no_answer'").fetchall()
    touches = connection.execute("SELECT count(*) FROM touch").fetchone()[0]
    halves = connection.execute(
        "SELECT count(*) FROM lead WHERE version <> (SELECT max(version) FROM lead_change"
        " WHERE lead_change.lead_id = lead.id)"
    ).fetchone()[0]
    connection.close()
    return {UUID(row[0]) for row in stored}, touches, halves, is_whole
