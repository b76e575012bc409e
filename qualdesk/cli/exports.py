"""qualdesk export and worker: what leaves the desk as files and mail."""

import argparse
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.errors import InputError

_DONE, _WITH_PROBLEMS = 0, 3


def put_export(export: argparse.ArgumentParser) -> None:
    """Put the arguments of `export`."""
    export.add_argument("what", choices=["appointments"])
    export.add_argument("--format", required=True, choices=["ics", "csv"])
    export.add_argument("--output", required=True, type=Path, metavar="FILE")
    export.add_argument("--from", dest="since", type=date.fromisoformat, metavar="DATE")
    export.add_argument("--to", dest="until", type=date.fromisoformat, metavar="DATE")
    export.add_argument("--rep", default="", metavar="NAME")
    put_at(export)
    put_shared(export)
    export.set_defaults(run=_export)


def put_worker(worker: argparse.ArgumentParser) -> None:
    """Put the arguments of `worker`."""
    worker.add_argument("--once", action="store_true", required=True, help="then stop")
    put_at(worker)
    put_shared(worker)
    worker.set_defaults(run=_work)


def _export(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.exchange.appointments_csv import appointments_csv  # noqa: PLC0415
    from qualdesk.exchange.ics import appointments_ics  # noqa: PLC0415
    from qualdesk.queries.appointments import appointments  # noqa: PLC0415

    rep_id = person_id(door, options.rep) if options.rep else None
    with door.database.read() as session:
        rows = appointments(
            session,
            now=door.now,
            rep_id=rep_id,
            since=_midnight(options.since),
            until=_midnight(options.until, days=1),
        )
    write = appointments_ics if options.format == "ics" else appointments_csv
    try:
        options.output.write_bytes(write(rows))
    except OSError as problem:
        raise InputError(f"{options.output} cannot be written: {problem.strerror}.") from problem
    done = {"appointments": len(rows), "file": str(options.output)}
    door.answer(done, [f"{len(rows)} appointments written to {options.output}."])
    return _DONE


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    return datetime.combine(day, time(), UTC) + timedelta(days=days) if day else None


def _work(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.jobs.sending import send_due_mail  # noqa: PLC0415
    from qualdesk.jobs.settling import settle_what_waits  # noqa: PLC0415
    from qualdesk.mail.sending import SmtpTransport  # noqa: PLC0415
    from qualdesk.settings import load_settings, mail_password  # noqa: PLC0415

    settled = settle_what_waits(door.database, door.now)
    settings = load_settings()
    transport = SmtpTransport(settings.firm, settings.smtp, mail_password(settings.smtp))
    report = send_due_mail(door.database, transport, door.now)
    said = (
        f"{report.sent} sent, {report.refused} refused, {report.later} to be tried later,"
        f" {report.unknown} unknown; {settled} leads of ended campaigns settled."
    )
    door.answer(asdict(report) | {"settled": settled}, [said])
    return _WITH_PROBLEMS if report.refused or report.unknown else _DONE
