"""Nurture tracks: those that ship with the program, read from files and from their rows."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.places import region_code
from qualdesk.domain.track import Track, check_track
from qualdesk.errors import InputError
from qualdesk.paths import resource
from qualdesk.store import tables


def shipped_tracks() -> list[Track]:
    """Return the tracks that travel with the program, by file name."""
    return [load_track(path) for path in sorted(resource("tracks").glob("*.toml"))]


def load_track(path: Path) -> Track:
    """Read a track's file.

    Raises:
        InputError: naming the file, the step and what to do, if it is none or breaks a rule.
    """
    try:
        track = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Track)
        check_track(track)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise InputError(f"{path.name} cannot be read: {problem}.") from problem
    except msgspec.ValidationError as problem:
        raise InputError(f"{path.name}: {problem}. Correct it there.") from problem
    except InputError as problem:
        raise InputError(f"{path.name}, {problem}") from problem
    return track


def read_track(body: Mapping[str, object]) -> Track:
    """Return the track that a row's `body` keeps."""
    return msgspec.convert(body, Track)


def add_tracks(session: Session) -> None:
    """Add the shipped tracks whose id is not there yet; what is there is never changed."""
    known = set(session.scalars(select(tables.Track.key)))
    session.add_all(
        tables.Track(key=one.id, version=1, body=msgspec.to_builtins(one))
        for one in shipped_tracks()
        if one.id not in known
    )


def newest_tracks(session: Session) -> dict[int, Track]:
    """Return the newest version of every track by its row's id, by title."""
    newest = select(func.max(tables.Track.id)).group_by(tables.Track.key)
    rows = session.execute(
        select(tables.Track.id, tables.Track.body).where(tables.Track.id.in_(newest))
    )
    found = {row.id: read_track(row.body) for row in rows}
    return dict(sorted(found.items(), key=lambda pair: pair[1].title))


def place_of_lead(session: Session, lead_id: int) -> tuple[str, str]:
    """Return the country and region, as ISO codes, whose holidays a lead's touches keep free."""
    country, region = session.execute(
        select(tables.Site.country, tables.Site.region)
        .join(tables.Prospect, tables.Prospect.site_id == tables.Site.id)
        .join(tables.Lead, tables.Lead.prospect_id == tables.Prospect.id)
        .where(tables.Lead.id == lead_id)
    ).one()
    return country, region_code(country, region)


def texts_received(session: Session, prospect_id: int) -> dict[str, set[str]]:
    """Return by track the steps whose text reached somebody; mail that never left does not count."""
    received: dict[str, set[str]] = {}
    for key, step in session.execute(_RECEIVED.where(tables.Lead.prospect_id == prospect_id)):
        received.setdefault(key, set()).add(step)
    return received


_NEVER_LEFT = select(tables.Outbox.command_id).where(
    tables.Outbox.kind == MailKind.NURTURE,
    tables.Outbox.state.in_([MailState.CANCELLED, MailState.FAILED]),
)
_RECEIVED = (
    select(tables.Track.key, tables.PlannedTouch.step)
    .join(tables.Nurture, tables.Nurture.track_id == tables.Track.id)
    .join(tables.Lead, tables.Lead.id == tables.Nurture.lead_id)
    .join(tables.PlannedTouch, tables.PlannedTouch.nurture_id == tables.Nurture.id)
    .join(
        tables.Deadline,
        (tables.Deadline.subject_id == tables.PlannedTouch.id)
        & (tables.Deadline.kind == DeadlineKind.TRACK_STEP),
    )
    .where(tables.Deadline.ended_as == Ending.DONE, tables.Deadline.ended_by.not_in(_NEVER_LEFT))
)
