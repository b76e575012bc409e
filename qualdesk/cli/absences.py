"""qualdesk people away, back, deactivate: who is not there, and who takes over what was theirs."""

import argparse
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.domain.moments import day_words, moment_words
from qualdesk.domain.when import understood, unread
from qualdesk.errors import InputError

if TYPE_CHECKING:
    from qualdesk.commands.moving_promises import MovedPromise

_DONE = 0


def put_absences(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Put the verbs of absence beside the others of `people`."""
    away = actions.add_parser("away", help="have somebody’s promises kept while they are away")
    away.add_argument("name", metavar="NAME")
    away.add_argument("--until", required=True, metavar="DATE", help="the last day of it")
    away.add_argument("--deputy", default="", metavar="NAME", help="none: the first morning after")
    away.set_defaults(run=_away)
    back = actions.add_parser("back", help="end an absence")
    back.add_argument("name", metavar="NAME")
    back.set_defaults(run=_back)
    leaving = actions.add_parser("deactivate", help="let somebody leave, and move what was theirs")
    leaving.add_argument("name", metavar="NAME")
    leaving.add_argument("--to", default="", metavar="NAME", help="who takes it all over")
    leaving.set_defaults(run=_deactivate)
    for verb in (away, leaving):
        verb.add_argument("--dry-run", action="store_true", help="list what would move")
    for verb in (away, back, leaving):
        put_at(verb)
        put_shared(verb)


def _away(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.absences import go_away, promises_to_move  # noqa: PLC0415
    from qualdesk.commands.requests.people import GoAway  # noqa: PLC0415

    who = person_id(door, options.name)
    deputy_id = person_id(door, options.deputy) if options.deputy else None
    until_on = _day(door, options.until, who)
    request = GoAway(who, until_on, deputy_id)
    with door.database.read() as session:
        moves = promises_to_move(session, request, door.now)
    lines = [f"  {_move(one, door, options.deputy)}" for one in moves]
    until = day_words(until_on, door.now.date())
    if options.dry_run:
        head = f"{options.name} would be away until {until}; {_count(len(moves))} would move."
        door.answer(moves, [head, *lines])
        return _DONE
    event = door.carry_out(go_away, request)
    door.answer(event, [f"{event.name} is away until {until}.", *lines])
    return _DONE


def _back(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.absences import come_back  # noqa: PLC0415
    from qualdesk.commands.requests.people import ComeBack  # noqa: PLC0415

    event = door.carry_out(come_back, ComeBack(person_id(door, options.name)))
    again = _count(len(event.lead_ids))
    verb = "is" if len(event.lead_ids) == 1 else "are"
    door.answer(event, [f"{event.name} is back; {again} {verb} theirs as agreed."])
    return _DONE


def _deactivate(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.leaving import check_leaving, deactivate_person  # noqa: PLC0415
    from qualdesk.commands.requests.people import DeactivatePerson  # noqa: PLC0415

    to_id = person_id(door, options.to) if options.to else None
    request = DeactivatePerson(person_id(door, options.name), to_id)
    with door.database.read() as session:
        theirs = check_leaving(session, request, door.now)
    lines = [
        f"  {one.kind.value.replace('_', ' ')}: {one.name}"
        + (f", {moment_words(one.at, door.now, one.zone)} UTC" if one.at else "")
        for one in theirs
    ]
    if options.dry_run:
        door.answer(theirs, [f"{options.name} would leave; this would move:", *lines])
        return _DONE
    event = door.carry_out(deactivate_person, request)
    heir = f" All of this is {options.to}’s now:" if theirs else ""
    door.answer(event, [f"{event.name} no longer works here.{heir}", *lines])
    return _DONE


def _day(door: Door, text: str, person: int) -> date:
    from qualdesk.queries.people import people  # noqa: PLC0415

    with door.database.read() as session:
        zone = next(one.zone for one in people(session) if one.id == person)
    found = understood(text, door.now, zone)
    if found is None:
        raise InputError(unread(text))
    return found.astimezone(ZoneInfo(zone)).date()


def _move(one: "MovedPromise", door: Door, deputy: str) -> str:
    when = moment_words(one.was_due_at, door.now, one.zone)
    goes = f"moves to {moment_words(one.due_at, door.now, one.zone)}"
    if deputy:
        goes = f"goes to {deputy}" if one.owner_id else "goes to anyone free"
    return f"{one.name}, {one.company}, {when} their time: {goes}"


def _count(promises: int) -> str:
    return "1 promise" if promises == 1 else f"{promises} promises"
