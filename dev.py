#!/usr/bin/env python3
"""The developer's one door: sets QualDesk up in this checkout, then runs, tests or checks it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from checkout import locks
from checkout.environment import python, set_up
from checkout.machine import IMPORT_LIBRARIES, WINDOW_LIBRARIES, bring_libraries, has_display
from checkout.processes import say, stop

OLDEST_PYTHON = (3, 11)
PASS_ON = {"run", "test", "shots"}
"""Commands whose further arguments go to what they start."""

CHECKS = (
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["pyright"],
    ["vulture"],
    ["pytest", "tests/test_architecture.py", "tests/migrations"],
)


def main(arguments: list[str]) -> int:
    """Carry out one command and return its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        stop("QualDesk needs Python 3.11 or newer; please start dev.py with such a Python.")
    options, rest = parser().parse_known_args(arguments)
    if rest and options.command not in PASS_ON:
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    code: int = options.carry_out(options, rest)
    return code


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    outer = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = outer.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="open the window, on sample data or on --database FILE")
    run.add_argument("--database", metavar="FILE")
    run.set_defaults(carry_out=open_window)
    test = commands.add_parser("test", help="run the tests; further arguments go to pytest")
    test.add_argument("--long", action="store_true", help="search longer for counter-examples")
    test.set_defaults(carry_out=run_tests)
    check = commands.add_parser("check", help="lint, types, layers, dead code and migrations")
    check.set_defaults(carry_out=run_checks)
    bench = commands.add_parser("bench", help="measure, and say whether it is fast enough")
    bench.add_argument("names", nargs="*", metavar="NAME")
    bench.add_argument("--large", action="store_true")
    bench.set_defaults(carry_out=run_benchmarks)
    faults = commands.add_parser(
        "faults", help="kill programs and break lines, and count what is lost"
    )
    faults.add_argument("name", nargs="?")
    faults.add_argument("--long", action="store_true", help="as often as the promises say")
    faults.set_defaults(carry_out=suffer_faults)
    shots = commands.add_parser("shots", help="save a picture of every screen")
    shots.add_argument("folder", type=Path)
    shots.set_defaults(carry_out=take_shots)
    lock = commands.add_parser("lock", help="renew requirements/*.txt from pyproject.toml")
    lock.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    lock.set_defaults(carry_out=renew_locks)
    return outer


def open_window(options: argparse.Namespace, rest: list[str]) -> int:
    """Open QualDesk's window."""
    if not has_display():
        stop("There is no display here: start dev.py run from a desktop session.")
    prepare("run", WINDOW_LIBRARIES)
    target = ["--database", options.database] if options.database else ["demo"]
    return python("qualdesk", *target, *rest, cwd=Path.cwd())


def run_tests(options: argparse.Namespace, rest: list[str]) -> int:
    """Run pytest without a screen."""
    prepare("test")
    if options.long:
        os.environ["QUALDESK_LONG"] = "1"
    return python("pytest", *rest)


def run_checks(_options: argparse.Namespace, _rest: list[str]) -> int:
    """Run every static check, all of them even if one fails."""
    prepare("test")
    failed = []
    for check in CHECKS:
        say(f"— {' '.join(check)}")
        if python(*check):
            failed.append(check[0])
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def run_benchmarks(options: argparse.Namespace, _rest: list[str]) -> int:
    """Run some benchmarks, or all; what several need is built once."""
    prepare("test")
    return python("tests.benchmarks", *options.names, *(["--large"] if options.large else []))


def suffer_faults(options: argparse.Namespace, _rest: list[str]) -> int:
    """Run the fault harness, whole or one fault."""
    prepare("test")
    chosen = [options.name] if options.name else []
    return python("tests.faults", *chosen, *(["--long"] if options.long else []))


def take_shots(options: argparse.Namespace, rest: list[str]) -> int:
    """Save a picture of every screen, or of SCENE..., --size 1280x800 and --scheme dark."""
    prepare("test")
    return python("qualdesk_ui.shots", str(options.folder.resolve()), *rest)


def renew_locks(options: argparse.Namespace, _rest: list[str]) -> int:
    """Write the lock files."""
    bring_libraries({})
    locks.renew(to_newest=options.upgrade)
    return 0


def prepare(lock: str, more_libraries: dict[str, str] | None = None) -> None:
    """Bring the system libraries and the locked packages."""
    bring_libraries(IMPORT_LIBRARIES | (more_libraries or {}))
    set_up(lock)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
