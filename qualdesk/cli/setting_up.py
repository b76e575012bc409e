"""qualdesk territory, check: what the desk stands on."""

import argparse
from typing import TYPE_CHECKING

from sqlalchemy import text

from qualdesk.cli.door import Door, chosen, person_id, put_at, put_shared
from qualdesk.errors import DatabaseError

if TYPE_CHECKING:
    from qualdesk.queries.territories import TerritoryRow

_DONE = 0


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
    moved.add_argument("--dry-run", action="store_true", help="only say what would move")
    moved.set_defaults(run=_reassign)
    for verb in (listed, added, moved):
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
    return _DONE


def _who_has(row: "TerritoryRow") -> str:
    return row.rep or (f"open, {row.covering_rep} covers" if row.covering_rep else "open")


def _add_territory(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.territories import AddTerritory  # noqa: PLC0415
    from qualdesk.commands.territories import add_territory  # noqa: PLC0415

    request = AddTerritory(options.name, options.rep, options.covering, tuple(options.rule))
    event = door.carry_out(add_territory, request)
    door.answer(event, [f"Territory {event.name} stands."])
    return _DONE


def _reassign(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.territories import ReassignTerritory  # noqa: PLC0415
    from qualdesk.commands.territories import reassign_territory  # noqa: PLC0415
    from qualdesk.queries.territories import reassign_preview, territories  # noqa: PLC0415

    rep_id = person_id(door, options.to)
    with door.database.read() as session:
        known = {row.name: row.territory_id for row in territories(session, now=door.now)}
        name = chosen(options.name, list(known), "territory", "qualdesk territory add NAME")
        preview = reassign_preview(session, territory_id=known[name])
    if options.dry_run:
        said = (
            f"{name} to {options.to}: {preview.unworked} unworked, {preview.waiting} waiting,"
            f" {preview.hot} hot would move; {preview.accepted} accepted stay."
        )
        door.answer(preview, [said])
        return _DONE
    request = ReassignTerritory(known[name], rep_id, is_covering=options.covering)
    event = door.carry_out(reassign_territory, request)
    does = "covers" if event.is_covering else "has"
    moved = f"{event.hand_offs_moved} hand-offs moved"
    door.answer(event, [f"{event.rep_name} {does} {event.name} now; {moved}."])
    return _DONE


def _check(door: Door, _options: argparse.Namespace) -> int:
    if door.database.dialect == "sqlite":
        with door.database.read() as session:
            found = list(session.scalars(text("PRAGMA integrity_check")))
            strays = session.execute(text("PRAGMA foreign_key_check")).all()
        if found != ["ok"] or strays:
            raise DatabaseError("The database is damaged. Restore the newest backup.")
    door.answer({"is_sound": True}, ["The database is sound."])
    return _DONE
