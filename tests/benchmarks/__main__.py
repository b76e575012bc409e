"""Runs a benchmark, or all: each prints its table and, last, `NAME ratio=R limit=L`."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial

from tests.benchmarks import (
    bad_hours,
    callers,
    claims,
    first_rows,
    growth,
    importing,
    outcome,
    palette,
    queue_screen,
    start,
)
from tests.benchmarks.desks import Desks


def benchmarks(desks: Desks, *, is_large: bool) -> dict[str, Callable[[], bool]]:
    """Return each benchmark by its name."""
    return {
        "bad-hours": bad_hours.measure,
        "callers": partial(callers.measure, desks),
        "claims": claims.measure,
        "first-rows": partial(first_rows.measure, desks),
        "growth": partial(growth.measure, desks, is_large=is_large),
        "import": partial(importing.measure, is_large=is_large),
        "outcome": outcome.measure,
        "palette": partial(palette.measure, desks),
        "queue-screen": partial(queue_screen.measure, desks),
        "start": start.measure,
    }


def main() -> int:
    """Return 0 when every figure keeps its limit."""
    desks = Desks()
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("name", nargs="?", choices=benchmarks(desks, is_large=False))
    parser.add_argument(
        "--large", action="store_true", help="also 5,000,000 leads; a list of 1,000,000"
    )
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    known = benchmarks(desks, is_large=options.large)
    try:
        kept = [known[name]() for name in ([options.name] if options.name else known)]
    finally:
        desks.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
