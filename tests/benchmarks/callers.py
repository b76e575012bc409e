"""300 callers on one PostgreSQL: how long a claim takes at 60 a second, and without any pause.

Each caller is a process with its own line to the server, as each desk is. They claim through the
public command, hold the lead until their next turn and give it back. Whoever held a lead while
another did is a double.
"""

import multiprocessing
import random
import time
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from multiprocessing.synchronize import Barrier
from typing import NamedTuple

from sqlalchemy import insert

from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims
from qualdesk.domain.person import Role
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.benchmarks.big_desk import NOW
from tests.benchmarks.desks import Desks
from tests.benchmarks.figures import percentile, spread, verdict

LEADS = 1_000_000
CALLERS = 300
A_SECOND = 60
SECONDS, SECONDS_WITHOUT_PAUSE, WARM_UP = 60.0, 20.0, 10.0
PACED_MS, HURRIED_MS = 50, 250
_PATIENCE = 300.0
"""Seconds within which each desk has opened its line."""
_GIVEN_BACK_BEFORE = 0.5
"""Seconds before the next claim."""


class Held(NamedTuple):
    """A lead, when the claim began, and from when to when it was surely held; seconds."""

    lead_id: int
    begun: float
    since: float
    until: float
    caller_id: int


class _Room(NamedTuple):
    """What a caller's process takes over: the database, opened and closed, and a start for all."""

    database: Database
    all_are_there: Barrier


_ROOM: list[_Room] = []


class Pace(NamedTuple):
    """How long callers claim, and the mean time between two claims of one of them."""

    seconds: float
    between: float


def measure(desks: Desks) -> bool:
    """Print claims a second, p50 and p99 at both paces; nobody may be held by two."""
    url = desks.url(LEADS)
    callers = _callers(url)
    paced = _measured(
        "callers-paced", url, callers, Pace(WARM_UP + SECONDS, CALLERS / A_SECOND), PACED_MS
    )
    hurried = _measured(
        "callers-hurried", url, callers, Pace(WARM_UP + SECONDS_WITHOUT_PAUSE, 0.0), HURRIED_MS
    )
    return paced & hurried


def _callers(url: str) -> list[int]:
    database = Database.open(url)
    rows = [
        {"name": f"Caller {n}", "role": Role.CALLER, "zone": "Europe/London"}
        for n in range(CALLERS)
    ]
    with database.transaction(Press.new()) as session:
        found = list(
            session.scalars(insert(tables.Person).values(rows).returning(tables.Person.id))
        )
    database.close()
    return found


def _measured(name: str, url: str, callers: list[int], pace: Pace, limit_ms: int) -> bool:
    held = _at_work(url, callers, pace)
    begun = min(one.begun for one in held) + WARM_UP
    counted = [one for one in held if one.begun >= begun]
    waits = [(one.since - one.begun) * 1000 for one in counted]
    lasted = max(one.since for one in counted) - begun
    print(spread(f"{name}, {len(counted) / lasted:,.0f} claims/s", waits))
    doubles = _doubles(held)
    print(f"  p99 {percentile(waits, 99):.1f} ms, doubles {doubles}")
    return verdict(name, percentile(waits, 99) / limit_ms, 1.0) and not doubles


def _at_work(url: str, callers: list[int], pace: Pace) -> list[Held]:
    """Start a process a caller, let all begin together, and return what they held."""
    database = Database.open(url)
    # What a desk does once, at its start, every process takes over from this one.
    _claim_once(database, callers[0])
    database.close()
    desks = [(caller_id, pace) for caller_id in callers]
    fork = multiprocessing.get_context("fork")
    room = _Room(database, fork.Barrier(len(callers)))
    with fork.Pool(len(callers), _ROOM.append, (room,)) as pool:
        return [one for held in pool.starmap(_held_by, desks, chunksize=1) for one in held]


def _held_by(caller_id: int, pace: Pace) -> list[Held]:
    """Claim, hold and give back until the time is over; return what was held."""
    database, held = _ROOM[0].database, list[Held]()
    _claim_once(database, caller_id)
    _ROOM[0].all_are_there.wait(_PATIENCE)
    begin = time.monotonic()
    chance = random.Random(caller_id)  # noqa: S311 - a repeatable spread, no secret
    due = begin + chance.random() * pace.between
    while due < begin + pace.seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        asked = time.monotonic()
        lead_id = _claim(database, caller_id, NOW + timedelta(seconds=asked - begin))
        since = time.monotonic()
        due = max(due, since) + pace.between * chance.uniform(0.5, 1.5)
        time.sleep(max(0.0, due - time.monotonic() - _GIVEN_BACK_BEFORE))
        held.append(Held(lead_id, asked, since, time.monotonic(), caller_id))
        _give_back(database, caller_id, NOW + timedelta(seconds=time.monotonic() - begin))
    database.close()
    return held


def _claim_once(database: Database, caller_id: int) -> None:
    _claim(database, caller_id, NOW)
    _give_back(database, caller_id, NOW)


def _claim(database: Database, caller_id: int, now: datetime) -> int:
    press = Press.new(caller_id)
    claimed = database.carry_out(claim_next, ClaimNext(caller_id), press=press, now=now)
    if claimed.lead_id is None:
        raise ValueError("nobody is left to be claimed")
    return claimed.lead_id


def _give_back(database: Database, caller_id: int, now: datetime) -> None:
    press = Press.new(caller_id)
    database.carry_out(release_claims, ReleaseClaims(caller_id), press=press, now=now)


def _doubles(held: list[Held]) -> int:
    """Count how often a lead was held by two at once."""
    by_lead: dict[int, list[Held]] = defaultdict(list)
    for one in held:
        by_lead[one.lead_id].append(one)
    return sum(
        other.since < one.until
        for of_lead in by_lead.values()
        for one, other in pairwise(sorted(of_lead, key=_since))
        if one.caller_id != other.caller_id
    )


def _since(one: Held) -> float:
    return one.since
