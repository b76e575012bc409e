"""Matchings of columns that were made by hand, kept for the next list of the same shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualdesk.store.session import command_id
from qualdesk.store.tables import SavedMatching
from qualdesk.store.upsert import upsert


@dataclass(frozen=True, slots=True)
class SavedColumns:
    """Fields by column, columns joined into one, and what was said of when they responded."""

    fields: Mapping[str, str] = field(default_factory=dict)
    joins: Mapping[str, str] = field(default_factory=dict)
    responded: str = ""


def saved_columns(session: Session, shape: str) -> SavedColumns | None:
    """Return how columns of this shape were matched last, or None."""
    body = session.scalar(select(SavedMatching.body).where(SavedMatching.shape == shape))
    return None if body is None else msgspec.convert(body, SavedColumns)


def save_columns(session: Session, shape: str, columns: SavedColumns, now: datetime) -> None:
    """Keep how columns of this shape are matched, instead of what was kept before."""
    values = {
        "body": msgspec.to_builtins(columns),
        "command_id": command_id(session),
        "saved_at": now,
    }
    adding = upsert(session, SavedMatching).values(shape=shape, **values)
    session.execute(adding.on_conflict_do_update(index_elements=["shape"], set_=values))
