"""qualdesk report: what came of what was done, counted when asked."""

import argparse

from qualdesk.cli.door import Door, put_at, put_shared
from qualdesk.cli.exit_codes import DONE


def put_report(report: argparse.ArgumentParser) -> None:
    """Put the arguments of `report`."""
    names = report.add_subparsers(dest="name", required=True)
    tracks = names.add_parser("tracks", help="what each nurture track yields")
    put_at(tracks)
    put_shared(tracks)
    tracks.set_defaults(run=_tracks)


def _tracks(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.queries.track_yield import track_yields  # noqa: PLC0415

    with door.database.read() as session:
        rows = track_yields(session)
    lines = [
        f"{row.title}: {row.started} started, {row.running} running;"
        f" {row.emails} e-mails, {row.letters} letters;"
        f" {row.responded} came forward, {row.pushed} pushed to sales, {row.won} won,"
        f" {row.closed} closed"
        for row in rows
    ]
    door.answer(rows, lines or ["Nobody is on a track yet."])
    return DONE
