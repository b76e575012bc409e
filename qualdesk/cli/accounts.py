"""qualdesk account: what is set for a company."""

import argparse

from qualdesk.cli.door import Door, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.calling_rules import Audience


def put_account(account: argparse.ArgumentParser) -> None:
    """Put the arguments of `account`."""
    actions = account.add_subparsers(dest="action", required=True)
    audience = actions.add_parser(
        "audience", help="a business, or a consumer whom more laws protect"
    )
    audience.add_argument("company", metavar="NAME")
    audience.add_argument("audience", choices=[one.value for one in Audience])
    put_at(audience)
    put_shared(audience)
    audience.set_defaults(run=_mark_audience)


def _mark_audience(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.accounts import mark_audience  # noqa: PLC0415
    from qualdesk.commands.requests.accounts import MarkAudience  # noqa: PLC0415

    request = MarkAudience(options.company, Audience(options.audience))
    event = door.carry_out(mark_audience, request)
    door.answer(event, [f"{event.company} is called as {event.audience}."])
    return DONE
