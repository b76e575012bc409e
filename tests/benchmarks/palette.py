"""What a keystroke of the palette costs to read, at 1,000,000 prospects with everyday names."""

import time
from collections.abc import Sequence

from qualdesk.queries.found import found_as_typed
from qualdesk.store.session import Database
from tests.benchmarks.big_desk import NOW, caller_of
from tests.benchmarks.desks import Desks
from tests.benchmarks.figures import percentile, spread, verdict

PROSPECTS = 1_000_000
LIMIT_MS = 50
_ROUNDS = 5
_TYPED = (
    "keller",
    "maria keller",
    "m s g",
    "gmbh",
    "gmbh co kg",
    "schmidt berg",
    "anna.muller@nord",
    "zzz",
    "089 1234567",
    "4567",
    "+49 89 12345",
)


def measure(desks: Desks) -> bool:
    """Print what reading costs at each keystroke on both; the limit is the design's 50 ms."""
    return _measured(str(desks.file(PROSPECTS))) & _measured(desks.url(PROSPECTS))


def _measured(target: str) -> bool:
    database = Database.open(target)
    where, caller_id = database.dialect, caller_of(database)
    costs = {
        typed: [_cost(database, caller_id, typed) for _ in range(_ROUNDS)]
        for typed in _keystrokes()
    }
    database.close()
    for typed in sorted(costs, key=lambda one: min(costs[one]))[-8:]:
        print(spread(f"{where}, “{typed}”", costs[typed]))
    every = [cost for some in costs.values() for cost in some]
    print(spread(f"{where}, every keystroke", every))
    print(f"{'95 of 100 keystrokes within':<34}        {percentile(every, 95):8.1f} ms")
    return verdict(f"palette {where}", percentile(every, 95) / LIMIT_MS, 1.0)


def _keystrokes() -> Sequence[str]:
    return list(dict.fromkeys(words[:end] for words in _TYPED for end in range(1, len(words) + 1)))


def _cost(database: Database, caller_id: int, typed: str) -> float:
    began = time.perf_counter()
    with database.read() as session:
        found_as_typed(session, typed=typed, caller_id=caller_id, now=NOW)
    return (time.perf_counter() - began) * 1000
