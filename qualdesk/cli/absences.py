"""qualdesk people away, back, deactivate: who is not there, and who takes over what was theirs."""

import argparse
from typing import TYPE_CHECKING

from qualdesk.cli.door import Door, person_id, put_at, put_shared, typed_day
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.moments import day_words, moment_words

if TYPE_CHECKING:
    from qualdesk.commands.moving_promises import MovedPromise
    from qualdesk.domain.belonging import Belonging


def put_absences(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Put the verbs of absence beside the others of `people`."""
    away = actions.add_parser("away", help="have somebody’s promises kept while they are away")
    away.add_argument("name", metavar="NAME")
    away.add_argument("--from", dest="since", default="", metavar="DATE", help="none: from now on")
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
    away.add_argument("--by", default="", metavar="NAME", help="the team lead, if it is another’s")
    back.add_argument("--by", default="", metavar="NAME", help="the team lead, if it is another’s")
    leaving.add_argument("--by", required=True, metavar="NAME", help="the team lead who says so")
    again = actions.add_parser("reactivate", help="take back that somebody left")
    again.add_argument("deed", metavar="UUID", help="the press that deactivate named")
    again.add_argument("--by", required=True, metavar="NAME", help="the team lead who says so")
    again.set_defaults(run=_reactivate)
    for verb in (away, leaving):
        verb.add_argument("--dry-run", action="store_true", help="list what would move")
    for verb in (away, back, leaving, again):
        put_at(verb)
        put_shared(verb)


def _away(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.absence_plans import absence_plan  # noqa: PLC0415
    from qualdesk.commands.absences import go_away  # noqa: PLC0415
    from qualdesk.commands.requests.people import GoAway  # noqa: PLC0415

    who = person_id(door, options.name)
    deputy_id = person_id(door, options.deputy) if options.deputy else None
    until_on = typed_day(door, options.until, who)
    from_on = typed_day(door, options.since, who) if options.since else None
    by_id = person_id(door, options.by) if options.by else who
    request = GoAway(who, until_on, deputy_id, by_id, from_on=from_on)
    with door.database.read() as session:
        plan = absence_plan(session, request, door.now)
    lines = [f"  {_move(one, door, options.deputy)}" for one in plan.promises]
    lines += [f"  {_meeting(one, door, options.deputy)}" for one in plan.meetings]
    today = door.now.date()
    since = f"from {day_words(from_on, today)} " if from_on else ""
    when = f"{since}until {day_words(until_on, today)}"
    if options.dry_run:
        moving = _count(len(plan.promises), len(plan.meetings))
        head = f"{options.name} would be away {when}; {moving} would move."
        door.answer(plan, [head, *lines])
        return DONE
    event = door.carry_out(go_away, request)
    door.answer(event, [f"{event.name} is away {when}.", *lines])
    return DONE


def _back(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.absences import come_back  # noqa: PLC0415
    from qualdesk.commands.requests.people import ComeBack  # noqa: PLC0415

    by_id = person_id(door, options.by) if options.by else None
    event = door.carry_out(come_back, ComeBack(person_id(door, options.name), by_id))
    again = _count(len(event.lead_ids))
    state = "is back" if event.had_begun else "stays"
    verb = "is" if len(event.lead_ids) == 1 else "are"
    door.answer(event, [f"{event.name} {state}; {again} {verb} theirs as agreed."])
    return DONE


def _deactivate(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.leaving import check_leaving, deactivate_person  # noqa: PLC0415
    from qualdesk.commands.requests.people import DeactivatePerson  # noqa: PLC0415

    to_id = person_id(door, options.to) if options.to else None
    by_id = person_id(door, options.by)
    request = DeactivatePerson(person_id(door, options.name), by_id, to_id)
    with door.database.read() as session:
        theirs = check_leaving(session, request, door.now)
    lines = [
        f"  {one.kind.value.replace('_', ' ')}: {one.name}"
        + (f", {moment_words(one.at, door.now, one.zone)} UTC" if one.at else "")
        for one in theirs
    ]
    if options.dry_run:
        door.answer(theirs, [f"{options.name} would leave; this would move:", *lines])
        return DONE
    event = door.carry_out(deactivate_person, request)
    heir = f" All of this is {options.to}’s now:" if theirs else ""
    undo = f"To take it back: qualdesk people reactivate {event.deed} --by {options.by!r}"
    door.answer(event, [f"{event.name} no longer works here.{heir}", *lines, undo])
    return DONE


def _reactivate(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.leaving_undo import take_back_leaving  # noqa: PLC0415
    from qualdesk.commands.requests.people import TakeBackLeaving  # noqa: PLC0415

    request = TakeBackLeaving(options.deed, person_id(door, options.by))
    event = door.carry_out(take_back_leaving, request)
    said = f" {', '.join(event.stayed)} stay where they are." if event.stayed else ""
    door.answer(event, [f"{event.name} works here again.{said}"])
    return DONE


def _move(one: "MovedPromise", door: Door, deputy: str) -> str:
    when = moment_words(one.was_due_at, door.now, one.zone)
    goes = f"moves to {moment_words(one.due_at, door.now, one.zone)}"
    if deputy:
        goes = f"goes to {deputy}" if one.owner_id else "goes to anyone free"
    return f"{one.name}, {one.company}, {when} their time: {goes}"


def _meeting(one: "Belonging", door: Door, deputy: str) -> str:
    when = moment_words(one.at or door.now, door.now, one.zone)
    return f"{one.name}, meeting on {when} {one.zone}: goes to {deputy}"


def _count(promises: int, meetings: int = 0) -> str:
    said = "1 promise" if promises == 1 else f"{promises} promises"
    if not meetings:
        return said
    return f"{said} and {'1 meeting' if meetings == 1 else f'{meetings} meetings'}"
