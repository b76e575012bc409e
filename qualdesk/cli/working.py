"""qualdesk worker: reads what came in, does what is due, sends what is held, until it is stopped."""

import argparse
import sys
import time
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qualdesk.cli.door import Door, put_at, put_shared
from qualdesk.cli.exit_codes import DONE, WITH_PROBLEMS
from qualdesk.errors import QualDeskError

if TYPE_CHECKING:
    from qualdesk.jobs.receiving import ReadReport
    from qualdesk.jobs.sending import SentReport
    from qualdesk.jobs.working import Round
    from qualdesk.settings import Settings

_PAUSE_SECONDS = 10
_READS_EVERY = timedelta(minutes=1)


def put_worker(worker: argparse.ArgumentParser) -> None:
    """Put the arguments of `worker`."""
    worker.add_argument("--once", action="store_true", help="one round, then stop")
    put_at(worker)
    put_shared(worker)
    worker.set_defaults(run=_work)


def _work(door: Door, options: argparse.Namespace) -> int:
    if options.once:
        return _round(door, reads=True)
    read_at: datetime | None = None
    while True:  # until Ctrl+C, or the service is stopped
        now = door.database.clock()
        reads = read_at is None or now - read_at >= _READS_EVERY
        read_at = now if reads else read_at
        try:
            _round(replace(door, now=now), reads=reads)
        except QualDeskError as refusal:
            sys.stderr.write(f"{refusal}\n")
        time.sleep(_PAUSE_SECONDS)


def _round(door: Door, *, reads: bool) -> int:
    """Read what came in, do what is due, then send: who has answered gets no note any more."""
    from qualdesk.jobs.reading_calendars import read_calendars  # noqa: PLC0415
    from qualdesk.jobs.receiving import ReadReport  # noqa: PLC0415
    from qualdesk.jobs.sending import send_due_mail  # noqa: PLC0415
    from qualdesk.jobs.working import go_round  # noqa: PLC0415
    from qualdesk.mail.sending import SmtpTransport  # noqa: PLC0415
    from qualdesk.settings import load_settings, mail_password  # noqa: PLC0415

    settings = load_settings()
    is_read = reads and bool(settings.imap.host)
    received = _received(door, settings) if is_read else ReadReport()
    done = go_round(door.database, door.now, settings.firm.name)
    calendars = read_calendars(door.database, door.now)
    # Last: what needs no account is done where none is set up.
    transport = SmtpTransport(settings.firm, settings.smtp, mail_password(settings.smtp))
    report = send_due_mail(door.database, transport, door.now)
    problems = (*received.problems, *done.deadlines.problems, *calendars.problems)
    lines = [
        f"Read: {received.words}." if is_read else "",
        f"{_words_of(report)}; {_words_done(done)}.",
        f"{calendars.read} calendars read." if calendars.read else "",
        *problems,
    ]
    answer = asdict(report) | {
        "met": done.deadlines.met,
        "settled": done.settled,
        "problems": problems,
        "received": asdict(received),
        "calendars": calendars.read,
    }
    door.answer(answer, [line for line in lines if line])
    return WITH_PROBLEMS if report.refused or report.unknown or problems else DONE


def _words_of(report: "SentReport") -> str:
    tried = f"{report.sent} sent, {report.refused} refused, {report.later} to be tried later"
    return f"{tried}, {report.unknown} unknown"


def _words_done(done: "Round") -> str:
    met = f"{done.deadlines.met} planned touches and dates done"
    return f"{met}; {done.settled} leads of ended campaigns settled"


def _received(door: Door, settings: "Settings") -> "ReadReport":
    """Read the mailbox; one that cannot be read stops nothing else."""
    from qualdesk.jobs.receiving import ReadReport, read_account  # noqa: PLC0415

    try:
        return read_account(door.database, settings, door.now)
    except QualDeskError as refusal:
        return ReadReport(problems=(str(refusal),))
