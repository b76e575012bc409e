"""What grows with the desk: a claim from 10,000 to 1,000,000 leads, and in bad hours."""

import statistics
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import delete, select

from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims
from qualdesk.domain.campaign import Priority
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.benchmarks.bare import timed
from tests.benchmarks.big_desk import NOW, big_desk
from tests.benchmarks.figures import spread, verdict

SIZES = (10_000, 100_000, 1_000_000)
LARGE = 5_000_000
CLAIMS, WARM_UP = 60, 10
GROWTH_LIMIT, BAD_HOUR_LIMIT = 1.5, 6.0
FEW_ZONES = datetime.fromisoformat("2026-11-18T23:30:00+00:00")
"""Business hours in the west of America and in the east of Australia only."""
SUNDAY = datetime.fromisoformat("2026-11-22T13:00:00+00:00")


def measure(*, is_large: bool) -> bool:
    """Print the median claim by size, and of 100,000 leads when little can be called."""
    with tempfile.TemporaryDirectory() as folder:
        usual = {
            size: _at_size(Path(folder), size) for size in (*SIZES, *([LARGE] if is_large else []))
        }
        kept = [verdict("growth", max(usual.values()) / usual[SIZES[0]], GROWTH_LIMIT)]
        database = Database.open(Path(folder) / f"{SIZES[1]}.qualdesk")
        for name, now in (("few-zones-open", FEW_ZONES), ("nothing-callable", SUNDAY)):
            kept.append(_bad_hour(database, name, now, usual[SIZES[1]]))
        _exhaust_the_best(database)
        kept.append(_bad_hour(database, "best-exhausted", NOW, usual[SIZES[1]]))
        database.close()
    return all(kept)


def _at_size(folder: Path, size: int) -> float:
    database, caller_id = big_desk(folder, size)
    median = _median_claim(database, caller_id, f"claim, {size:,} leads", NOW)
    database.close()
    return median


def _bad_hour(database: Database, name: str, now: datetime, usual: float) -> bool:
    with database.read() as session:
        caller_id = session.scalar(select(tables.Person.id).order_by(tables.Person.id)) or 0
    found = _median_claim(database, caller_id, f"claim, {name}", now)
    return verdict(f"growth-{name}", found / usual, BAD_HOUR_LIMIT)


def _median_claim(database: Database, caller_id: int, name: str, now: datetime) -> float:
    """Claim and give back; only the claim is timed."""
    waits = []
    for _ in range(WARM_UP + CLAIMS):
        press = Press.new(caller_id)
        claim = partial(database.carry_out, claim_next, ClaimNext(caller_id), press=press, now=now)
        _claimed, milliseconds = timed(claim)
        waits.append(milliseconds)
        released = Press.new(caller_id)
        database.carry_out(release_claims, ReleaseClaims(caller_id), press=released, now=now)
    print(spread(name, waits[WARM_UP:]))
    return statistics.median(waits[WARM_UP:])


def _exhaust_the_best(database: Database) -> None:
    """Empty the buckets of all campaigns but those that are called when there is time."""
    best = (
        select(tables.Bucket.id)
        .join(tables.Campaign, tables.Campaign.id == tables.Bucket.campaign_id)
        .where(tables.Campaign.priority != Priority.WHEN_FREE)
    )
    with database.transaction(Press.new()) as session:
        session.execute(delete(tables.QueueEntry).where(tables.QueueEntry.bucket_id.in_(best)))
