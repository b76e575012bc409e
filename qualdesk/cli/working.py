"""qualdesk worker: does what is due and sends what is held, once or until it is stopped."""

import argparse
import sys
import time
from dataclasses import asdict, replace

from qualdesk.cli.door import Door, put_at, put_shared
from qualdesk.errors import QualDeskError

_DONE, _WITH_PROBLEMS = 0, 3
_PAUSE_SECONDS = 10


def put_worker(worker: argparse.ArgumentParser) -> None:
    """Put the arguments of `worker`."""
    worker.add_argument("--once", action="store_true", help="one round, then stop")
    put_at(worker)
    put_shared(worker)
    worker.set_defaults(run=_work)


def _work(door: Door, options: argparse.Namespace) -> int:
    if options.once:
        return _round(door)
    while True:  # until Ctrl+C, or the service is stopped
        try:
            _round(replace(door, now=door.database.clock()))
        except QualDeskError as refusal:
            sys.stderr.write(f"{refusal}\n")
        time.sleep(_PAUSE_SECONDS)


def _round(door: Door) -> int:
    from qualdesk.jobs.reading_calendars import read_calendars  # noqa: PLC0415
    from qualdesk.jobs.sending import send_due_mail  # noqa: PLC0415
    from qualdesk.jobs.working import go_round  # noqa: PLC0415
    from qualdesk.mail.sending import SmtpTransport  # noqa: PLC0415
    from qualdesk.settings import load_settings, mail_password  # noqa: PLC0415

    settings = load_settings()
    done = go_round(door.database, door.now, settings.firm.name)
    met, problems = done.deadlines.met, done.deadlines.problems
    transport = SmtpTransport(settings.firm, settings.smtp, mail_password(settings.smtp))
    report = send_due_mail(door.database, transport, door.now)
    calendars = read_calendars(door.database, door.now)
    said = (
        f"{report.sent} sent, {report.refused} refused, {report.later} to be tried later,"
        f" {report.unknown} unknown; {met} planned touches and dates done;"
        f" {done.settled} leads of ended campaigns settled."
    )
    problems = (*problems, *calendars.problems)
    if calendars.read:
        said += f" {calendars.read} calendars read."
    answer = asdict(report) | {"met": met, "settled": done.settled, "problems": problems}
    answer |= {"calendars": calendars.read}
    door.answer(answer, [said, *problems])
    return _WITH_PROBLEMS if report.refused or report.unknown or problems else _DONE
