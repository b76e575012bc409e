"""What grows with the desk: a claim from 10,000 to 1,000,000 leads, and in bad hours."""

import statistics
from collections.abc import Mapping
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
from tests.benchmarks.big_desk import NOW, caller_of
from tests.benchmarks.desks import Desks
from tests.benchmarks.figures import percentile, spread, verdict

SIZES = (10_000, 100_000, 1_000_000)
LARGE = 5_000_000
ROUNDS, CLAIMS, WARM_UP = 7, 15, 10
GROWTH_LIMIT, BAD_HOUR_LIMIT = 1.5, 6.0
FEW_ZONES = datetime.fromisoformat("2026-11-18T23:30:00+00:00")
"""Business hours in the west of America and in the east of Australia only."""
SUNDAY = datetime.fromisoformat("2026-11-22T13:00:00+00:00")


def measure(desks: Desks, *, is_large: bool) -> bool:
    """Print the median claim by size on both databases, and when little can be called."""
    sizes = (*SIZES, LARGE) if is_large else SIZES
    kept = [
        _grown("sqlite", {size: desks.file(size) for size in sizes}),
        _grown("postgresql", {size: desks.url(size) for size in sizes}),
        _in_bad_hours(Database.open(desks.copy(SIZES[1]))),
    ]
    return all(kept)


def _grown(where: str, targets: Mapping[int, str | Path]) -> bool:
    """Claim at each size in turn; the verdict is the median over rounds of the ratio of medians."""
    databases = {size: Database.open(target) for size, target in targets.items()}
    waits: dict[int, list[list[float]]] = {size: [] for size in databases}
    for n in range(ROUNDS + 1):
        for size, database in databases.items():
            found = _claims(database, NOW, WARM_UP if n == 0 else CLAIMS)
            if n:
                waits[size].append(found)
    for size, database in databases.items():
        every = [wait for one in waits[size] for wait in one]
        print(spread(f"{where}, claim, {size:,} leads", every))
        print(f"  p99 {percentile(every, 99):.1f} ms")
        database.close()
    first, *others = (list(map(statistics.median, one)) for one in waits.values())
    ratios = [
        statistics.median(one / base for one, base in zip(other, first, strict=True))
        for other in others
    ]
    return verdict(f"growth-{where}", max(ratios), GROWTH_LIMIT)


def _in_bad_hours(database: Database) -> bool:
    """Compare claims when little can be called with one in a usual hour."""
    usual = _median("usual hour", database, NOW)
    kept = [
        verdict(f"growth-{name}", _median(name, database, now) / usual, BAD_HOUR_LIMIT)
        for name, now in (("few-zones-open", FEW_ZONES), ("nothing-callable", SUNDAY))
    ]
    _exhaust_the_best(database)
    ratio = _median("best-exhausted", database, NOW) / usual
    database.close()
    return all(kept) & verdict("growth-best-exhausted", ratio, BAD_HOUR_LIMIT)


def _median(name: str, database: Database, now: datetime) -> float:
    waits = _claims(database, now, WARM_UP + ROUNDS * CLAIMS)[WARM_UP:]
    print(spread(f"claim, {name}", waits))
    return statistics.median(waits)


def _claims(database: Database, now: datetime, count: int) -> list[float]:
    """Claim and give back; only the claim is timed."""
    caller_id = caller_of(database)
    waits = []
    for _ in range(count):
        press = Press.new(caller_id)
        claim = partial(database.carry_out, claim_next, ClaimNext(caller_id), press=press, now=now)
        _claimed, milliseconds = timed(claim)
        waits.append(milliseconds)
        released = Press.new(caller_id)
        database.carry_out(release_claims, ReleaseClaims(caller_id), press=released, now=now)
    return waits


def _exhaust_the_best(database: Database) -> None:
    """Empty the buckets of all campaigns but those that are called when there is time."""
    best = (
        select(tables.Bucket.id)
        .join(tables.Campaign, tables.Campaign.id == tables.Bucket.campaign_id)
        .where(tables.Campaign.priority != Priority.WHEN_FREE)
    )
    with database.transaction(Press.new()) as session:
        session.execute(delete(tables.QueueEntry).where(tables.QueueEntry.bucket_id.in_(best)))
