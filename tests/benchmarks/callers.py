"""300 callers on one PostgreSQL: how long a claim takes at 60 a second, and without any pause.

Each caller is a process with its own line to the server, as each desk is. They claim through the
public command, hold the lead until their next turn and give it back. Whoever held a lead while
another did is a double. The same callers then claim by the driver alone (`bare_claims`): what that
takes on this machine, with as many processes on its cores, no program can undercut.
"""

import multiprocessing
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from multiprocessing.synchronize import Barrier
from typing import NamedTuple, Protocol

from sqlalchemy import insert

from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims
from qualdesk.domain.person import Role
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.benchmarks.bare_claims import BareDesk, fullest_bucket
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


class Desk(Protocol):
    """Where a caller claims."""

    def claim(self, now: datetime) -> int:
        """Claim the next lead; return its id."""
        ...

    def give_back(self, now: datetime) -> None:
        """Give it back."""
        ...

    def close(self) -> None:
        """Close the line to the server."""
        ...


@dataclass(frozen=True, slots=True)
class OurDesk:
    """A caller at the program's public commands."""

    database: Database
    caller_id: int

    def claim(self, now: datetime) -> int:
        """Claim the next lead; return its id."""
        press = Press.new(self.caller_id)
        request = ClaimNext(self.caller_id)
        claimed = self.database.carry_out(claim_next, request, press=press, now=now)
        if claimed.lead_id is None:
            raise ValueError("nobody is left to be claimed")
        return claimed.lead_id

    def give_back(self, now: datetime) -> None:
        """Give it back."""
        press = Press.new(self.caller_id)
        request = ReleaseClaims(self.caller_id)
        self.database.carry_out(release_claims, request, press=press, now=now)

    def close(self) -> None:
        """Close the line to the server."""
        self.database.close()


class _Room(NamedTuple):
    """What a caller's process takes over: how to come to a desk, and a start for all."""

    desk_of: Callable[[int], Desk]
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
    paced = Pace(WARM_UP + SECONDS, CALLERS / A_SECOND)
    hurried = Pace(WARM_UP + SECONDS_WITHOUT_PAUSE, 0.0)
    kept = [
        _measured(name, url, callers, pace, limit_ms)
        for name, pace, limit_ms in (("paced", paced, PACED_MS), ("hurried", hurried, HURRIED_MS))
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
    ours = _at_work(_our_desks(url, callers[0]), callers, pace)
    p99, doubles = _told(f"callers-{name}", ours), _doubles(ours)
    print(f"  doubles {doubles}")
    bare = _told(f"bare {name}", _at_work(_bare_desks(url), callers, pace))
    print(f"  p99 is {p99 / bare:.1f} times that of the least claim")
    return verdict(f"callers-{name}", p99 / limit_ms, 1.0) and not doubles


def _told(name: str, held: list[Held]) -> float:
    """Print how long claims took once all were warm; return the 99th of a hundred, in ms."""
    begun = min(one.begun for one in held) + WARM_UP
    counted = [one for one in held if one.begun >= begun]
    waits = [(one.since - one.begun) * 1000 for one in counted]
    lasted = max(one.since for one in counted) - begun
    print(spread(f"{name}, {len(counted) / lasted:,.0f} claims/s", waits))
    p99 = percentile(waits, 99)
    print(f"  p99 {p99:.1f} ms")
    return p99


def _our_desks(url: str, caller_id: int) -> Callable[[int], Desk]:
    database = Database.open(url)
    # What a desk does once, at its start, every process takes over from this one.
    _claim_once(OurDesk(database, caller_id))
    database.close()
    return partial(OurDesk, database)


def _bare_desks(url: str) -> Callable[[int], Desk]:
    return partial(BareDesk, url, fullest_bucket(url))


def _at_work(desk_of: Callable[[int], Desk], callers: list[int], pace: Pace) -> list[Held]:
    """Start a process a caller, let all begin together, and return what they held."""
    desks = [(caller_id, pace) for caller_id in callers]
    fork = multiprocessing.get_context("fork")
    room = _Room(desk_of, fork.Barrier(len(callers)))
    with fork.Pool(len(callers), _enter, (room,)) as pool:
        return [one for held in pool.starmap(_held_by, desks, chunksize=1) for one in held]


def _enter(room: _Room) -> None:
    _ROOM[:] = [room]


def _held_by(caller_id: int, pace: Pace) -> list[Held]:
    """Claim, hold and give back until the time is over; return what was held."""
    desk, held = _ROOM[0].desk_of(caller_id), list[Held]()
    _claim_once(desk)
    _ROOM[0].all_are_there.wait(_PATIENCE)
    begin = time.monotonic()
    chance = random.Random(caller_id)  # noqa: S311 - a repeatable spread, no secret
    due = begin + chance.random() * pace.between
    while due < begin + pace.seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        asked = time.monotonic()
        lead_id = desk.claim(NOW + timedelta(seconds=asked - begin))
        since = time.monotonic()
        due = max(due, since) + pace.between * chance.uniform(0.5, 1.5)
        time.sleep(max(0.0, due - time.monotonic() - _GIVEN_BACK_BEFORE))
        held.append(Held(lead_id, asked, since, time.monotonic(), caller_id))
        desk.give_back(NOW + timedelta(seconds=time.monotonic() - begin))
    desk.close()
    return held


def _claim_once(desk: Desk) -> None:
    desk.claim(NOW)
    desk.give_back(NOW)


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
