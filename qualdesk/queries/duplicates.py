"""Duplicates: pairs that wait for a person, what was merged, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from qualdesk.domain.naming import prospect_name
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Duplicate, ImportedRow, Merge, Prospect, Site

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One of two that look alike."""

    prospect_id: int
    name: str
    company: str
    address: str
    email: str


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two prospects that may be the same."""

    id: int
    found_at: datetime
    one: Entry
    other: Entry


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that stands."""

    id: int
    merged_at: datetime
    kept: Entry
    merged: Entry


def duplicates(session: Session, *, limit: int = _SHOWN) -> list[DuplicateRow]:
    """Return the pairs that wait for a person, the oldest first."""
    rows = session.scalars(
        select(Duplicate).where(Duplicate.decided_at.is_(None)).order_by(Duplicate.id).limit(limit)
    ).all()
    known = _entries(session, {one for row in rows for one in (row.one_id, row.other_id)})
    pairs = [(row, known[row.one_id], known[row.other_id]) for row in rows]
    return [DuplicateRow(row.id, row.found_at, one, other) for row, one, other in pairs]


def merges(session: Session, *, limit: int = _SHOWN) -> list[MergeRow]:
    """Return the merges that stand, the newest first."""
    rows = session.scalars(
        select(Merge).where(Merge.parted_at.is_(None)).order_by(Merge.id.desc()).limit(limit)
    ).all()
    known = _entries(session, {one for row in rows for one in (row.kept_id, row.merged_id)})
    return [
        MergeRow(row.id, row.merged_at, known[row.kept_id], known[row.merged_id]) for row in rows
    ]


def open_pairs_of_list(session: Session, list_id: int) -> int:
    """Return how many pairs with a prospect of a list wait for a person."""
    on_list = select(ImportedRow.prospect_id).where(
        ImportedRow.list_id == list_id, ImportedRow.prospect_id.is_not(None)
    )
    waits = select(func.count()).select_from(Duplicate).where(Duplicate.decided_at.is_(None))
    either = or_(Duplicate.one_id.in_(on_list), Duplicate.other_id.in_(on_list))
    return session.scalar(waits.where(either)) or 0


def decided_pairs(session: Session, pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return those of some pairs, lower id first, on which somebody has decided."""
    found: set[tuple[int, int]] = set()
    for part in in_parts({one for one, _other in pairs}):
        query = select(Duplicate.one_id, Duplicate.other_id)
        query = query.where(Duplicate.one_id.in_(part), Duplicate.decided_at.is_not(None))
        found |= {(one, other) for one, other in session.execute(query)}
    return found & set(pairs)


def _entries(session: Session, prospect_ids: set[int]) -> dict[int, Entry]:
    found: dict[int, Entry] = {}
    for part in in_parts(prospect_ids):
        for row in session.execute(_ENTRIES.where(Prospect.id.in_(part))):
            street = ", ".join(filter(None, (row.street, f"{row.postal_code} {row.city}".strip())))
            name = prospect_name(row.first_name, row.last_name, row.company)
            found[row.id] = Entry(row.id, name, row.company, street, row.email)
    return found


_ENTRIES = (
    select(
        Prospect.id,
        Prospect.first_name,
        Prospect.last_name,
        Prospect.email,
        Account.name.label("company"),
        Site.street,
        Site.postal_code,
        Site.city,
    )
    .join(Account, Account.id == Prospect.account_id)
    .join(Site, Site.id == Prospect.site_id)
)
