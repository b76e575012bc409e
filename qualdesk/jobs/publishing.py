"""Publishing: the meetings as they stand now, in their reps' calendars on a server."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qualdesk.commands.publications import note_published
from qualdesk.commands.requests.hand_offs import NotePublished
from qualdesk.errors import InputError
from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.exchange.caldav import (
    CalendarError,
    CalendarServer,
    delete_event,
    put_event,
    resource_at,
)
from qualdesk.exchange.ics import published_ics
from qualdesk.jobs.pace import IsCancelled
from qualdesk.queries.appointments import appointments
from qualdesk.queries.publications import Publication, publications
from qualdesk.settings import calendar_password, load_settings
from qualdesk.store.session import Database, Press

_KEPT_UP_TO_DATE = timedelta(days=7)
"""How long after a meeting its entry still follows what is said of it."""


@dataclass(slots=True)
class PublishReport:
    """What was done on the server, and which meetings it did not take."""

    written: int = 0
    taken_out: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)


def calendar_server() -> CalendarServer:
    """Return the server of the settings, with the password of the system's keyring."""
    calendars = load_settings().calendars
    return CalendarServer(calendars.url, calendars.user, calendar_password(calendars))


def publish_meetings(
    database: Database,
    server: CalendarServer,
    now: datetime,
    *,
    is_cancelled: IsCancelled = bool,
) -> PublishReport:
    """Write new and moved meetings, take cancelled ones out; what stands there already is left.

    A meeting that changed its rep leaves the former one's calendar. Done twice, it is done once.

    Raises:
        InputError: if no server is set.
    """
    if not server.url:
        raise InputError("No calendar server is set. Write calendars.url into the settings.")
    with database.read() as session:
        rows = appointments(session, now=now, since=now - _KEPT_UP_TO_DATE)
        known = publications(session)
    report = PublishReport()
    for row in rows:
        if is_cancelled():
            break
        try:
            _publish(database, server, row, known.get(row.appointment_id), now, report)
        except CalendarError as refusal:
            report.problems.append(f"{row.prospect or row.company}, {row.rep}: {refusal}")
    return report


def _publish(
    database: Database,
    server: CalendarServer,
    row: AppointmentRow,
    there: Publication | None,
    now: datetime,
    report: PublishReport,
) -> None:
    address = "" if row.is_cancelled else _address(server, row)
    wanted = Publication(address, row.sequence) if address else None
    if wanted == there:
        report.unchanged += 1
        return
    if there is not None and there.address != address:
        delete_event(server, there.address)
        report.taken_out += 1
    if wanted is not None:
        put_event(server, wanted.address, published_ics(row))
        report.written += 1
    request = NotePublished(row.appointment_id, address, row.sequence)
    database.carry_out(note_published, request, press=Press.new(), now=now)


def _address(server: CalendarServer, row: AppointmentRow) -> str:
    if not row.rep_email and "{" in server.url:
        raise CalendarError(
            "The rep has no e-mail address, by which the calendar is found. Add it."
        )
    return resource_at(server.collection_of(row.rep_email), row.uid)
