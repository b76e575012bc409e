"""The first 200 rows at 1,000,000 leads against the raw merge: the same statements, bare, merged.

The raw merge sends what ours sends through the driver alone, on a connection to the same file with
the same pragmas, and makes one order of the heads by `heapq.merge`.
"""

import heapq
import statistics
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

from qualdesk.queries.queue import call_queue
from qualdesk.store.queue_offers import offers_in_order
from qualdesk.store.seats import seat_of
from qualdesk.store.session import Database, Session
from tests.benchmarks.bare import Recorder, Statement, recording, timed
from tests.benchmarks.big_desk import NOW, caller_of
from tests.benchmarks.desks import Desks
from tests.benchmarks.figures import percentile, spread, verdict

LEADS = 1_000_000
FIRST = 200
ROUNDS, PER_ROUND, WARM_UP = 7, 15, 10
LIMIT = 3.0
_OF_A_HEAD = 3
"""Rank, lead and bucket: how many columns a row of a head has."""


def measure(desks: Desks) -> bool:
    """Alternate ours and the raw merge; print the median over rounds of the ratio of medians."""
    database = Database.open(desks.file(LEADS))
    caller_id = caller_of(database)

    def order(session: Session) -> list[Any]:
        return list(islice(offers_in_order(session, seat_of(session, caller_id), NOW), FIRST))

    def rows(session: Session) -> list[Any]:
        return call_queue(session, caller_id=caller_id, now=NOW, limit=FIRST)

    kept = [_compared(database, name, read) for name, read in (("order", order), ("rows", rows))]
    database.close()
    return all(kept)


def _compared(database: Database, name: str, read: Callable[[Session], list[Any]]) -> bool:
    bare = database._reader.raw_connection().driver_connection
    rounds = range(WARM_UP + ROUNDS * PER_ROUND)
    with recording(database) as recorder:
        pairs = [_pair(database, recorder, bare, read) for _ in rounds]
    ours, raw = zip(*pairs[WARM_UP:], strict=True)
    print(spread(f"first {FIRST}, {name}", ours))
    print(spread(f"first {FIRST}, {name}, raw merge", raw))
    print(f"  p99 against raw p99: {percentile(ours, 99) / percentile(raw, 99):.2f}")
    ratios = [
        statistics.median(ours[start : start + PER_ROUND])
        / statistics.median(raw[start : start + PER_ROUND])
        for start in range(0, len(ours), PER_ROUND)
    ]
    return verdict(f"first-{FIRST}-{name}", statistics.median(ratios), LIMIT)


def _pair(
    database: Database, recorder: Recorder, bare: Any, read: Callable[[Session], list[Any]]
) -> tuple[float, float]:
    def ours() -> list[Any]:
        with database.read() as session:
            return read(session)

    found, milliseconds = timed(ours)
    if len(found) != FIRST:
        raise ValueError(f"{len(found)} rows instead of {FIRST}")
    return milliseconds, _raw_merge(bare, recorder.take())


def _raw_merge(bare: Any, statements: list[Statement]) -> float:
    """Send the statements, read all rows, and merge those of heads; return milliseconds."""
    began = time.perf_counter()
    cursor = bare.cursor()
    heads = []
    for statement, parameters in statements:
        cursor.execute(statement, parameters)
        found = cursor.fetchall() if cursor.description else []
        if found and len(found[0]) == _OF_A_HEAD:
            heads.append(sorted(found))
    list(islice(heapq.merge(*heads), FIRST))
    bare.commit()
    return (time.perf_counter() - began) * 1000
