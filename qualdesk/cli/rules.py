"""qualdesk hours: when anybody may be called; listed, changed, stopped, restored."""

import argparse
from typing import TYPE_CHECKING

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.calling_rules import HOUSE_RULE

if TYPE_CHECKING:
    from qualdesk.queries.rules import RuleRow

_HOUSE = "house"
_DAYS = ("weekdays", "saturday", "sunday", "holidays")


def put_hours(hours: argparse.ArgumentParser) -> None:
    """Put the arguments of `hours`."""
    actions = hours.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list", help="every rule in force, with its source")
    listed.set_defaults(run=_list)
    changed = actions.add_parser("change", help="set other hours than a law’s")
    for day in _DAYS:
        changed.add_argument(f"--{day}", default="", metavar="HOURS", help="08:00-20:00, none, any")
    changed.set_defaults(run=_change)
    stopped = actions.add_parser("stop", help="no calls at all, as in a declared emergency")
    stopped.set_defaults(run=_stop)
    restored = actions.add_parser("restore", help="let a law’s own hours hold again")
    restored.set_defaults(run=_restore)
    for verb in (changed, stopped, restored):
        verb.add_argument("law", metavar="LAW", help="a rule of the list: US-LA, FR, house")
        verb.add_argument("--by", required=True, metavar="NAME", help="a team lead")
        why = "kept with the name; needed where hours get looser"
        verb.add_argument("--reason", default="", metavar="TEXT", help=why)
    for verb in (listed, changed, stopped, restored):
        put_at(verb)
        put_shared(verb)


def _list(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.queries.rules import calling_rule_rows  # noqa: PLC0415

    with door.database.read() as session:
        rows = calling_rule_rows(session, on=door.now.date())
    door.answer(rows, [_line(row) for row in rows])
    return DONE


def _change(door: Door, options: argparse.Namespace) -> int:
    return _carry_out(door, options, {day: getattr(options, day) for day in _DAYS})


def _stop(door: Door, options: argparse.Namespace) -> int:
    return _carry_out(door, options, dict.fromkeys(_DAYS[:-1], "none"))


def _carry_out(door: Door, options: argparse.Namespace, hours: dict[str, str]) -> int:
    from qualdesk.commands.requests.rules import ChangeRule  # noqa: PLC0415
    from qualdesk.commands.rules import change_rule  # noqa: PLC0415

    by = person_id(door, options.by)
    event = door.carry_out(
        change_rule, ChangeRule(_law(options), by, **hours, reason=options.reason)
    )
    door.answer(event, [_said(event.law, is_looser=event.is_looser)])
    return DONE


def _restore(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.rules import RestoreRule  # noqa: PLC0415
    from qualdesk.commands.rules import restore_rule  # noqa: PLC0415

    by = person_id(door, options.by)
    event = door.carry_out(restore_rule, RestoreRule(_law(options), by, options.reason))
    door.answer(event, [_said(event.law, is_looser=event.is_looser)])
    return DONE


def _law(options: argparse.Namespace) -> str:
    law: str = options.law
    return HOUSE_RULE if law.casefold() == _HOUSE else law.upper()


def _said(law: str, *, is_looser: bool) -> str:
    whose = _HOUSE if law == HOUSE_RULE else law
    return f"Calling hours of {whose} are {'looser' if is_looser else 'no looser'} now."


def _line(row: "RuleRow") -> str:
    whose = _HOUSE if row.law == HOUSE_RULE else row.law
    days = f"Mon–Fri {row.weekdays}, Sat {row.saturday}, Sun {row.sunday}, holidays {row.holidays}"
    changed = ""
    if row.changed_at:
        because = f": {row.reason}" if row.reason else ""
        changed = f"; set by {row.changed_by} on {row.changed_at:%Y-%m-%d}{because}"
    return f"{whose}  {row.name}: {days} ({row.confidence}){changed}"
