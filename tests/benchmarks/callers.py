"""300 callers on one PostgreSQL: how long a claim takes at 60 a second, and without any pause.

Each caller is a process with its own line to the server, as each desk is. They claim through the
public command, hold the lead until their next turn and give it back. Whoever held a lead while
another did is a double.

Callers and server share one machine here. What that alone costs at the usual pace is said beside it:
as many processes send the same statements by the driver alone, each about a lead of its own.
"""

import multiprocessing
import random
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from multiprocessing.synchronize import Barrier
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import insert

from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims
from qualdesk.domain.person import Role
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.benchmarks.bare import Bare, Statement, bare_twin, recording
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


class Program:
    """A caller who claims by the public commands."""

    def __init__(self, database: Database, caller_id: int) -> None:
        self._database, self._caller_id = database, caller_id

    def turn_once(self) -> None:
        """Claim and give back, so that nothing is done for the first time later."""
        self.claim(NOW)
        self.give_back(NOW)

    def claim(self, now: datetime, press: Press | None = None) -> int:
        """Claim who is first; return the lead."""
        press = press or Press.new(self._caller_id)
        claimed = self._database.carry_out(
            claim_next, ClaimNext(self._caller_id), press=press, now=now
        )
        if claimed.lead_id is None:
            raise ValueError("nobody is left to be claimed")
        return claimed.lead_id

    def give_back(self, now: datetime, press: Press | None = None) -> None:
        """Give back what is held."""
        press = press or Press.new(self._caller_id)
        self._database.carry_out(
            release_claims, ReleaseClaims(self._caller_id), press=press, now=now
        )


class Driver:
    """A caller's statements, written down once and sent again by the driver alone."""

    def __init__(self, database: Database, caller_id: int) -> None:
        self._program = Program(database, caller_id)
        self._presses = Press.new(caller_id), Press.new(caller_id)
        self._claim: list[Statement] = []
        self._give_back: list[Statement] = []
        self._lead_id = 0
        self._database = database
        self._line: Bare | None = None

    def turn_once(self) -> None:
        """Write down a claim and its end; all hold something at once, so each has its own lead."""
        with recording(self._database) as recorder:
            self._lead_id = self._program.claim(NOW, self._presses[0])
            self._claim = recorder.take()
            _ROOM[0].all_are_there.wait(_PATIENCE)
            self._program.give_back(NOW, self._presses[1])
            self._give_back = recorder.take()
        self._line = bare_twin(self._database)

    def claim(self, _now: datetime) -> int:
        """Send the statements of the claim again; return the lead."""
        self._send(self._claim, self._presses[0])
        return self._lead_id

    def give_back(self, _now: datetime) -> None:
        """Send the statements of the end again."""
        self._send(self._give_back, self._presses[1])

    def _send(self, statements: list[Statement], press: Press) -> None:
        assert self._line is not None
        fresh = str(uuid4())
        self._line.replay(
            [(words, _anew(said, str(press.id), fresh)) for words, said in statements]
        )


def _anew(said: Any, old: str, fresh: str) -> Any:
    """Return parameters with the press's id exchanged: one id is carried out once."""
    if isinstance(said, Mapping):
        return {name: fresh if one == old else one for name, one in said.items()}
    return tuple(fresh if one == old else one for one in said)


def measure(desks: Desks) -> bool:
    """Print claims a second, p50 and p99 at both paces; nobody may be held by two."""
    url = desks.url(LEADS)
    callers = _callers(url)
    paced = Pace(WARM_UP + SECONDS, CALLERS / A_SECOND)
    hurried = Pace(WARM_UP + SECONDS_WITHOUT_PAUSE, 0.0)
    _told("callers-paced, bare driver", _at_work(url, callers, paced, Driver))
    kept = [
        _measured("callers-paced", url, callers, paced, PACED_MS),
        _measured("callers-hurried", url, callers, hurried, HURRIED_MS),
    ]
    return all(kept)


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
    held = _at_work(url, callers, pace, Program)
    p99, doubles = _told(f"{name}, QualDesk", held), _doubles(held)
    print(f"  doubles {doubles}")
    return verdict(name, p99 / limit_ms, 1.0) and not doubles


def _told(title: str, held: list[Held]) -> float:
    """Print what claims took after the warm-up; return their p99 in milliseconds."""
    begun = min(one.begun for one in held) + WARM_UP
    counted = [one for one in held if one.begun >= begun]
    waits = [(one.since - one.begun) * 1000 for one in counted]
    lasted = max(one.since for one in counted) - begun
    print(spread(f"{title}, {len(counted) / lasted:,.0f} a second", waits))
    print(f"  p99 {percentile(waits, 99):.1f} ms")
    return percentile(waits, 99)


def _at_work(url: str, callers: list[int], pace: Pace, way: type[Program | Driver]) -> list[Held]:
    """Start a process a caller, let all begin together, and return what they held."""
    database = Database.open(url)
    # What a desk does once, at its start, every process takes over from this one.
    Program(database, callers[0]).turn_once()
    database.close()
    desks = [(caller_id, pace, way) for caller_id in callers]
    fork = multiprocessing.get_context("fork")
    room = _Room(database, fork.Barrier(len(callers)))
    with fork.Pool(len(callers), _ROOM.append, (room,)) as pool:
        return [one for held in pool.starmap(_held_by, desks, chunksize=1) for one in held]


def _held_by(caller_id: int, pace: Pace, way: type[Program | Driver]) -> list[Held]:
    """Claim, hold and give back until the time is over; return what was held."""
    database, held = _ROOM[0].database, list[Held]()
    caller = way(database, caller_id)
    caller.turn_once()
    _ROOM[0].all_are_there.wait(_PATIENCE)
    begin = time.monotonic()
    chance = random.Random(caller_id)  # noqa: S311 - a repeatable spread, no secret
    due = begin + chance.random() * pace.between
    while due < begin + pace.seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        asked = time.monotonic()
        lead_id = caller.claim(NOW + timedelta(seconds=asked - begin))
        since = time.monotonic()
        due = max(due, since) + pace.between * chance.uniform(0.5, 1.5)
        time.sleep(max(0.0, due - time.monotonic() - _GIVEN_BACK_BEFORE))
        held.append(Held(lead_id, asked, since, time.monotonic(), caller_id))
        caller.give_back(NOW + timedelta(seconds=time.monotonic() - begin))
    database.close()
    return held


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
