"""qualdesk account: what is set for a company."""

import argparse

from qualdesk.cli.door import Door, Verbs, put_at, put_json
from qualdesk.domain.calling_rules import Audience

_DONE = 0


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb."""
    actions = verbs.add_parser("account", help="set what holds for a company").add_subparsers(
        dest="action", required=True
    )
    audience = actions.add_parser(
        "audience", parents=[shared], help="a business, or a consumer whom more laws protect"
    )
    audience.add_argument("company", metavar="NAME")
    audience.add_argument("audience", choices=[one.value for one in Audience])
    put_at(audience)
    put_json(audience)
    audience.set_defaults(run=_mark_audience)


def _mark_audience(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.accounts import mark_audience  # noqa: PLC0415
    from qualdesk.commands.requests import MarkAudience  # noqa: PLC0415

    request = MarkAudience(options.company, Audience(options.audience))
    event = door.carry_out(mark_audience, request)
    door.answer(event, [f"{event.company} is called as {event.audience}."])
    return _DONE
