"""qualdesk people: who works here, and what each seat works."""

import argparse
from datetime import time
from typing import TYPE_CHECKING

from qualdesk.cli.absences import put_absences
from qualdesk.cli.calendars import put_calendars
from qualdesk.cli.door import Door, chosen, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.person import Role
from qualdesk.domain.seat import IN_TOUCH_EVERY

if TYPE_CHECKING:
    from qualdesk.queries.seats import SeatRow


def put_people(staff: argparse.ArgumentParser) -> None:
    """Put the arguments of `people`."""
    actions = staff.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list")
    listed.set_defaults(run=_list)
    added = actions.add_parser("add")
    added.add_argument("name", metavar="NAME")
    added.add_argument("--role", required=True, choices=[role.value for role in Role])
    added.add_argument("--email", default="")
    added.add_argument("--phone", default="")
    added.add_argument("--zone", default="UTC", metavar="Europe/Berlin")
    added.add_argument(
        "--country", default="", metavar="XX", help="whose public holidays they have"
    )
    added.add_argument("--hours", type=_span, default="09:00-17:00", metavar="09:00-17:00")
    added.set_defaults(run=_add)
    seat = actions.add_parser("seat", help="say what a caller works; nothing named is everything")
    seat.add_argument("name", metavar="NAME")
    seat.add_argument("--by", required=True, metavar="NAME", help="the team lead who says so")
    for what in ("campaign", "territory", "language"):
        seat.add_argument(f"--{what}", action="append", default=[], metavar=what.upper())
    every = "one call in N keeps in touch, 0 none"
    seat.add_argument("--in-touch-every", type=int, default=IN_TOUCH_EVERY, metavar="N", help=every)
    put_at(seat)
    seat.set_defaults(run=_seat)
    for verb in (listed, added, seat):
        put_shared(verb)
    put_absences(actions)
    put_calendars(actions)


def _span(text: str) -> tuple[time, time]:
    """Read working hours; argparse says what is wrong with others."""
    opens, _dash, closes = text.partition("-")
    return time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())


def _list(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.queries.seats import seats  # noqa: PLC0415

    with door.database.read() as session:
        rows = seats(session)
    lines = [
        f"{row.name}  {row.role.replace('_', ' ')}, {row.zone} {row.email}{_works(row)}"
        for row in rows
    ]
    door.answer(rows, lines or ["Nobody yet."])
    return DONE


def _works(row: "SeatRow") -> str:
    """Return what a seat works, where a team lead has said so."""
    named = [", ".join(one) for one in (row.campaigns, row.territories, row.languages) if one]
    if row.in_touch_every != IN_TOUCH_EVERY:
        every = row.in_touch_every
        named.append(f"one in {every} keeps in touch" if every else "keeps in touch with nobody")
    return f"  works {'; '.join(named)}" if named else ""


def _add(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.people import add_person  # noqa: PLC0415
    from qualdesk.commands.requests.people import AddPerson  # noqa: PLC0415

    request = AddPerson(
        options.name,
        Role(options.role),
        options.email,
        options.phone,
        options.zone,
        options.country,
        *options.hours,
    )
    event = door.carry_out(add_person, request)
    door.answer(event, [f"{event.name} works here now."])
    return DONE


def _seat(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.people import ChangeSeat  # noqa: PLC0415
    from qualdesk.commands.seats import change_seat  # noqa: PLC0415
    from qualdesk.queries.campaigns import campaign_names  # noqa: PLC0415
    from qualdesk.queries.territories import territories  # noqa: PLC0415

    with door.database.read() as session:
        campaigns = {name: key for key, name in campaign_names(session)}
        grounds = {row.name: row.territory_id for row in territories(session, now=door.now)}
    request = ChangeSeat(
        person_id(door, options.name),
        person_id(door, options.by),
        campaign_ids=_ids(options.campaign, campaigns, "campaign"),
        territory_ids=_ids(options.territory, grounds, "territory"),
        languages=tuple(one.strip().casefold() for one in options.language),
        in_touch_every=options.in_touch_every,
    )
    event = door.carry_out(change_seat, request)
    given_up = event.promises_given_up
    noun = "promise is" if given_up == 1 else "promises are"
    more = f" {given_up} {noun} the territory’s now." if given_up else ""
    door.answer(event, [f"The seat of {options.name} is changed.{more}"])
    return DONE


def _ids(names: list[str], known: dict[str, int], what: str) -> tuple[int, ...]:
    remedy = f"qualdesk {what} add NAME"
    return tuple(known[chosen(name, list(known), what, remedy)] for name in names)
