"""A desk of any size: leads spread over campaigns, territories, zones and lanes.

The program writes and indexes the first of them; the others are copies made in the database.
"""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.lead import Lane, LeadState, OwnerKind
from qualdesk.domain.person import Role
from qualdesk.store import tables
from qualdesk.store.queue_index import rebuild
from qualdesk.store.session import Database, Press, Session
from tests.benchmarks.copies import multiply
from tests.benchmarks.everyday_names import someone

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
"""A Wednesday when Europe and the east of America may be called."""

PATTERN = 10_000
"""How many leads the program writes itself; a larger desk has so many times a whole number."""

_PLACES = (
    ("DE", "", "+4989"),
    ("FR", "", "+3329"),
    ("GB", "", "+44161"),
    ("IT", "", "+390521"),
    ("US", "NY", "+1212"),
    ("US", "CA", "+1415"),
    ("AU", "NSW", "+6129"),
)
_FIRST_NUMBER = 2_000_000
"""The first of seven digits; American ones begin with a two or higher."""
_CALLER = "Priya Nair"
_KINDS = (
    (CampaignKind.WEBINAR, date(2026, 11, 17)),
    (CampaignKind.WHITE_PAPER, None),
    (CampaignKind.TRADE_SHOW, date(2026, 10, 1)),
    (CampaignKind.DIRECT_MAIL, None),
    (CampaignKind.DORMANT, None),
)


def fill(database: Database, lead_count: int, *, pattern: int = PATTERN) -> int:
    """Write that many leads with their queue; return the id of a caller."""
    pattern = min(lead_count, pattern)
    if lead_count % pattern:
        raise ValueError(f"{lead_count} is no multiple of {pattern}")
    chance = random.Random(pattern)  # noqa: S311 - a repeatable spread, no secret
    press = Press.new()
    with database.transaction(press) as session:
        session.execute(
            insert(tables.Command).values(
                id=str(press.id), name="fill", request_hash="", happened_at=NOW
            )
        )
        caller_id = _ground(session)
        for table, rows in _rows(range(1, pattern + 1), chance).items():
            session.execute(insert(table), rows)
        session.flush()
        rebuild(session, NOW)
    multiply(database, pattern, lead_count // pattern - 1)
    return caller_id


def big_desk(folder: Path, lead_count: int) -> tuple[Database, int]:
    """Return an open database of that many leads and a caller's id."""
    database = Database.open(folder / f"{lead_count}.qualdesk")
    return database, fill(database, lead_count)


def caller_of(database: Database) -> int:
    """Return the id of the caller of a big desk."""
    with database.read() as session:
        return session.scalars(select(tables.Person.id).where(tables.Person.name == _CALLER)).one()


def _ground(session: Session) -> int:
    caller = tables.Person(name=_CALLER, role=Role.CALLER, zone="Europe/London")
    rep = tables.Person(name="Jonas Weber", role=Role.SALES, zone="Europe/London")
    session.add_all([caller, rep])
    session.flush()
    territories = [
        tables.Territory(name=f"Territory {n}", rep_id=rep.id, since=NOW.date()) for n in range(9)
    ]
    script_id = session.execute(select(tables.Script.id).limit(1)).scalar_one()
    definition_id = session.execute(select(tables.LeadDefinition.id).limit(1)).scalar_one()
    campaigns = [
        tables.Campaign(
            name=f"{kind.label} {n}",
            kind=kind,
            priority=Priority(1 + n % 3),
            event_on=event_on,
            script_id=script_id,
            definition_id=definition_id,
        )
        for n in range(4)
        for kind, event_on in _KINDS
    ]
    session.add_all([*territories, *campaigns])
    session.flush()
    return caller.id


def _rows(ids: range, chance: random.Random) -> dict[type[tables.Table], list[dict[str, object]]]:
    places = {n: chance.choice(_PLACES) for n in ids}
    people = {n: someone(chance, f"{n:05d}") for n in ids}
    return {
        tables.Account: [{"id": n, "name": people[n].company} for n in ids],
        tables.Site: [
            {"id": n, "account_id": n, "country": places[n][0], "region": places[n][1]} for n in ids
        ],
        tables.Prospect: [
            {
                "id": n,
                "account_id": n,
                "site_id": n,
                "first_name": people[n].first_name,
                "last_name": people[n].last_name,
                "email": people[n].email,
            }
            for n in ids
        ],
        tables.Number: [
            {"id": n, "e164": f"{places[n][2]}{_FIRST_NUMBER + n}", "kind": "fixed_line"}
            for n in ids
        ],
        tables.ProspectNumber: [{"prospect_id": n, "number_id": n} for n in ids],
        tables.Lead: [_lead(n, chance) for n in ids],
    }


def _lead(n: int, chance: random.Random) -> dict[str, object]:
    lane = chance.choices((Lane.FRESH, Lane.RETRY, Lane.CHECK_IN), (60, 30, 10))[0]
    due_at = NOW - timedelta(hours=chance.randrange(1, 200))
    if lane is not Lane.FRESH and chance.random() < 0.5:
        due_at = NOW + timedelta(hours=chance.randrange(1, 200))
    return {
        "id": n,
        "prospect_id": n,
        "account_id": n,
        "campaign_id": 1 + chance.randrange(4 * len(_KINDS)),
        "territory_id": 2 + chance.randrange(9),
        "state": LeadState.NURTURE if lane is Lane.CHECK_IN else LeadState.QUEUED,
        "lane": lane,
        "due_at": due_at,
        "interest_at": NOW - timedelta(minutes=chance.randrange(1, 500_000)),
        "attempts": 1 if lane is Lane.RETRY else 0,
        "owner_kind": OwnerKind.TERRITORY,
        "opened_at": NOW - timedelta(days=30),
    }
