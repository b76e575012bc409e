"""The command line: the same commands and queries as the window's (DESIGN §13)."""

import argparse
import os
import sys
from collections.abc import Sequence
from pkgutil import resolve_name
from typing import NamedTuple

from qualdesk.cli.exit_codes import DONE, REFUSED
from qualdesk.errors import QualDeskError

__all__ = ["main"]


class _Verb(NamedTuple):
    """A verb, its line in the help, and the function that puts its arguments."""

    name: str
    help: str
    arguments: str


# By name, so that the window opens without the store that every verb needs.
_VERBS = (
    _Verb("import", "read a lead list, or a list of whom not to contact", "importing:put_import"),
    _Verb("suppression", "list, add or lift whom not to contact", "suppressions:put_suppression"),
    _Verb("hours", "when anybody may be called, by law", "rules:put_hours"),
    _Verb("duplicates", "find and mend who stands there twice", "duplicates:put_duplicates"),
    _Verb("queue", "the order, each row with its reason", "calling:put_queue"),
    _Verb("promises", "promised calls overdue, and those sales makes", "promises:put_promises"),
    _Verb("next", "claim the next lead", "calling:put_next"),
    _Verb("record", "write down how a call ended", "calling:put_record"),
    _Verb("close-out", "turn many down kindly at once", "closing:put_close_out"),
    _Verb("skip", "pass over a lead for today", "order:put_skip"),
    _Verb("snooze", "let a lead wait a little", "order:put_snooze"),
    _Verb("first", "put a lead before the order", "order:put_first"),
    _Verb("undo", "take the last outcome back", "calling:put_undo"),
    _Verb(
        "export",
        "write meetings, hand-offs, prospects or touches into a file",
        "exports:put_export",
    ),
    _Verb("publish", "write meetings into reps’ calendars", "exports:put_publish"),
    _Verb("answer", "say what sales says of a hand-off", "results:put_answer"),
    _Verb("import-results", "read what the CRM says of hand-offs", "results:put_import_results"),
    _Verb("worker", "do what is due, send what is held", "working:put_worker"),
    _Verb("mail", "mail accounts, what the Outbox holds, reading what came in", "post:put_mail"),
    _Verb("letters", "list letters to print, write them into a file", "letters:put_letters"),
    _Verb("report", "what came of what was done", "reports:put_report"),
    _Verb("campaign", "list, add or edit campaigns", "campaigns:put_campaign"),
    _Verb("script", "list, show, add or choose scripts", "scripts:put_script"),
    _Verb("definition", "list, show, add or choose lead definitions", "scripts:put_definition"),
    _Verb("territory", "list, add or reassign", "setting_up:put_territory"),
    _Verb("account", "set what holds for a company", "accounts:put_account"),
    _Verb("people", "list or add people, change seats", "people:put_people"),
    _Verb("check", "look whether the database is sound", "setting_up:put_check"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code: done 0, refused 1, usage 2, problems 3."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(words).parse_args(words)
    except SystemExit as usage:
        return int(usage.code or 0)
    try:
        return _carried_out(options)
    except QualDeskError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    except BrokenPipeError:  # the reader, for example `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was finished is kept.\n")
        return REFUSED


def _carried_out(options: argparse.Namespace) -> int:
    if options.verb in {None, "demo"}:
        return _open_window(options)
    from qualdesk.cli.door import open_door  # noqa: PLC0415 - brings SQLAlchemy

    door = open_door(options)
    try:
        return int(options.run(door, options))
    finally:
        door.database.close()


def _open_window(options: argparse.Namespace) -> int:
    from qualdesk_ui import app  # noqa: PLC0415 - the command line needs no Qt

    chosen = ["--database", options.database] if options.database else []
    return app.main(["--sample"] if options.verb == "demo" else chosen)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qualdesk", description="The calling desk; without a verb, its window."
    )
    parser.add_argument(
        "--database", metavar="FILE|URL", default="", help="instead of the usual one"
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("demo", help="the window on a filled sample database")
    for verb in _VERBS:
        added = verbs.add_parser(verb.name, help=verb.help)
        # The word may be a value instead, as in `--database check`: then one parser too many is full.
        if verb.name in words:
            resolve_name(f"{__name__}.{verb.arguments}")(added)
    return parser
