"""Runs a benchmark, or all: each prints its table and, last, `NAME ratio=R limit=L`."""

import argparse
import os
import sys
from collections.abc import Callable

from tests.benchmarks import outcome, queue_screen, start

BENCHMARKS: dict[str, Callable[[], bool]] = {
    "outcome": outcome.measure,
    "queue-screen": queue_screen.measure,
    "start": start.measure,
}


def main() -> int:
    """Return 0 when every figure keeps its limit."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("name", nargs="?", choices=BENCHMARKS)
    parser.add_argument("--large", action="store_true", help="also the largest desks")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = [options.name] if options.name else list(BENCHMARKS)
    kept = [BENCHMARKS[name]() for name in chosen]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
