"""qualdesk close-out: turns many down kindly, with a look beforehand, and takes it back as a whole."""

import argparse
from dataclasses import asdict

from qualdesk.cli.door import Door, chosen, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.errors import InputError
from qualdesk.settings import load_settings


def put_close_out(verb: argparse.ArgumentParser) -> None:
    """Put the arguments of `close-out`."""
    verb.add_argument("leads", nargs="*", type=int, metavar="LEAD")
    verb.add_argument("--campaign", default="", metavar="NAME", help="all that wait in it")
    verb.add_argument("--reason", choices=[one.value for one in CloseOutReason])
    verb.add_argument("--by", required=True, metavar="NAME", help="the team lead who does it")
    verb.add_argument("--dry-run", action="store_true", help="only say what it would come to")
    verb.add_argument("--take-back", default="", metavar="DEED", help="take one back instead")
    put_at(verb)
    put_shared(verb)
    verb.set_defaults(run=_close_out)


def _close_out(door: Door, options: argparse.Namespace) -> int:
    who = person_id(door, options.by)
    if options.take_back:
        return _take_back(door, options.take_back, who)
    if not options.reason:
        known = ", ".join(one.value for one in CloseOutReason)
        raise InputError(f"Name the reason with --reason: {known}.")
    leads, reason = _leads(door, options), CloseOutReason(options.reason)
    return (_preview if options.dry_run else _close)(door, leads, reason, who)


def _preview(door: Door, leads: list[int], reason: CloseOutReason, who: int) -> int:
    from qualdesk.queries.farewells import farewell_preview  # noqa: PLC0415

    with door.database.read() as session:
        found = farewell_preview(
            session,
            lead_ids=leads,
            reason=reason,
            person_id=who,
            firm=load_settings().firm.name,
            now=door.now,
        )
    said = (
        f"{found.count} would be closed: {found.by_email} by e-mail, {found.by_letter} on paper,"
        f" {found.by_nobody} not told; {found.left} stay."
    )
    door.answer(asdict(found), [said, "", found.subject, "", found.body])
    return DONE


def _close(door: Door, leads: list[int], reason: CloseOutReason, who: int) -> int:
    from qualdesk.commands.close_out_many import MOST, close_out_many  # noqa: PLC0415
    from qualdesk.commands.requests.close_outs import CloseOutMany  # noqa: PLC0415

    firm = load_settings().firm.name
    parts = [leads[start : start + MOST] for start in range(0, len(leads), MOST)]
    requests = [CloseOutMany(tuple(part), who, reason, firm) for part in parts]
    events = [door.carry_out(close_out_many, one) for one in requests]
    lines = [
        f"{len(one.lead_ids)} closed out: {one.by_email} by e-mail, {one.by_letter} on paper,"
        f" {one.by_nobody} not told; {one.left} stay. Take back with --take-back {one.deed}"
        for one in events
    ]
    door.answer(events, lines)
    return DONE


def _take_back(door: Door, deed: str, who: int) -> int:
    from qualdesk.commands.hand_off_undo import take_back_deed  # noqa: PLC0415
    from qualdesk.commands.requests.hand_offs import TakeBackDeed  # noqa: PLC0415

    event = door.carry_out(take_back_deed, TakeBackDeed(deed, who))
    door.answer(event, ["Taken back: all stand as before."])
    return DONE


def _leads(door: Door, options: argparse.Namespace) -> list[int]:
    """Return the leads that are named, and those of the campaign that wait for a call."""
    if not options.campaign and not options.leads:
        raise InputError("Name the leads, or a campaign with --campaign.")
    if not options.campaign:
        return list(options.leads)
    from qualdesk.queries.campaigns import campaign_names  # noqa: PLC0415
    from qualdesk.queries.farewells import waiting_in  # noqa: PLC0415

    with door.database.read() as session:
        known = {name: campaign_id for campaign_id, name in campaign_names(session)}
        name = chosen(options.campaign, list(known), "campaign", "qualdesk campaign add NAME")
        waiting = waiting_in(session, campaign_id=known[name])
    if not waiting and not options.leads:
        raise InputError(f"Nobody waits in {name}, so there is nobody to close out.")
    return list(dict.fromkeys((*options.leads, *waiting)))
