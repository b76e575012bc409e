"""qualdesk suppression: who must not be contacted; listed, added, lifted."""

import argparse
from typing import TYPE_CHECKING

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.outcome import Medium, SuppressionScope

if TYPE_CHECKING:
    from qualdesk.queries.suppressions import SuppressionRow


def put_suppression(suppression: argparse.ArgumentParser) -> None:
    """Put the arguments of `suppression`."""
    actions = suppression.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list", help="the newest first")
    listed.add_argument("--all", action="store_true", help="with those lifted or at their end")
    listed.add_argument("--limit", type=int, default=200, metavar="N")
    listed.set_defaults(run=_list)
    added = actions.add_parser("add", help="bar for ever")
    _put_value(added)
    added.set_defaults(run=_add)
    lifted = actions.add_parser("lift", help="allow contact again")
    lifted.add_argument("suppression", metavar="ID", type=int, nargs="+")
    lifted.add_argument("--by", required=True, metavar="NAME", help="a team lead")
    lifted.add_argument("--reason", required=True, metavar="TEXT", help="kept with the name")
    lifted.set_defaults(run=_lift)
    for verb in (listed, added, lifted):
        put_at(verb)
        put_shared(verb)


def _put_value(verb: argparse.ArgumentParser) -> None:
    value = verb.add_mutually_exclusive_group(required=True)
    value.add_argument("--number", metavar="NUMBER")
    value.add_argument("--address", metavar="E-MAIL")
    value.add_argument("--domain", metavar="DOMAIN", help="every address there")
    value.add_argument("--company", metavar="NAME", help="every company of that name")
    value.add_argument("--prospect", metavar="ID")
    verb.add_argument("--region", default="", metavar="XX", help="where a number without + belongs")
    media = [medium.value for medium in Medium]
    verb.add_argument("--medium", choices=media, help="else what the value is for")
    verb.add_argument("--source", default="", metavar="TEXT", help="who says so")


def _list(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.queries.suppressions import suppressions  # noqa: PLC0415

    with door.database.read() as session:
        rows = suppressions(session, now=door.now, with_ended=options.all, limit=options.limit)
    door.answer(rows, [_line(row) for row in rows] or ["Nobody is suppressed."])
    return DONE


def _add(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.suppressions import AddSuppression  # noqa: PLC0415
    from qualdesk.commands.suppressions import add_suppression  # noqa: PLC0415

    scope, value = next(
        (scope, getattr(options, name))
        for name, scope in _SCOPES.items()
        if getattr(options, name) is not None
    )
    medium = Medium(options.medium) if options.medium else None
    request = AddSuppression(scope, value, medium, options.region, options.source)
    event = door.carry_out(add_suppression, request)
    said = "is barred now" if event.is_new else "was barred before"
    followed = f"{event.leads_closed} leads closed, {event.leads_to_find_out} to find out"
    mails = f"{event.mails_cancelled} mails cancelled"
    door.answer(event, [f"{value} {said}: {event.medium}. {followed}, {mails}."])
    return DONE


def _lift(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.suppressions import LiftSuppression  # noqa: PLC0415
    from qualdesk.commands.suppressions import lift_suppression  # noqa: PLC0415

    by = person_id(door, options.by)
    request = LiftSuppression(tuple(options.suppression), by, options.reason)
    event = door.carry_out(lift_suppression, request)
    queued = f"{len(event.lead_ids)} leads queued again"
    door.answer(event, [f"{len(event.suppression_ids)} lifted, {queued}."])
    return DONE


_SCOPES = {
    "number": SuppressionScope.NUMBER,
    "address": SuppressionScope.ADDRESS,
    "domain": SuppressionScope.DOMAIN,
    "company": SuppressionScope.COMPANY,
    "prospect": SuppressionScope.PERSON,
}


def _line(row: "SuppressionRow") -> str:
    until = f" until {row.expires_at:%Y-%m-%d}" if row.expires_at else ""
    lifted = ""
    if row.lifted_at:
        by = f" by {row.lifted_by}" if row.lifted_by else ""
        lifted = f"; lifted {row.lifted_at:%Y-%m-%d}{by}: {row.lifted_because}"
    since = f"since {row.since:%Y-%m-%d}{until}"
    return f"{row.id}  {row.names} ({row.scope}): {row.medium}, {since}, {row.source}{lifted}"
