"""Duplicates: pairs that wait for a person, what was merged, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from qualdesk.domain.lead import LeadState
from qualdesk.domain.naming import prospect_name
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Campaign,
    Duplicate,
    ImportedRow,
    Lead,
    Merge,
    Number,
    Prospect,
    ProspectNumber,
    Site,
    Touch,
)

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One of two that look alike."""

    prospect_id: int
    name: str
    company: str
    address: str
    email: str
    numbers: tuple[str, ...] = ()
    last_touch_at: datetime | None = None
    lead_id: int | None = None
    """The newest lead, to be looked at."""
    open_in: str = ""
    """The campaign in which they are pursued now."""


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
    rows = session.execute(_waiting().order_by(Duplicate.id).limit(limit)).all()
    known = _entries(session, {one for row in rows for one in (row.one_id, row.other_id)})
    return [
        DuplicateRow(row.id, row.found_at, known[row.one_id], known[row.other_id]) for row in rows
    ]


def open_pairs(session: Session) -> int:
    """Return how many pairs wait for a person."""
    return session.scalar(select(func.count()).select_from(_waiting().subquery())) or 0


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


def _waiting() -> Select[int, datetime, int, int]:
    """Select pairs that wait, as who they turned out to be; two who are one by now wait no more."""
    one, other = aliased(Prospect), aliased(Prospect)
    one_id = func.coalesce(one.merged_into_id, one.id)
    other_id = func.coalesce(other.merged_into_id, other.id)
    return (
        select(Duplicate.id, Duplicate.found_at, one_id.label("one_id"), other_id.label("other_id"))
        .join(one, one.id == Duplicate.one_id)
        .join(other, other.id == Duplicate.other_id)
        .where(Duplicate.decided_at.is_(None), one_id != other_id)
    )


def _entries(session: Session, prospect_ids: set[int]) -> dict[int, Entry]:
    found: dict[int, Entry] = {}
    for part in in_parts(prospect_ids):
        numbers, touched = _numbers(session, part), _last_touches(session, part)
        leads = _leads(session, part)
        for row in session.execute(_ENTRIES.where(Prospect.id.in_(part))):
            street = ", ".join(filter(None, (row.street, f"{row.postal_code} {row.city}".strip())))
            name = prospect_name(row.first_name, row.last_name, row.company)
            found[row.id] = Entry(
                row.id,
                name,
                row.company,
                street,
                row.email,
                tuple(numbers.get(row.id, ())),
                touched.get(row.id),
                *leads.get(row.id, (None, "")),
            )
    return found


def _numbers(session: Session, part: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = (
        select(ProspectNumber.prospect_id, Number.e164)
        .join(Number, Number.id == ProspectNumber.number_id)
        .where(ProspectNumber.prospect_id.in_(part), ProspectNumber.wrong_at.is_(None))
        .order_by(ProspectNumber.position)
    )
    for prospect_id, e164 in session.execute(query):
        found.setdefault(prospect_id, []).append(e164)
    return found


def _last_touches(session: Session, part: Sequence[int]) -> dict[int, datetime]:
    query = select(Touch.prospect_id, func.max(Touch.happened_at)).group_by(Touch.prospect_id)
    found = session.execute(query.where(Touch.prospect_id.in_(part)))
    return {prospect_id: happened_at for prospect_id, happened_at in found}  # noqa: C416


def _leads(session: Session, part: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Return the newest lead of each, an open one before closed ones, and where it is open."""
    query = (
        select(Lead.prospect_id, Lead.id, Lead.state, Campaign.name)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(Lead.prospect_id.in_(part))
        .order_by(Lead.state != LeadState.CLOSED, Lead.id)
    )
    return {
        prospect_id: (lead_id, name if state != LeadState.CLOSED else "")
        for prospect_id, lead_id, state, name in session.execute(query)
    }


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
