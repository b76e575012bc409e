"""Claims in bad hours against one in a normal hour: few zones open, the best gone, nothing to call."""

import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update

from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims
from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.store import tables
from qualdesk.store.queue_index import micros
from qualdesk.store.session import Database, Press, Session
from tests.benchmarks.bare import timed
from tests.benchmarks.big_desk import NOW, big_desk
from tests.benchmarks.figures import spread, verdict

LEADS = 100_000
ROUNDS, WARM_UP = 60, 10
LIMIT = 6.0
_FEW_ZONES = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
"""Thursday afternoon in Sydney, night or evening in all other places of the big desk."""
_NOBODY = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
"""A Sunday."""
_NEXT_YEAR = datetime(2027, 11, 18, 13, 0, tzinfo=UTC)
_IN_A_WINDOW = (CampaignKind.WEBINAR, CampaignKind.TRADE_SHOW)


def measure() -> bool:
    """Print how long a claim takes in each kind of hour; the worst must keep the limit."""
    with tempfile.TemporaryDirectory() as folder:
        database, caller_id = big_desk(Path(folder), LEADS)
        hours = {"normal hour": NOW, "few zones open": _FEW_ZONES, "nothing callable": _NOBODY}
        waits = _waits(database, caller_id, hours)
        with database.transaction(Press.new()) as session:
            _use_up_the_best(session)
        waits |= _waits(database, caller_id, {"best campaigns used up": NOW})
        database.close()
    for name, found in waits.items():
        print(spread(name, found))
    medians = {name: statistics.median(found) for name, found in waits.items()}
    normal = medians.pop("normal hour")
    return verdict("bad-hours", max(medians.values()) / normal, LIMIT)


def _waits(
    database: Database, caller_id: int, hours: dict[str, datetime]
) -> dict[str, list[float]]:
    """Return the milliseconds of claims by kind of hour, one of each in turn."""
    found: dict[str, list[float]] = {name: [] for name in hours}
    for n in range(WARM_UP + ROUNDS):
        for name, now in hours.items():
            wait = _claim_wait(database, caller_id, now)
            if n >= WARM_UP:
                found[name].append(wait)
    return found


def _claim_wait(database: Database, caller_id: int, now: datetime) -> float:
    """Return how long a claim takes; what it claimed is given back."""
    press = Press.new(caller_id)
    _claimed, wait = timed(
        lambda: database.carry_out(claim_next, ClaimNext(caller_id), press=press, now=now)
    )
    press = Press.new(caller_id)
    database.carry_out(release_claims, ReleaseClaims(caller_id), press=press, now=now)
    return wait


def _use_up_the_best(session: Session) -> None:
    """Let the leads of all windows and of the first priority wait until next year."""
    best = select(tables.Campaign.id).where(
        tables.Campaign.kind.in_(_IN_A_WINDOW) | (tables.Campaign.priority == Priority.FIRST)
    )
    buckets = select(tables.Bucket.id).where(tables.Bucket.campaign_id.in_(best))
    session.execute(
        update(tables.QueueEntry)
        .where(tables.QueueEntry.bucket_id.in_(buckets))
        .values(is_waiting=True, rank=micros(_NEXT_YEAR)),
        execution_options={"synchronize_session": False},
    )
