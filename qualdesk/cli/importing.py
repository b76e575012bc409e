"""qualdesk import: a lead list into a campaign."""

import argparse
from pathlib import Path

from qualdesk.cli.door import Door, put_at, put_shared
from qualdesk.errors import InputError
from qualdesk.exchange.lead_rows import Problem
from qualdesk.jobs.import_list import ImportOrder, ImportReport, import_list

_DONE, _WITH_PROBLEMS = 0, 3
_SHOWN = 20


def put_import(verb: argparse.ArgumentParser) -> None:
    """Put the arguments of `import`."""
    verb.add_argument("file", metavar="FILE", type=Path)
    verb.add_argument("--campaign", required=True, metavar="NAME", help="made if it is new")
    verb.add_argument("--region", default="", metavar="XX", help="where numbers without + belong")
    verb.add_argument("--responded", default="", metavar="COLUMN|DATE|never")
    verb.add_argument("--map", action="append", default=[], metavar="COLUMN=field")
    verb.add_argument("--encoding", default="", help="instead of the one found out")
    verb.add_argument("--delimiter", default="", help="instead of the one found out")
    verb.add_argument("--dry-run", action="store_true", help="only say what would happen")
    put_at(verb)
    put_shared(verb)
    verb.set_defaults(run=_import)


def _import(door: Door, options: argparse.Namespace) -> int:
    order = ImportOrder(
        path=options.file,
        campaign=options.campaign,
        region=options.region,
        mapping=dict(_pair(one) for one in options.map),
        responded=options.responded,
        encoding=options.encoding,
        delimiter=options.delimiter.replace("\\t", "\t"),
        is_dry_run=options.dry_run,
    )
    report = import_list(door.database, order, now=door.now)
    door.answer(report, _lines(report, is_dry_run=options.dry_run))
    return _WITH_PROBLEMS if report.problems else _DONE


def _pair(text: str) -> tuple[str, str]:
    column, equals, target = text.rpartition("=")
    if not equals:
        raise InputError(f'“{text}” maps nothing. Write --map "COLUMN=field".')
    return column.strip(), target.strip()


def _lines(report: ImportReport, *, is_dry_run: bool) -> list[str]:
    heading = f"{report.rows} rows" + (", nothing was written:" if is_dry_run else ":")
    joined = f"{report.prospects_added} prospects added, {report.prospects_joined} joined"
    opened = f"{report.not_taken} not taken; {report.leads_opened} leads opened"
    can_call = f"{report.callable} can be called, {report.to_find_out} to find out"
    cannot = f"{report.closed} closed, {report.suppressed} suppressed"
    numbers = f"{report.phones_valid} valid, {report.phones_missing} missing"
    faulty = f"{report.phones_invalid} invalid; {report.duplicates_flagged} possible duplicates"
    lines = [
        heading,
        f"  {joined}, {opened}",
        f"  {can_call}, {cannot}",
        f"  numbers: {numbers}, {faulty}",
        *map(_problem_line, report.problems[:_SHOWN]),
    ]
    more = len(report.problems) - _SHOWN
    return [*lines, f"… and {more} more; --json lists all."] if more > 0 else lines


def _problem_line(problem: Problem) -> str:
    where = f"line {problem.line}" + (f", {problem.column}" if problem.column else "")
    return f"{where}: {problem.message} {problem.value}".rstrip()
