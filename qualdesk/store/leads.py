"""A lead's image: read, written with its version, kept in the history."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from qualdesk.domain.lead import Grade, Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.errors import Conflict
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared, insert_of
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Lead, LeadChange, LeadColumns


def image_of(row: LeadColumns | Row[*tuple[Any, ...]]) -> LeadImage:
    """Return what a lead, or a moment of its history, is in."""
    return LeadImage(
        campaign_id=row.campaign_id,
        territory_id=row.territory_id,
        state=LeadState(row.state),
        lane=Lane(row.lane) if row.lane else None,
        due_at=row.due_at,
        interest_at=row.interest_at,
        attempts=row.attempts,
        owner_kind=OwnerKind(row.owner_kind),
        owner_person_id=row.owner_person_id,
        grade=Grade(row.grade) if row.grade else None,
        resolution=Resolution(row.resolution) if row.resolution else None,
        resolved_at=row.resolved_at,
    )


def write_image(
    session: Session, lead_id: int, image: LeadImage, *, version: int, now: datetime
) -> int:
    """Change a lead that still has `version`, keep the image in its history, renew its queue entry.

    Returns the new version.

    Raises:
        Conflict: if somebody else changed it meanwhile.
    """
    changed = {**_values(image), "the_lead": lead_id, "seen": version}
    if not _WRITE.rows(session, changed):
        raise Conflict("Somebody else changed this lead meanwhile. Open it again.")
    keep_image(session, lead_id, image, version=version + 1, now=now)
    index_leads(session, [lead_id], now)
    return version + 1


def write_images(
    session: Session, images: Sequence[tuple[int, int, LeadImage]], now: datetime
) -> None:
    """Change many leads, each given as (id, version, image), and renew their queue entries at once.

    Raises:
        Conflict: if somebody else changed one of them meanwhile.
    """
    if not images:
        return
    rows = [
        {**_values(image), "lead_id": lead_id, "version": version + 1}
        for lead_id, version, image in images
    ]
    former = [
        row | {"former": version} for row, (_id, version, _image) in zip(rows, images, strict=True)
    ]
    if session.connection().execute(_UPDATE, former).rowcount != len(rows):
        raise Conflict("Somebody else changed one of these leads meanwhile. Try again.")
    happened = {"command_id": command_id(session), "happened_at": now, "recorded_at": now}
    session.connection().execute(insert(LeadChange), [row | happened for row in rows])
    index_leads(session, [lead_id for lead_id, _version, _image in images], now)


def keep_image(
    session: Session, lead_id: int, image: LeadImage, *, version: int, now: datetime
) -> None:
    """Write an image into the lead's history."""
    row = {
        **_values(image),
        "lead_id": lead_id,
        "version": version,
        "command_id": command_id(session),
        "happened_at": now,
        "recorded_at": now,
    }
    _KEEP.send(session, row)


def _values(image: LeadImage) -> dict[str, object]:
    # Not asdict, which copies deeply what cannot change: this is on the way of each outcome.
    return {name: getattr(image, name) for name in _IMAGE}


_IMAGE = tuple(one.name for one in fields(LeadImage))
_LEADS = table_of(Lead)
_WRITE = Prepared(
    update(_LEADS)
    .where(_LEADS.c.id == bindparam("the_lead"), _LEADS.c.version == bindparam("seen"))
    .values({name: bindparam(name) for name in _IMAGE} | {"version": _LEADS.c.version + 1})
    .returning(_LEADS.c.id)
)
_KEEP = Prepared(
    insert_of(
        table_of(LeadChange),
        *_IMAGE,
        *("lead_id", "version", "command_id", "happened_at", "recorded_at"),
    )
)


def image_before(session: Session, lead_id: int, version: int) -> LeadImage | None:
    """Return the image a lead had before it got `version`."""
    row = session.scalars(
        select(LeadChange).where(LeadChange.lead_id == lead_id, LeadChange.version == version - 1)
    ).one_or_none()
    return image_of(row) if row else None


_UPDATE = update(Lead).where(Lead.id == bindparam("lead_id"), Lead.version == bindparam("former"))
