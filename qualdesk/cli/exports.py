"""qualdesk export and publish: what leaves the desk as files, and for calendars on a server."""

import argparse
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from qualdesk.cli.door import Door, counted, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE, WITH_PROBLEMS

_NOUNS = {
    "appointments": "appointment",
    "handoffs": "hand-off",
    "prospects": "prospect",
    "touches": "touch",
}
_KINDS = tuple(_NOUNS)
_FORMATS = ("ics", "csv", "xlsx", "salesforce", "hubspot", "dynamics", "suitecrm")


def put_export(export: argparse.ArgumentParser) -> None:
    """Put the arguments of `export`."""
    export.add_argument("what", choices=_KINDS)
    export.add_argument("--format", required=True, choices=_FORMATS)
    export.add_argument("--output", required=True, type=Path, metavar="FILE")
    export.add_argument("--from", dest="since", type=date.fromisoformat, metavar="DATE")
    export.add_argument("--to", dest="until", type=date.fromisoformat, metavar="DATE")
    export.add_argument("--rep", default="", metavar="NAME")
    put_at(export)
    put_shared(export)
    export.set_defaults(run=_export)


def put_publish(publish: argparse.ArgumentParser) -> None:
    """Put the arguments of `publish`."""
    put_at(publish)
    put_shared(publish)
    publish.set_defaults(run=_publish)


def _export(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.jobs.exporting import (  # noqa: PLC0415
        Export,
        ExportFormat,
        ExportKind,
        write_export,
    )

    export = Export(
        ExportKind(options.what),
        ExportFormat(options.format),
        rep_id=person_id(door, options.rep) if options.rep else None,
        since=_midnight(options.since),
        until=_midnight(options.until, days=1),
    )
    written = write_export(door.database, export, options.output, door.now)
    done = {options.what: written.count, "file": str(written.path)}
    what = counted(written.count, _NOUNS[options.what])
    door.answer(done, [f"{what} written to {written.path}."])
    return DONE


def _publish(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.jobs.publishing import calendar_server, publish_meetings  # noqa: PLC0415

    report = publish_meetings(door.database, calendar_server(), door.now)
    counts = f"{report.written} meetings written, {report.taken_out} taken out"
    lines = [f"{counts}, {report.unchanged} as they were.", *report.problems]
    door.answer(asdict(report), lines)
    return WITH_PROBLEMS if report.problems else DONE


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    return datetime.combine(day, time(), UTC) + timedelta(days=days) if day else None
