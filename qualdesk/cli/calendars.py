"""qualdesk people calendar, read-calendars: where reps' own calendars lie, and what they say now."""

import argparse
import getpass
from typing import TYPE_CHECKING

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE, WITH_PROBLEMS
from qualdesk.domain.meeting_times import CalendarKind
from qualdesk.domain.moments import moment_words

if TYPE_CHECKING:
    from qualdesk.queries.calendars import CalendarRow


def put_calendars(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Put the verbs of the reps' calendars beside the others of `people`."""
    chosen = actions.add_parser("calendar", help="say where somebody’s own calendar is read")
    chosen.add_argument("name", metavar="NAME")
    where = chosen.add_mutually_exclusive_group(required=True)
    where.add_argument("--caldav", metavar="URL", help="the calendar’s own address")
    where.add_argument("--ics", metavar="FILE|URL", help="a calendar file, or where it is had")
    where.add_argument("--none", action="store_true", help="read it no more")
    chosen.add_argument("--user", default="", help="who logs in there")
    ask = "ask for that user’s password and put it into the system’s keyring"
    chosen.add_argument("--ask-password", action="store_true", help=ask)
    chosen.add_argument(
        "--by", default="", metavar="NAME", help="the team lead, if it is another’s"
    )
    chosen.set_defaults(run=_choose)
    read = actions.add_parser("read-calendars", help="read the busy times of calendars now")
    read.add_argument("name", metavar="NAME", nargs="*", help="whose; nobody named is everybody")
    read.set_defaults(run=_read)
    for verb in (chosen, read):
        put_at(verb)
        put_shared(verb)


def _choose(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.calendars import choose_calendar  # noqa: PLC0415
    from qualdesk.commands.requests.calendars import ChooseCalendar  # noqa: PLC0415
    from qualdesk.settings import Calendars, keep_calendar_password  # noqa: PLC0415

    who = person_id(door, options.name)
    by = person_id(door, options.by) if options.by else who
    kind = CalendarKind.ICS if options.ics else CalendarKind.CALDAV
    address = options.caldav or options.ics or ""
    event = door.carry_out(choose_calendar, ChooseCalendar(who, by, kind, address, options.user))
    if options.ask_password and address:
        password = getpass.getpass(f"Password of {options.user}: ")
        keep_calendar_password(Calendars(address, options.user), password)
    said = f"is read at {address}" if address else "is read no more"
    door.answer(event, [f"{event.name}’s calendar {said}."])
    return DONE


def _read(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.jobs.reading_calendars import read_calendars  # noqa: PLC0415
    from qualdesk.queries.calendars import calendars  # noqa: PLC0415

    named = {person_id(door, name) for name in options.name}
    with door.database.read() as session:
        rows = calendars(session)
    wanted = {one.person_id for one in rows if not named or one.person_id in named}
    report = read_calendars(door.database, door.now, person_ids=wanted)
    with door.database.read() as session:
        rows = [one for one in calendars(session) if one.person_id in wanted]
    door.answer(rows, [_line(one, door) for one in rows] or ["No calendar is set."])
    return WITH_PROBLEMS if report.problems else DONE


def _line(row: "CalendarRow", door: Door) -> str:
    last = (
        f"read on {moment_words(row.read_at, door.now, row.zone)}" if row.read_at else "not read:"
    )
    place = f"({row.zone})" if row.read_at else ""
    parts = (f"{row.name}’s calendar: {last}", place, row.problem)
    return " ".join(one for one in parts if one)
