"""qualdesk skip, snooze, first: what a caller says of a single lead; the order itself stays."""

import argparse

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.moments import moment_words
from qualdesk.domain.when import understood, unread
from qualdesk.errors import InputError
from qualdesk.store.session import Press


def put_skip(skip: argparse.ArgumentParser) -> None:
    """Put the arguments of `skip`."""
    _put_lead(skip)
    skip.add_argument("--reason", required=True, metavar="TEXT")
    skip.set_defaults(run=_skip)


def put_snooze(snooze: argparse.ArgumentParser) -> None:
    """Put the arguments of `snooze`."""
    _put_lead(snooze)
    snooze.add_argument("--when", required=True, metavar="TEXT", help="in an hour, tomorrow 10")
    snooze.set_defaults(run=_snooze)


def put_first(first: argparse.ArgumentParser) -> None:
    """Put the arguments of `first`."""
    _put_lead(first)
    everybody = "for everybody whose seat it is in; a team lead may"
    first.add_argument("--for-everybody", action="store_true", help=everybody)
    first.set_defaults(run=_first)


def _put_lead(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("lead", type=int, metavar="LEAD")
    verb.add_argument("--caller", required=True, metavar="NAME")
    put_at(verb)
    put_shared(verb)


def _skip(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.order import skip_lead  # noqa: PLC0415
    from qualdesk.commands.requests.order import SkipLead  # noqa: PLC0415

    caller_id = person_id(door, options.caller)
    request = SkipLead(options.lead, caller_id, options.reason)
    event = door.carry_out(skip_lead, request, Press.new(caller_id))
    goes = f"goes to {event.given_to}" if event.given_to else "is not offered to you again today"
    door.answer(event, [f"Skipped: {event.prospect_name} {goes}."])
    return DONE


def _snooze(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.order import snooze_lead  # noqa: PLC0415
    from qualdesk.commands.requests.order import SnoozeLead  # noqa: PLC0415
    from qualdesk.queries.reasons import lead_facts  # noqa: PLC0415

    caller_id = person_id(door, options.caller)
    with door.database.read() as session:
        facts = lead_facts(session, [options.lead], door.now).get(options.lead)
    if facts is None:
        raise InputError("There is no such lead. Look it up in the queue.")
    until = understood(options.when, door.now, facts.clock.zone)
    if until is None:
        raise InputError(unread(options.when))
    request = SnoozeLead(options.lead, caller_id, until)
    event = door.carry_out(snooze_lead, request, Press.new(caller_id))
    words = moment_words(event.until, door.now, event.zone)
    door.answer(event, [f"Snoozed: {event.prospect_name} waits until {words} their time."])
    return DONE


def _first(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.order import call_first  # noqa: PLC0415
    from qualdesk.commands.requests.order import CallFirst  # noqa: PLC0415

    caller_id = person_id(door, options.caller)
    request = CallFirst((options.lead,), caller_id, options.for_everybody)
    event = door.carry_out(call_first, request, Press.new(caller_id))
    whose = f"for {event.caller_name}" if event.caller_name else "for everybody"
    door.answer(event, [f"{event.prospect_name} comes first {whose}."])
    return DONE
