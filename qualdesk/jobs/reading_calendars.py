"""Reading the reps' own calendars: asked outside of any transaction, kept as rows, so nobody waits."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qualdesk.commands.calendars import keep_busy_times
from qualdesk.commands.requests.calendars import KeepBusyTimes
from qualdesk.domain.meeting_times import Span
from qualdesk.errors import QualDeskError
from qualdesk.exchange.busy_times import busy_times
from qualdesk.exchange.caldav import CalendarServer
from qualdesk.exchange.calendar_reading import calendar_files
from qualdesk.jobs.pace import IsCancelled
from qualdesk.queries.calendars import CalendarRow, calendars
from qualdesk.settings import Calendars, calendar_password
from qualdesk.store.session import Database, Press

READ_EVERY = timedelta(minutes=10)
_AHEAD = timedelta(days=90)
"""How far busy times are known: as far as meetings are agreed, and further."""


@dataclass(slots=True)
class CalendarReport:
    """How many calendars were read, and which could not be, each in a sentence."""

    read: int = 0
    problems: list[str] = field(default_factory=list)


def read_calendars(
    database: Database,
    now: datetime,
    *,
    person_ids: Collection[int] | None = None,
    is_cancelled: IsCancelled = bool,
) -> CalendarReport:
    """Read the calendars that nobody has asked for ten minutes, or those of some persons now."""
    with database.read() as session:
        rows = calendars(session)
    report = CalendarReport()
    for row in rows:
        is_wanted = _is_due(row, now) if person_ids is None else row.person_id in person_ids
        if is_wanted and not is_cancelled():
            _keep(database, row, now, report)
    return report


def _is_due(row: CalendarRow, now: datetime) -> bool:
    return row.asked_at is None or row.asked_at <= now - READ_EVERY


def _keep(database: Database, row: CalendarRow, now: datetime, report: CalendarReport) -> None:
    try:
        found = KeepBusyTimes(row.person_id, row.address, _busy(row, now))
        report.read += 1
    except QualDeskError as refusal:
        found = KeepBusyTimes(row.person_id, row.address, problem=str(refusal))
        report.problems.append(f"{row.name}’s calendar: {refusal}")
    database.carry_out(keep_busy_times, found, press=Press.new(), now=now)


def _busy(row: CalendarRow, now: datetime) -> tuple[Span, ...]:
    period = Span(now, now + _AHEAD)
    password = calendar_password(Calendars(row.address, row.user)) if row.user else ""
    server = CalendarServer(row.address, row.user, password)
    files = calendar_files(row.kind, server, period)
    return busy_times(files, period=period, zone=row.zone, owner=row.email)
