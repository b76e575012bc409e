"""qualdesk import: a lead list into a campaign, or a list of whom not to contact."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from qualdesk.cli.door import Door, put_at, put_shared
from qualdesk.cli.exit_codes import DONE, WITH_PROBLEMS
from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.domain.outcome import Medium
from qualdesk.errors import InputError
from qualdesk.exchange.cell_moments import DateOrder
from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.list_tables import Opening
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.import_suppressions import (
    SuppressionOrder,
    SuppressionReport,
    import_suppressions,
)
from qualdesk.jobs.problem_list import write_problems

_SHOWN = 20


def put_import(verb: argparse.ArgumentParser) -> None:
    """Put the arguments of `import`."""
    what = verb.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", type=Path, nargs="?", help="a lead list")
    what.add_argument("--withdraw", metavar="LIST", type=int, help="take a list away again")
    what.add_argument("--suppressions", metavar="FILE", type=Path, help="whom not to contact")
    verb.add_argument("--campaign", default="", metavar="NAME", help="made if it is new")
    verb.add_argument("--region", default="", metavar="XX", help="where numbers without + belong")
    verb.add_argument("--responded", default="", metavar="COLUMN|DATE|never")
    verb.add_argument("--map", action="append", default=[], metavar="COLUMN=field")
    joining = "columns joined into one"
    verb.add_argument("--join", action="append", default=[], metavar="A+B=phone", help=joining)
    verb.add_argument("--sheet", default="", metavar="NAME", help="which sheet of a workbook")
    verb.add_argument("--problems", type=Path, metavar="FILE", help="write problem rows there")
    verb.add_argument("--encoding", default="", help="instead of the one found out")
    verb.add_argument("--delimiter", default="", help="instead of the one found out")
    orders = [order.value for order in DateOrder]
    verb.add_argument("--dates", choices=orders, help="where dates fit both orders")
    _put_terms(verb)
    alone = "in large transactions: faster, and nobody else writes meanwhile"
    verb.add_argument("--exclusive", action="store_true", help=alone)
    verb.add_argument("--dry-run", action="store_true", help="only say what would happen")
    put_at(verb)
    put_shared(verb)
    verb.set_defaults(run=_import)


def _put_terms(verb: argparse.ArgumentParser) -> None:
    terms = verb.add_argument_group("with --suppressions")
    media = [medium.value for medium in Medium]
    terms.add_argument("--medium", choices=media, help="else what each value is for")
    terms.add_argument("--source", default="", metavar="TEXT", help="who says so")
    terms.add_argument("--expires", type=date.fromisoformat, metavar="DATE", help="its last day")
    terms.add_argument("--register", default="", metavar="XX", help="the country's register it is")
    terms.add_argument("--checked", type=date.fromisoformat, metavar="DATE", help="as of that day")


def _import(door: Door, options: argparse.Namespace) -> int:
    if options.suppressions is not None:
        return _import_suppressions(door, options)
    if options.withdraw is not None:
        return _withdraw(door, options.withdraw)
    if not options.campaign:
        raise InputError("The list needs a campaign. Give its name with --campaign.")
    order = ImportOrder(
        path=options.file,
        campaign=options.campaign,
        region=options.region,
        mapping=dict(_pair(one) for one in options.map),
        joins=dict(_pair(one) for one in options.join),
        sheet=options.sheet,
        may_match_again=True,
        responded=options.responded,
        encoding=options.encoding,
        delimiter=options.delimiter,
        dates=DateOrder(options.dates) if options.dates else None,
        is_dry_run=options.dry_run,
        is_exclusive=options.exclusive,
    )
    _check_target(options)
    report = import_list(door.database, order, now=door.now)
    if options.problems is not None:
        opening = Opening(order.encoding, order.delimiter, order.sheet)
        write_problems(options.problems, options.file, opening, report.problems)
    door.answer(report, _lines(report, is_dry_run=options.dry_run))
    return WITH_PROBLEMS if report.problems else DONE


def _withdraw(door: Door, list_id: int) -> int:
    from qualdesk.commands.withdrawals import withdraw_import  # noqa: PLC0415

    event = door.carry_out(withdraw_import, WithdrawImport(list_id))
    said = (
        f"{event.file_name} is withdrawn: {event.row_count} rows, {event.prospect_count} prospects."
    )
    door.answer(event, [said])
    return DONE


def _import_suppressions(door: Door, options: argparse.Namespace) -> int:
    order = SuppressionOrder(
        path=options.suppressions,
        region=options.region,
        medium=Medium(options.medium) if options.medium else None,
        source=options.source,
        expires_on=options.expires,
        register=options.register,
        checked_on=options.checked,
        mapping=dict(_pair(one) for one in options.map),
        encoding=options.encoding,
        delimiter=options.delimiter,
        is_dry_run=options.dry_run,
    )
    report = import_suppressions(door.database, order, now=door.now)
    door.answer(report, _suppression_lines(report, is_dry_run=options.dry_run))
    return WITH_PROBLEMS if report.problems else DONE


def _suppression_lines(report: SuppressionReport, *, is_dry_run: bool) -> list[str]:
    heading = f"{report.rows} rows" + (", nothing was written:" if is_dry_run else ":")
    became = f"{report.barred} barred, {report.already_barred} barred before"
    lines = [heading, f"  {became}, {report.not_taken} not taken"]
    if not is_dry_run:
        leads = f"{report.leads_closed} leads closed, {report.leads_to_find_out} to find out"
        lines.append(f"  {leads}; {report.mails_cancelled} mails cancelled")
    if report.lifted:
        lines.append(f"  {report.lifted} no longer on the register")
    return [*lines, *_problem_lines(report.problems)]


def _problem_lines(problems: Sequence[Problem]) -> list[str]:
    lines = [_problem_line(one) for one in problems[:_SHOWN]]
    more = len(problems) - _SHOWN
    return [*lines, f"… and {more} more; --json lists all."] if more > 0 else lines


def _pair(text: str) -> tuple[str, str]:
    column, equals, target = text.rpartition("=")
    if not equals:
        raise InputError(f'“{text}” maps nothing. Write --map "COLUMN=field".')
    return column.strip(), target.strip()


def _check_target(options: argparse.Namespace) -> None:
    """Refuse a place for the problem rows before anything is imported, not after."""
    if options.problems is not None and not options.problems.absolute().parent.is_dir():
        raise InputError(f"There is no folder for {options.problems}. Make it first.")
    if options.problems is not None and options.problems.resolve() == options.file.resolve():
        raise InputError("The problem rows would replace the list. Give them a file of their own.")


def _lines(report: ImportReport, *, is_dry_run: bool) -> list[str]:
    if report.read_before_on is not None:
        day = f"{report.read_before_on.day} {report.read_before_on:%b %Y}"
        return [f"This file was read in on {day} in the same way: nothing was changed."]
    heading = f"{report.rows} rows" + (", nothing was written:" if is_dry_run else ":")
    joined = f"{report.prospects_added} prospects added, {report.prospects_joined} joined"
    opened = f"{report.not_taken} not taken; {report.leads_opened} leads opened"
    can_call = f"{report.callable} can be called, {report.to_find_out} to find out"
    cannot = f"{report.closed} closed, {report.suppressed} suppressed"
    cannot += f", {report.mail_suppressed} not to be mailed, {report.left_out} left out"
    numbers = f"{report.phones_valid} valid, {report.phones_missing} missing"
    faulty = f"{report.phones_invalid} invalid; {report.duplicates_flagged} possible duplicates"
    return [
        heading,
        f"  {joined}, {opened}",
        f"  {can_call}, {cannot}",
        f"  numbers: {numbers}, {faulty}",
        *(["  matched as the last list of this shape"] if report.matching_used_again else []),
        *([f"  withdraw it with: import --withdraw {report.list_id}"] if report.list_id else []),
        *_problem_lines(report.problems),
    ]


def _problem_line(problem: Problem) -> str:
    where = f"line {problem.line}" + (f", {problem.column}" if problem.column else "")
    return f"{where}: {problem.message} {problem.value}".rstrip()
