"""qualdesk export: what leaves the desk as files."""

import argparse
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.errors import InputError

_DONE = 0


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
