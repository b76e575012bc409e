"""Start to first paint against a bare window with the same fonts, and to the first rows.

The first rows are those of Up next that still stand in the database, in the order of last time; the
order of this moment and the first card come when SQLAlchemy is there, and have no limit of their own.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.big_desk import big_desk
from tests.benchmarks.figures import spread, verdict

ROUNDS = 9
LEADS = 10_000
PAINT_LIMIT = 1.3
ROWS_LIMIT_MS = 500
GAP_LIMIT_MS = 50


def measure() -> bool:
    """Alternate a bare window and ours; print first paint, first rows and the longest gap."""
    with tempfile.TemporaryDirectory() as folder:
        big_desk(Path(folder), LEADS)[0].close()
        path = str(Path(folder) / f"{LEADS}.qualdesk")
        _started("bare_window", path, folder)  # bytecode and disk cache for both
        _started("timed_start", path, folder)
        bare: list[float] = []
        ours: list[list[float]] = []
        for _ in range(ROUNDS):
            bare += _started("bare_window", path, folder)
            ours.append(_started("timed_start", path, folder))
    paint, rows, whole, gap = (list(figures) for figures in zip(*ours, strict=True))
    print(spread("bare window, first paint", bare))
    print(spread("QualDesk, first paint", paint))
    print(spread("QualDesk, first rows (last order, looked up)", rows))
    print(spread("QualDesk, first card, rows in new order", whole))
    print(spread("QualDesk, longest gap", gap))
    kept = [
        verdict("start-rows", statistics.median(rows) / ROWS_LIMIT_MS, 1.0),
        verdict("start-gap", statistics.median(gap) / GAP_LIMIT_MS, 1.0),
        verdict("start", statistics.median(paint) / statistics.median(bare), PAINT_LIMIT),
    ]
    return all(kept)


def _started(module: str, database: str, home: str) -> list[float]:
    """Run a window in a process of its own; return its figures in milliseconds."""
    environment = {**os.environ, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    begun = time.monotonic()
    out = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", database, str(begun)],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    ).stdout
    return [float(word) for word in out.split()]
