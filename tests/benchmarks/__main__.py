"""Runs some benchmarks, or all: each prints its table and, last, `NAME ratio=R limit=L`."""

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
    known = benchmarks(desks, is_large=False)
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument(
        "--large", action="store_true", help="also 5,000,000 leads; a list of 1,000,000"
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(known):
        parser.error(f"There is no benchmark {', '.join(sorted(unknown))}: {', '.join(known)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = benchmarks(desks, is_large=options.large)
    try:
        kept = [chosen[name]() for name in options.names or chosen]
    finally:
        desks.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
