"""What a keystroke of the palette costs to read, at 1,000,000 prospects with everyday names."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import insert, select, text

from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.lead import Lane, LeadState, OwnerKind
from qualdesk.domain.person import Role
from qualdesk.queries.found import found_as_typed
from qualdesk.store import tables
from qualdesk.store.migrate import migrate_url
from qualdesk.store.session import Database, Press, Session
from tests.benchmarks.big_desk import NOW
from tests.benchmarks.everyday_people import fill_everyday
from tests.benchmarks.figures import percentile, spread, verdict
from tests.postgres import running_server

PROSPECTS = 1_000_000
LIMIT_MS = 50
_ROUNDS, _CHUNK = 5, 50_000
_FIRST, _LAST, _STEMS, _ENDS, _TRADES = (
    names.split()
    for names in (
        "Maria Anna Tom Stefan Sofia Jürgen Ingrid Luc Aoife Helen Erik James Noor Dana Priya",
        "Keller Müller Schmidt Kelm Ashworth Solheim Fontaine Brennan Marsh Lund Weber Nuñez",
        "Berg Nord Pen Fjord Glas Lac Kel Tarn Øre Quint Cald Hud Zuiv Clon Schott Alder",
        "mann wald nine mat hütte terie lerei brew sund averde ery son el mel werke grove",
        "Molkerei Packaging Brewery Bakery Foods Glas Systems Maschinenbau",
    )
)
_FORMS = ("GmbH", "GmbH & Co. KG", "AG", "Ltd", "SARL", "")
_TYPED = (
    "keller",
    "maria keller",
    "m s g",
    "gmbh",
    "gmbh co kg",
    "schmidt berg",
    "mar sof",
    "anna.muller@nord",
    "zzz",
    "089 1234567",
    "4567",
    "+49 89 12345",
)


def measure(count: int = PROSPECTS) -> bool:
    """Print what reading costs at each keystroke on both; the limit is the design's 50 ms."""
    return _on_sqlite(count) & _on_postgres(count)


def _on_sqlite(count: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "palette.qualdesk")
        return _measured("sqlite", database, partial(_fill, database, count))


def _on_postgres(count: int) -> bool:
    with running_server() as server, server.database(migrate_url) as url:
        database = Database.open(url)
        return _measured("postgresql", database, partial(_fill_on_server, database, count))


def _measured(where: str, database: Database, fill: Callable[[], None]) -> bool:
    started = time.monotonic()
    fill()
    print(f"{f'{where}, filling':<34} {time.monotonic() - started:8.1f} s")
    costs = {typed: [_cost(database, typed) for _ in range(_ROUNDS)] for typed in _keystrokes()}
    database.close()
    for typed in sorted(costs, key=lambda one: min(costs[one]))[-8:]:
        print(spread(f"{where}, “{typed}”", costs[typed]))
    every = [cost for some in costs.values() for cost in some]
    print(spread(f"{where}, every keystroke", every))
    print(f"{'95 of 100 keystrokes within':<34}        {percentile(every, 95):8.1f} ms")
    return verdict(f"palette {where}", percentile(every, 95) / LIMIT_MS, 1.0)


def _keystrokes() -> Sequence[str]:
    return list(dict.fromkeys(words[:end] for words in _TYPED for end in range(1, len(words) + 1)))


def _cost(database: Database, typed: str) -> float:
    began = time.perf_counter()
    with database.read() as session:
        found_as_typed(session, typed=typed, caller_id=1, now=NOW)
    return (time.perf_counter() - began) * 1000


def _fill(database: Database, count: int) -> None:
    chance = random.Random(count)  # noqa: S311 - a repeatable spread, no secret
    with database.transaction(Press.new()) as session:
        ground = _ground(session)
    for start in range(1, count + 1, _CHUNK):
        with database.transaction(Press.new()) as session:
            for table, rows in _rows(range(start, min(start + _CHUNK, count + 1)), chance, ground):
                session.execute(insert(table), rows)


def _fill_on_server(database: Database, count: int) -> None:
    names = {"first": _FIRST, "last": _LAST, "stems": _STEMS, "endings": _ENDS}
    spread_over = {**names, "trades": _TRADES, "forms": list(_FORMS)}
    with database.transaction(Press.new()) as session:
        fill_everyday(session, count, {**spread_over, **_ground(session), "now": NOW})
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _ground(session: Session) -> dict[str, object]:
    rep = tables.Person(name="Jonas Weber", role=Role.SALES, zone="Europe/London")
    session.add(rep)
    session.flush()
    territory = tables.Territory(name="Everywhere", rep_id=rep.id, since=NOW.date())
    campaign = tables.Campaign(
        name="Webinar",
        kind=CampaignKind.WEBINAR,
        priority=Priority.NORMAL,
        script_id=session.execute(select(tables.Script.id).limit(1)).scalar_one(),
        definition_id=session.execute(select(tables.LeadDefinition.id).limit(1)).scalar_one(),
    )
    session.add_all([territory, campaign])
    session.flush()
    return {"territory_id": territory.id, "campaign_id": campaign.id}


Rows = list[dict[str, object]]


def _rows(
    ids: range, chance: random.Random, ground: dict[str, object]
) -> Iterator[tuple[type[tables.Table], Rows]]:
    companies = {n: _company(chance) for n in ids}
    yield tables.Account, [{"id": n, "name": companies[n]} for n in ids]
    yield tables.Site, [{"id": n, "account_id": n, "country": "DE", "city": "Jena"} for n in ids]
    yield tables.Prospect, [_prospect(n, companies[n], chance) for n in ids]
    yield (
        tables.Number,
        [{"id": n, "e164": f"+4989{chance.randrange(10**3)}{n:07d}"} for n in ids],
    )
    yield tables.ProspectNumber, [{"prospect_id": n, "number_id": n} for n in ids]
    yield tables.Lead, [_lead(n) | ground for n in ids]


def _company(chance: random.Random) -> str:
    name = f"{chance.choice(_STEMS)}{chance.choice(_ENDS)}"
    return f"{name} {chance.choice(_TRADES)} {chance.choice(_FORMS)}".strip()


def _prospect(n: int, company: str, chance: random.Random) -> dict[str, object]:
    # Half of the last names are rare: a syllable more, and a number.
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    last = last if chance.random() < 0.5 else f"{chance.choice(_STEMS)}{last.lower()}{n % 5000}"
    domain = company.partition(" ")[0].lower()
    email = f"{first}.{last}@{domain}{n % 900}.example".lower()
    of = {"id": n, "account_id": n, "site_id": n}
    return of | {"first_name": first, "last_name": last, "email": email}


def _lead(n: int) -> dict[str, object]:
    return {
        "id": n,
        "prospect_id": n,
        "account_id": n,
        "state": LeadState.QUEUED,
        "lane": Lane.FRESH,
        "due_at": NOW,
        "interest_at": NOW,
        "owner_kind": OwnerKind.TERRITORY,
        "opened_at": NOW,
    }
