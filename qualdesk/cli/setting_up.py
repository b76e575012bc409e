"""qualdesk territory, check: what the desk stands on."""

import argparse
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import text

from qualdesk.cli.door import Door, chosen, counted, person_id, put_at, put_shared, typed_day
from qualdesk.cli.exit_codes import DONE
from qualdesk.errors import DatabaseError

if TYPE_CHECKING:
    from qualdesk.commands.requests.territories import ReassignTerritory
    from qualdesk.queries.territories import TerritoryRow


def put_territory(territory: argparse.ArgumentParser) -> None:
    """Put the arguments of `territory`."""
    actions = territory.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list")
    listed.set_defaults(run=_list_territories)
    added = actions.add_parser("add")
    added.add_argument("name", metavar="NAME")
    added.add_argument("--rep", default="", metavar="NAME")
    added.add_argument("--covering", default="", metavar="NAME", help="while it has no rep")
    added.add_argument("--rule", action="append", default=[], metavar='"DE 80"')
    added.set_defaults(run=_add_territory)
    moved = actions.add_parser("reassign")
    moved.add_argument("name", metavar="NAME")
    moved.add_argument("--to", required=True, metavar="REP")
    moved.add_argument("--covering", action="store_true", help="only until it has a rep")
    moved.add_argument("--from", dest="since", default="", metavar="DATE", help="none: from now on")
    moved.add_argument("--note", default="", metavar="TEXT", help="kept in its history")
    moved.add_argument("--by", default="", metavar="NAME", help="the team lead who says so")
    moved.add_argument("--dry-run", action="store_true", help="only say what would move")
    moved.set_defaults(run=_reassign)
    back = actions.add_parser("take-back", help="undo a reassignment, for a day")
    back.add_argument("deed", metavar="ID", help="as reassign has said it")
    back.add_argument("--by", required=True, metavar="NAME")
    back.set_defaults(run=_take_back)
    for verb in (listed, added, moved, back):
        put_at(verb)
        put_shared(verb)


def put_check(check: argparse.ArgumentParser) -> None:
    """Put the arguments of `check`."""
    put_shared(check)
    check.set_defaults(run=_check)


def _list_territories(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.queries.territories import territories  # noqa: PLC0415

    with door.database.read() as session:
        rows = territories(session, now=door.now)
    lines = [
        f"{row.name}  {_who_has(row)}: {row.unworked} unworked, {row.waiting} waiting,"
        f" {row.hot} hot"
        for row in rows
    ]
    door.answer(rows, lines)
    return DONE


def _who_has(row: "TerritoryRow") -> str:
    return row.rep or (f"open, {row.covering_rep} covers" if row.covering_rep else "open")


def _add_territory(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.territories import AddTerritory  # noqa: PLC0415
    from qualdesk.commands.territories import add_territory  # noqa: PLC0415

    request = AddTerritory(options.name, options.rep, options.covering, tuple(options.rule))
    event = door.carry_out(add_territory, request)
    door.answer(event, [f"Territory {event.name} stands."])
    return DONE


def _reassign(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.reassigning import reassign_territory  # noqa: PLC0415
    from qualdesk.commands.requests.territories import ReassignTerritory  # noqa: PLC0415
    from qualdesk.queries.territories import territories  # noqa: PLC0415

    rep_id = person_id(door, options.to)
    with door.database.read() as session:
        known = {row.name: row.territory_id for row in territories(session, now=door.now)}
    name = chosen(options.name, list(known), "territory", "qualdesk territory add NAME")
    request = ReassignTerritory(
        known[name],
        rep_id,
        is_covering=options.covering,
        note=options.note,
        by_id=person_id(door, options.by) if options.by else None,
        from_on=typed_day(door, options.since, rep_id) if options.since else None,
    )
    if options.dry_run:
        return _say_what_moves(door, request, f"{name} to {options.to}")
    event = door.carry_out(reassign_territory, request)
    does = "covers" if event.is_covering else "has"
    since = f"from {event.from_on:%Y-%m-%d} on" if event.from_on else "now"
    moved = f"{counted(event.hand_offs_moved, 'hand-off')} moved"
    undo = f"To take it back within a day: qualdesk territory take-back {event.deed} --by NAME"
    door.answer(event, [f"{event.rep_name} {does} {event.name} {since}; {moved}.", undo])
    return DONE


def _say_what_moves(door: Door, request: "ReassignTerritory", what: str) -> int:
    from qualdesk.queries.reassigning import reassign_preview  # noqa: PLC0415

    first = request.from_on
    since = datetime.combine(first, time(), UTC) if first else None
    with door.database.read() as session:
        preview = reassign_preview(session, territory_id=request.territory_id, since=since)
    said = (
        f"{what}: {preview.unworked} unworked, {preview.waiting} waiting,"
        f" {preview.hot} hot would move; {preview.accepted} accepted stay."
    )
    door.answer(preview, [said])
    return DONE


def _take_back(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.reassigning_undo import take_back_reassignment  # noqa: PLC0415
    from qualdesk.commands.requests.territories import TakeBackReassignment  # noqa: PLC0415

    request = TakeBackReassignment(options.deed, person_id(door, options.by))
    event = door.carry_out(take_back_reassignment, request)
    whose = f"{event.rep_name} has it" if event.rep_name else "nobody has it"
    stayed = f" {', '.join(event.stayed)} stay with who was told." if event.stayed else ""
    door.answer(event, [f"{event.name} is as it was: {whose}.{stayed}"])
    return DONE


def _check(door: Door, _options: argparse.Namespace) -> int:
    if door.database.dialect == "sqlite":
        with door.database.read() as session:
            found = list(session.scalars(text("PRAGMA integrity_check")))
            strays = session.execute(text("PRAGMA foreign_key_check")).all()
        if found != ["ok"] or strays:
            raise DatabaseError("The database is damaged. Restore the newest backup.")
    door.answer({"is_sound": True}, ["The database is sound."])
    return DONE
