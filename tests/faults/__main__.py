"""Runs a fault, or all: each prints what it did and, last, `NAME lost=0 doubled=0 …`."""

import argparse
import sys
from collections.abc import Callable

from tests.faults import imports, mail, outcomes
from tests.faults.tally import Tally

FAULTS: dict[str, Callable[[int], Tally]] = {
    "imports": imports.suffer,
    "mail": mail.suffer,
    "outcomes": outcomes.suffer,
}
FEW: dict[str, int] = {"imports": imports.FEW, "mail": mail.FEW, "outcomes": outcomes.FEW}
MANY: dict[str, int] = {"imports": imports.MANY, "mail": mail.MANY, "outcomes": outcomes.MANY}


def main() -> int:
    """Return 0 when nothing was lost, doubled or misjudged."""
    parser = argparse.ArgumentParser(prog="dev.py faults")
    parser.add_argument("name", nargs="?", choices=FAULTS)
    parser.add_argument("--long", action="store_true", help="as often as the promises say")
    options = parser.parse_args()
    often = MANY if options.long else FEW
    names = [options.name] if options.name else list(FAULTS)
    tallies = [FAULTS[name](often[name]) for name in names]
    for tally in tallies:
        print(tally.line())
    return 0 if all(tally.is_clean for tally in tallies) else 1


if __name__ == "__main__":
    sys.exit(main())
