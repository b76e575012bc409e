"""The command line: the same commands and queries as the window's (DESIGN §13)."""

import argparse
import os
import sys
from collections.abc import Sequence

from qualdesk.cli import accounts, calling, exports, importing, setting_up
from qualdesk.cli.door import Door, open_door
from qualdesk.errors import QualDeskError

__all__ = ["main"]

_DONE, _REFUSED = 0, 1
_VERBS = (importing, calling, exports, setting_up, accounts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code: done 0, refused 1, usage 2, problems 3."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as usage:
        return int(usage.code or 0)
    try:
        return _carried_out(options)
    except QualDeskError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return _REFUSED
    except BrokenPipeError:  # the reader, for example `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _DONE
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was finished is kept.\n")
        return _REFUSED


def _carried_out(options: argparse.Namespace) -> int:
    if options.verb in {None, "demo"}:
        return _open_window(options)
    door: Door = open_door(options)
    try:
        return int(options.run(door, options))
    finally:
        door.database.close()


def _open_window(options: argparse.Namespace) -> int:
    from qualdesk_ui import app  # noqa: PLC0415 - the command line needs no Qt

    chosen = ["--database", options.database] if options.database else []
    return app.main(["--sample"] if options.verb == "demo" else chosen)


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--database", metavar="FILE|URL", help="instead of the usual one")
    parser = argparse.ArgumentParser(
        prog="qualdesk", description="The calling desk; without a verb, its window."
    )
    parser.add_argument(
        "--database", metavar="FILE|URL", default="", help="instead of the usual one"
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("demo", help="the window on a filled sample database")
    for module in _VERBS:
        module.add_verbs(verbs, shared)
    return parser
