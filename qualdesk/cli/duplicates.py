"""qualdesk duplicates: find who stands there twice; look, merge, part, keep apart."""

import argparse
from typing import TYPE_CHECKING

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE

if TYPE_CHECKING:
    from qualdesk.queries.duplicates import Entry


def put_duplicates(duplicates: argparse.ArgumentParser) -> None:
    """Put the arguments of `duplicates`."""
    actions = duplicates.add_subparsers(dest="action", required=True)
    find = actions.add_parser("find", help="merge the certain ones, note the possible ones")
    find.set_defaults(run=_find)
    listed = actions.add_parser("list", help="pairs that wait for a person")
    listed.set_defaults(run=_list)
    merged = actions.add_parser("merges", help="merges that stand, the newest first")
    merged.set_defaults(run=_merges)
    merge = actions.add_parser("merge", help="make two prospects one")
    merge.add_argument("prospect", metavar="PROSPECT", type=int, nargs=2)
    merge.set_defaults(run=_merge)
    part = actions.add_parser("part", help="take a merge back")
    part.add_argument("merge", metavar="MERGE", type=int)
    part.set_defaults(run=_part)
    apart = actions.add_parser("apart", help="say of a pair that they are two")
    apart.add_argument("pair", metavar="PAIR", type=int)
    apart.set_defaults(run=_apart)
    for verb in (merge, part, apart):
        verb.add_argument("--by", required=True, metavar="NAME")
    for verb in (find, listed, merged, merge, part, apart):
        put_at(verb)
        put_shared(verb)


def _find(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.jobs.find_duplicates import find_duplicates  # noqa: PLC0415

    found = find_duplicates(door.database, door.now)
    said = f"{found.compared} pairs compared: {found.merged} merged, {found.noted} to look at."
    door.answer(found, [said])
    return DONE


def _list(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.queries.duplicates import duplicates  # noqa: PLC0415

    with door.database.read() as session:
        rows = duplicates(session)
    lines = [f"{row.id}  {_line(row.one)}  ~  {_line(row.other)}" for row in rows]
    door.answer(rows, lines or ["Nobody seems to stand there twice."])
    return DONE


def _merges(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.queries.duplicates import merges  # noqa: PLC0415

    with door.database.read() as session:
        rows = merges(session)
    lines = [f"{row.id}  {_line(row.merged)}  into  {_line(row.kept)}" for row in rows]
    door.answer(rows, lines or ["Nobody was merged."])
    return DONE


def _merge(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.merging import merge_prospects  # noqa: PLC0415
    from qualdesk.commands.requests.duplicates import MergeProspects  # noqa: PLC0415

    one, other = options.prospect
    request = MergeProspects(one, other, person_id(door, options.by))
    event = door.carry_out(merge_prospects, request)
    door.answer(event, [f"{event.name} is one now; take it back with part {event.merge_id}."])
    return DONE


def _part(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.merging import part_prospects  # noqa: PLC0415
    from qualdesk.commands.requests.duplicates import PartProspects  # noqa: PLC0415

    request = PartProspects(options.merge, person_id(door, options.by))
    event = door.carry_out(part_prospects, request)
    door.answer(event, ["They are two again."])
    return DONE


def _apart(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.duplicates import keep_apart  # noqa: PLC0415
    from qualdesk.commands.requests.duplicates import KeepApart  # noqa: PLC0415

    event = door.carry_out(keep_apart, KeepApart(options.pair, person_id(door, options.by)))
    door.answer(event, ["They are two, and are not shown as a pair again."])
    return DONE


def _line(entry: "Entry") -> str:
    known = (entry.name, entry.company if entry.company != entry.name else "", entry.address)
    return f"{entry.prospect_id} {', '.join(filter(None, known))}"
