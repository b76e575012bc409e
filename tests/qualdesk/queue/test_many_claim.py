"""Many desks claim at once: no lead, site or number is ever held by two."""

import os
import subprocess
import sys
from collections import defaultdict
from contextlib import ExitStack, closing
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from qualdesk.commands.claims import claim_next
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.store.session import Database, Press, Session
from tests.builders import NOW, a_lead, a_person, a_prospect, a_territory, writing
from tests.qualdesk.queue.brute_force import keys_by_lead

LONG = bool(os.environ.get("QUALDESK_LONG"))
DESKS, ROUNDS = (32, 30) if LONG else (6, 12)
SITES, AT_ONE_SITE = (12, 20) if LONG else (4, 20)


class Hold(NamedTuple):
    """From when to when a desk surely held something."""

    begun: float
    ended: float
    caller_id: int


def test_no_lead_site_or_number_is_held_twice_on_sqlite(
    sqlite_database: Database, tmp_path: Path
) -> None:
    _hammer(sqlite_database, str(tmp_path / "test.qualdesk"))


def test_no_lead_site_or_number_is_held_twice_on_postgresql(
    postgres_database: Database, migrated_postgres_url: str
) -> None:
    _hammer(postgres_database, migrated_postgres_url)


def test_whoever_others_are_claiming_is_passed_over_without_a_wait(
    postgres_database: Database, migrated_postgres_url: str
) -> None:
    with writing(postgres_database) as session:
        callers = [a_person(session, f"Caller {n}") for n in range(4)]
        territory = a_territory(session)
        for n in range(4):
            someone = a_prospect(session, f"Someone {n}", numbers=[f"+498999998{n}10"])
            a_lead(session, prospect_id=someone, territory_id=territory)
    with ExitStack() as stack:
        # None of the four commits before the last has claimed.
        claimed = [_claimed(stack, migrated_postgres_url, caller_id) for caller_id in callers]
    assert len(set(claimed) - {None}) == 4


def _claimed(stack: ExitStack, url: str, caller_id: int) -> int | None:
    """Claim at a desk of its own, whose transaction stays open until the stack is left."""
    desk = stack.enter_context(closing(Database.open(url)))
    session = stack.enter_context(desk.transaction(Press.new()))
    session.execute(text("SET LOCAL lock_timeout = '5s'"))
    return claim_next(session, ClaimNext(caller_id), NOW).lead_id


def _hammer(database: Database, target: str) -> None:
    with writing(database) as session:
        callers = [a_person(session, f"Caller {n}") for n in range(DESKS)]
        _crowded_sites(session)
    with database.read() as session:
        keys = keys_by_lead(session, NOW)
    holds: dict[str, list[Hold]] = defaultdict(list)
    for caller_id, lines in _desks(target, callers).items():
        for line in lines:
            lead_id, begun, ended = line.split()
            for key in {f"lead:{lead_id}", *keys[int(lead_id)]}:
                holds[key].append(Hold(float(begun), float(ended), caller_id))
    twice = [
        (key, one, other)
        for key, held in holds.items()
        for one, other in pairwise(sorted(held))
        if other.begun < one.ended and one.caller_id != other.caller_id
    ]
    assert not twice
    assert len({key for key in holds if key.startswith("lead:")}) > 1


def _crowded_sites(session: Session) -> None:
    """Have twenty people share each site and its number."""
    territory = a_territory(session)
    for site in range(SITES):
        first = a_prospect(session, f"First {site}", numbers=[f"+4989999984{site:02d}"])
        a_lead(session, prospect_id=first, territory_id=territory)
        for n in range(1, AT_ONE_SITE):
            colleague = _colleague(session, first, f"Colleague {site}-{n}")
            a_lead(session, prospect_id=colleague, territory_id=territory)


def _colleague(session: Session, prospect_id: int, name: str) -> int:
    from qualdesk.store import tables  # noqa: PLC0415

    known = session.get_one(tables.Prospect, prospect_id)
    number_id = session.query(tables.ProspectNumber).filter_by(prospect_id=prospect_id).one()
    prospect = tables.Prospect(
        account_id=known.account_id, site_id=known.site_id, first_name="A", last_name=name
    )
    session.add(prospect)
    session.flush()
    session.add(
        tables.ProspectNumber(prospect_id=prospect.id, number_id=number_id.number_id, position=0)
    )
    session.flush()
    return prospect.id


def _desks(target: str, callers: list[int]) -> dict[int, list[str]]:
    """Start a desk for each caller, let all begin together, and return what each said."""
    desks = {
        caller_id: subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.qualdesk.queue.claimer",
                target,
                str(caller_id),
                str(ROUNDS),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for caller_id in callers
    }
    for desk in desks.values():
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks.values():
        assert desk.stdin is not None
        desk.stdin.write("go\n")
        desk.stdin.flush()
    said = {caller_id: desk.communicate()[0].splitlines() for caller_id, desk in desks.items()}
    assert [desk.returncode for desk in desks.values()] == [0] * len(desks)
    return said
