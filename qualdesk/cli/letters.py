"""qualdesk letters: those to print are listed, and written into a file that a printer takes."""

import argparse
from pathlib import Path

from qualdesk.cli.door import Door, counted, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.errors import InputError


def put_letters(letters: argparse.ArgumentParser) -> None:
    """Put the arguments of `letters`."""
    actions = letters.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list")
    listed.set_defaults(run=_list)
    printed = actions.add_parser("print", help="write them into a file, one to a page")
    printed.add_argument("--output", required=True, type=Path, metavar="FILE", help=".html or .csv")
    printed.set_defaults(run=_print)
    for verb in (listed, printed):
        put_at(verb)
        put_shared(verb)


def _list(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.queries.letters import letters_to_print  # noqa: PLC0415

    with door.database.read() as session:
        rows = letters_to_print(session, now=door.now)
    lines = [
        f"{row.name}, {row.company}: {row.subject}"
        + (f" (enclose {row.enclose})" if row.enclose else "")
        for row in rows
    ]
    door.answer(rows, lines or ["No letter waits to be printed."])
    return DONE


def _print(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.jobs.printing import print_letters  # noqa: PLC0415

    try:
        count = print_letters(door.database, options.output, door.now)
    except OSError as problem:
        raise InputError(f"{options.output} cannot be written: {problem.strerror}.") from problem
    said = f"{counted(count, 'letter')} written to {options.output}; each counts as printed now."
    nothing = "No letter waits to be printed."
    door.answer({"letters": count, "file": str(options.output)}, [said if count else nothing])
    return DONE
