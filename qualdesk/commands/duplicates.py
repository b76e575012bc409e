"""Duplicates: pairs that a person must look at, and what was decided of them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.merging import part_prospects
from qualdesk.commands.requests.duplicates import (
    KeepApart,
    NoteDuplicates,
    PartProspects,
    TakeBackDecision,
)
from qualdesk.errors import Conflict
from qualdesk.events.duplicates import KeptApart, NotedDuplicates, TookBackDecision
from qualdesk.store.among import Among
from qualdesk.store.bulk import Bulk
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Duplicate, Prospect


def note_duplicates(session: Session, request: NoteDuplicates, now: datetime) -> NotedDuplicates:
    """Have a person look at these pairs; what was noted or decided before stays as it is."""
    pairs = sorted(_as_they_are_now(session, request.pairs))
    if not pairs:
        return NotedDuplicates(0)
    known = {tuple(row) for row in _KNOWN.read(session, {one for one, _other in pairs})}
    new = [pair for pair in pairs if pair not in known]
    _NOTED.add(session, ((*pair, now) for pair in new))
    return NotedDuplicates(len(new))


def keep_apart(session: Session, request: KeepApart, now: datetime) -> KeptApart:
    """Say of two that look alike that they are two; they are never shown again as a pair.

    Raises:
        Conflict: if somebody has decided already.
    """
    pair = session.get(Duplicate, request.duplicate_id)
    if pair is None or pair.decided_at is not None:
        raise Conflict("Somebody has decided on these two already. Read the list again.")
    pair.decided_at, pair.decided_by_id, pair.are_same = now, request.person_id, False
    session.flush()
    return KeptApart(pair.id)


def take_back_decision(
    session: Session, request: TakeBackDecision, now: datetime
) -> TookBackDecision:
    """Have a pair wait for a person again; those who were made one are parted.

    Raises:
        Conflict: if nobody has decided on them, or they cannot be parted now.
    """
    if request.merge_id is not None:
        part_prospects(session, PartProspects(request.merge_id, request.person_id), now)
    pair = session.get(Duplicate, request.duplicate_id, populate_existing=True)
    if pair is None or (pair.decided_at is None and request.merge_id is None):
        raise Conflict("Nobody has decided on these two, so there is nothing to take back.")
    pair.decided_at = pair.decided_by_id = pair.are_same = None
    session.flush()
    return TookBackDecision(pair.id)


def _as_they_are_now(session: Session, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return pairs of those who stayed, lower id first; two who became one are no pair."""
    pairs = list(pairs)
    into = dict(_MERGED.read(session, {one for pair in pairs for one in pair}))
    now = ((into.get(one, one), into.get(other, other)) for one, other in pairs)
    return {(min(pair), max(pair)) for pair in now if pair[0] != pair[1]}


_PAIRS, _PROSPECTS = table_of(Duplicate), table_of(Prospect)
_KNOWN = Among(select(_PAIRS.c.one_id, _PAIRS.c.other_id), _PAIRS.c.one_id)
_MERGED = Among(
    select(_PROSPECTS.c.id, _PROSPECTS.c.merged_into_id).where(
        _PROSPECTS.c.merged_into_id.is_not(None)
    ),
    _PROSPECTS.c.id,
)
_NOTED = Bulk(Duplicate, "one_id", "other_id", "found_at", skips_known=True)
