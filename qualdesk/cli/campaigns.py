"""qualdesk campaign: list, add and edit; the cadence option by option."""

import argparse
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from qualdesk.cli.door import Door, chosen, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import AtEnd, CampaignKind, CampaignState, Priority
from qualdesk.errors import InputError

if TYPE_CHECKING:
    from qualdesk.queries.campaigns import CampaignRow


_UNITS: Final[dict[str, tuple[str, Callable[[int], timedelta]]]] = {
    "busy_gap": ("MINUTES", lambda count: timedelta(minutes=count)),
    "window_gap": ("HOURS", lambda count: timedelta(hours=count)),
    "check_in_after": ("DAYS", lambda count: timedelta(days=count)),
}
"""The rules that are lengths, and in what they are typed; all others are plain numbers."""

_HELP: Final = {
    "attempts": "calls in all, before the lead is kept in touch with",
    "least_touches": "before a lead may be given up",
    "least_media": "calls, e-mails, letters: so many kinds before it may be given up",
    "window_a_day": "calls a day while the campaign’s window is open",
    "check_in_after": "once the attempts are used up or the campaign has ended",
}


def put_campaign(campaign: argparse.ArgumentParser) -> None:
    """Put the arguments of `campaign`."""
    actions = campaign.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list")
    listed.set_defaults(run=_list)
    added = actions.add_parser("add")
    _put_add(added)
    edited = actions.add_parser("edit")
    _put_edit(edited)
    for verb in (listed, added, edited):
        put_at(verb)
        put_shared(verb)


def _put_add(added: argparse.ArgumentParser) -> None:
    added.add_argument("name", metavar="NAME")
    kinds = [kind.value for kind in CampaignKind]
    added.add_argument("--kind", choices=kinds, default=CampaignKind.DIRECT_MAIL.value)
    added.add_argument("--offer", default="", help="what it is about, as said aloud")
    priorities = [one.name.lower() for one in Priority]
    added.add_argument("--priority", choices=priorities, default="normal")
    for name in ("starts-on", "ends-on", "event-on"):
        added.add_argument(f"--{name}", type=date.fromisoformat, metavar="DATE")
    added.add_argument(
        "--joining", default="", metavar="TEXT", help="how to join its event: link, place, time"
    )
    added.add_argument("--script", default="", metavar="KEY", help="its kind’s, unless named")
    added.add_argument("--definition", default="agreed-lead", metavar="KEY")
    added.set_defaults(run=_add)


def _put_edit(edited: argparse.ArgumentParser) -> None:
    edited.add_argument("name", metavar="NAME")
    edited.add_argument("--state", choices=[one.value for one in CampaignState])
    edited.add_argument(
        "--at-end", choices=[one.value for one in AtEnd], help="where its leads go then"
    )
    for rule in fields(Cadence):
        unit, _length = _UNITS.get(rule.name, ("N", timedelta))
        option = f"--{rule.name.replace('_', '-')}"
        edited.add_argument(option, type=int, metavar=unit, help=_HELP.get(rule.name))
    edited.set_defaults(run=_edit)


def _list(door: Door, _options: argparse.Namespace) -> int:
    rows = _campaigns(door)
    lines = [
        f"{row.name}  {row.kind.label}, {row.priority.label}, {row.rest or 'calling'}:"
        f" {row.prospects} prospects, {row.to_call} to call;"
        f" up to {row.cadence.attempts} attempts, then {row.at_end.label}"
        for row in rows
    ]
    door.answer(rows, lines or ["No campaign yet."])
    return DONE


def _add(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.campaigns import add_campaign  # noqa: PLC0415
    from qualdesk.commands.requests.campaigns import AddCampaign  # noqa: PLC0415

    request = AddCampaign(
        options.name,
        kind=CampaignKind(options.kind),
        offer=options.offer,
        priority=Priority[options.priority.upper()],
        starts_on=options.starts_on,
        ends_on=options.ends_on,
        event_on=options.event_on,
        joining=options.joining,
        script=options.script,
        definition=options.definition,
    )
    event = door.carry_out(add_campaign, request)
    door.answer(event, [f"Campaign {event.name} can take prospects."])
    return DONE


def _edit(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.campaigns import (  # noqa: PLC0415
        change_cadence,
        change_campaign_state,
    )
    from qualdesk.commands.requests.campaigns import ChangeCadence, ChangeCampaignState  # noqa: PLC0415

    row = _campaign(door, options.name)
    cadence = replace(row.cadence, **_typed_rules(options))
    at_end = AtEnd(options.at_end or row.at_end)
    has_other_rules = (cadence, at_end) != (row.cadence, row.at_end)
    if not has_other_rules and options.state in {None, row.state}:
        raise InputError(f"{row.name} is like that already. Name what to change: --attempts 4.")
    if has_other_rules:
        door.carry_out(change_cadence, ChangeCadence(row.id, cadence, at_end))
    if options.state not in {None, row.state}:
        request = ChangeCampaignState(row.id, CampaignState(options.state))
        door.carry_out(change_campaign_state, request)
    door.answer(_campaign(door, row.name), [f"Campaign {row.name} is changed."])
    return DONE


def _typed_rules(options: argparse.Namespace) -> dict[str, Any]:
    typed = {rule.name: getattr(options, rule.name) for rule in fields(Cadence)}
    return {
        name: _UNITS[name][1](count) if name in _UNITS else count
        for name, count in typed.items()
        if count is not None
    }


def _campaign(door: Door, name: str) -> "CampaignRow":
    by_name = {row.name: row for row in _campaigns(door)}
    return by_name[chosen(name, list(by_name), "campaign", "qualdesk campaign add NAME")]


def _campaigns(door: Door) -> "list[CampaignRow]":
    from qualdesk.queries.campaigns import campaigns  # noqa: PLC0415

    with door.database.read() as session:
        return campaigns(session, now=door.now)
