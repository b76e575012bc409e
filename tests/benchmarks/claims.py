"""Claim, claim with card, and outcome through the public commands, against the bare driver."""

import shutil
import statistics
import tempfile
from pathlib import Path

from sqlalchemy import select

from qualdesk.commands.claims import claim_next
from qualdesk.commands.outcomes import record_no_answer
from qualdesk.commands.requests.calls import Call, RecordNoAnswer
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.store import tables
from qualdesk.store.migrate import migrate_url
from qualdesk.store.session import Database, Press
from tests.benchmarks.bare import Bare, Recorder, bare_twin, recording, timed
from tests.benchmarks.big_desk import NOW, big_desk, fill
from tests.benchmarks.figures import percentile, spread, verdict
from tests.postgres import durable_server

LEADS, LEADS_ON_SERVER = 100_000, 20_000
ROUNDS, PER_ROUND, WARM_UP = 6, 40, 20
LIMIT = 2.5
_CONNECTIONS = 20
_DEEDS = ("claim", "claim and card", "outcome")


def measure() -> bool:
    """Alternate ours and bare, deed by deed, on twins of one database; print ratios of medians."""
    return _on_sqlite() & _on_postgres()


def _on_sqlite() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path, twin = Path(folder) / f"{LEADS}.qualdesk", Path(folder) / "twin.qualdesk"
        database, caller_id = big_desk(Path(folder), LEADS)
        database.close()
        shutil.copyfile(path, twin)
        return _compared("sqlite", Database.open(path), bare_twin(Database.open(twin)), caller_id)


def _on_postgres() -> bool:
    with (
        durable_server(_CONNECTIONS) as server,
        server.database(_filled) as url,
        server.database(_filled) as twin_url,
    ):
        database, twin = Database.open(url), Database.open(twin_url)
        with database.read() as session:
            name = tables.Person.name == "Priya Nair"
            caller_id = session.scalars(select(tables.Person.id).where(name)).one()
        is_kept = _compared("postgresql", database, bare_twin(twin), caller_id)
        database.close()
        twin.close()
        return is_kept


def _filled(url: str) -> None:
    migrate_url(url)
    database = Database.open(url)
    fill(database, LEADS_ON_SERVER)
    database.close()


def _compared(where: str, database: Database, bare: Bare, caller_id: int) -> bool:
    figures: dict[str, list[tuple[float, float]]] = {deed: [] for deed in _DEEDS}
    with recording(database) as recorder:
        for n in range(WARM_UP + ROUNDS * PER_ROUND):
            for deed, pair in _one_call(database, recorder, bare, caller_id).items():
                if n >= WARM_UP:
                    figures[deed].append(pair)
    kept = [_told(f"{where}, {deed}", pairs) for deed, pairs in figures.items()]
    return all(kept)


def _one_call(
    database: Database, recorder: Recorder, bare: Bare, caller_id: int
) -> dict[str, tuple[float, float]]:
    """Claim, read the card, record; each time ours first, then the same statements bare."""
    press = Press.new(caller_id)
    claimed, claim_ms = timed(
        lambda: database.carry_out(claim_next, ClaimNext(caller_id), press=press, now=NOW)
    )
    bare_claim_ms = bare.replay(recorder.take())

    def read() -> ProspectCard:
        with database.read() as session:
            return prospect_card(session, lead_id=claimed.lead_id, caller_id=caller_id, now=NOW)

    card, card_ms = timed(read)
    bare_card_ms = bare.replay(recorder.take())
    call = Call(claimed.lead_id, caller_id, card.lead_version)
    press = Press.new(caller_id)
    _event, outcome_ms = timed(
        lambda: database.carry_out(record_no_answer, RecordNoAnswer(call), press=press, now=NOW)
    )
    bare_outcome_ms = bare.replay(recorder.take())
    return {
        "claim": (claim_ms, bare_claim_ms),
        "claim and card": (claim_ms + card_ms, bare_claim_ms + bare_card_ms),
        "outcome": (outcome_ms, bare_outcome_ms),
    }


def _told(deed: str, pairs: list[tuple[float, float]]) -> bool:
    """Print both sides; the verdict is the median over rounds of the ratio of medians."""
    ours, bare = ([pair[side] for pair in pairs] for side in (0, 1))
    print(spread(f"{deed}, QualDesk", ours))
    print(spread(f"{deed}, bare driver", bare))
    rounds = [pairs[start : start + PER_ROUND] for start in range(0, len(pairs), PER_ROUND)]
    ratios = [
        statistics.median(pair[0] for pair in one) / statistics.median(pair[1] for pair in one)
        for one in rounds
    ]
    print(f"  p99 against bare p99: {percentile(ours, 99) / percentile(bare, 99):.2f}")
    return verdict(
        f"claims-{deed.replace(', ', '-').replace(' ', '-')}", statistics.median(ratios), LIMIT
    )
