"""Nobody starves: with more leads than calls, no due lead waits longer than ten working days.

Five rows come for every three calls, day after day: whoever is not called in time by turns is
given another next step and told so in the history, never left in silence (DESIGN §2, 11).
"""

import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from qualdesk.commands import outcomes
from qualdesk.commands.claims import claim_next
from qualdesk.commands.requests.calls import (
    Call,
    LeaveVoicemail,
    PushToSales,
    RecordNoAnswer,
    SendToNurture,
)
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.domain.person import Role
from qualdesk.domain.working_days import add_working_days, is_working_day
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.settling import settle_what_waits
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import a_campaign, a_person, writing

LONG = bool(os.environ.get("QUALDESK_LONG"))
DAYS, ROWS_A_DAY, CALLS_A_DAY = (60, 500, 300) if LONG else (30, 10, 6)
FIRST_DAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HEADINGS = "Company,Country,Last Name,Phone\n"
LONGEST_WAIT = 10
"""Working days."""


def test_no_due_lead_waits_longer_than_ten_working_days(
    sqlite_database: Database, tmp_path: Path
) -> None:
    chance = random.Random(11)  # noqa: S311 - the same days each time
    with writing(sqlite_database) as session:
        caller_id = a_person(session)
        a_person(session, "Lena Brandt", role=Role.TEAM_LEAD)
        a_campaign(session, "Inquiries")
    called = Counter[str]()
    for day in range(DAYS):
        morning = FIRST_DAY + timedelta(days=day)
        settle_what_waits(sqlite_database, morning)
        _no_one_waits_too_long(sqlite_database, morning)
        if is_working_day(morning.date(), "DE"):
            _import(sqlite_database, tmp_path, day, morning)
            called += _calls(sqlite_database, caller_id, morning, chance)
    assert called["calls"] > DAYS * CALLS_A_DAY // 2
    assert called["in turn"] > called["calls"] // 10
    _everybody_has_a_next_step(sqlite_database)


def _import(database: Database, folder: Path, day: int, now: datetime) -> None:
    """Let the rows of a day come in, each with its own company and number."""
    path = folder / f"{day}.csv"
    first = day * ROWS_A_DAY
    rows = (f"Firm {n},DE,Lee {n},+4989{n:07d}\n" for n in range(first, first + ROWS_A_DAY))
    path.write_text(HEADINGS + "".join(rows), encoding="utf-8")
    asked = (now - timedelta(days=1)).date().isoformat()
    order = ImportOrder(path=path, campaign="Inquiries", responded=asked)
    assert import_list(database, order, now=now).rows == ROWS_A_DAY


def _calls(
    database: Database, caller_id: int, morning: datetime, chance: random.Random
) -> Counter[str]:
    """Make a day's calls between nine and five; most are not answered."""
    done = Counter[str]()
    for n in range(CALLS_A_DAY):
        now = morning + timedelta(hours=8) * n / CALLS_A_DAY
        press = Press.new(caller_id)
        claimed = database.carry_out(claim_next, ClaimNext(caller_id), press=press, now=now)
        if claimed.lead_id is None:
            break
        done["calls"] += 1
        done["in turn"] += claimed.turn is not None
        with database.read() as session:
            version = session.get_one(tables.Lead, claimed.lead_id).version
        call = Call(claimed.lead_id, caller_id, version)
        command, request = _ended(call, now, chance)
        database.carry_out(command, request, press=Press.new(caller_id), now=now)
    return done


def _ended(call: Call, now: datetime, chance: random.Random) -> tuple[Any, Any]:
    day = (now + timedelta(days=chance.randrange(20, 90))).date()
    return chance.choices(
        (
            (outcomes.record_no_answer, RecordNoAnswer(call)),
            (outcomes.leave_voicemail, LeaveVoicemail(call)),
            (outcomes.send_to_nurture, SendToNurture(call, day)),
            (outcomes.push_to_sales, PushToSales(call, unmet_because="asked for it")),
        ),
        (60, 20, 15, 5),
    )[0]


def _no_one_waits_too_long(database: Database, now: datetime) -> None:
    with database.read() as session:
        oldest = session.scalar(
            select(func.min(tables.Lead.due_at)).where(
                tables.Lead.state.in_(["queued", "nurture"]), tables.Lead.lane != "research"
            )
        )
    if oldest is not None:
        assert add_working_days(oldest.date(), LONGEST_WAIT, "DE") >= now.date()


def _everybody_has_a_next_step(database: Database) -> None:
    with database.read() as session:
        idle = session.scalars(
            select(tables.Lead.id).where(
                tables.Lead.state != "closed", tables.Lead.due_at.is_(None)
            )
        ).all()
        noted = session.scalar(
            select(func.count()).where(tables.TouchText.words.startswith("Nobody found the time"))
        )
    assert not idle
    assert noted
