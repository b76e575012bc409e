"""What a few typed letters mean: people, companies, and how many of them wait in the queue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select

from qualdesk.domain.looking_up import folded_words, words_begun
from qualdesk.queries.hits import hits
from qualdesk.queries.people_found import (
    MOST_SHOWN,
    Named,
    PersonFound,
    in_order,
    named,
    with_leads,
)
from qualdesk.queries.queue import DUE_BY_BUCKET
from qualdesk.store.columns import table_of
from qualdesk.store.queue_index import micros
from qualdesk.store.queue_plan import plan_of
from qualdesk.store.seats import seat_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Lead, Prospect, QueueEntry, Territory

_MOST_COMPANIES = 2


@dataclass(frozen=True, slots=True)
class CompanyFound:
    """A company that is called so, how many people we know there, and whose ground it is."""

    account_id: int
    name: str
    contacts: int
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The first of all that is meant; `in_queue` counts among so many as were looked at."""

    people: tuple[PersonFound, ...] = ()
    companies: tuple[CompanyFound, ...] = ()
    in_queue: int = 0
    has_more: bool = False


def found_as_typed(
    session: Session, *, typed: str, caller_id: int, now: datetime, limit: int = MOST_SHOWN
) -> Found:
    """Return whom and what a few letters or digits mean; `limit` is how many are shown together."""
    ids, is_whole = hits(session, typed)
    if not ids:
        return Found()
    begun = words_begun(typed)
    rows = in_order(named(session, ids), begun)
    companies = _companies(session, rows, begun)
    people = with_leads(session, rows[: limit - len(companies)], caller_id, now)
    in_queue = _in_queue(session, ids, caller_id, now)
    return Found(tuple(people), tuple(companies), in_queue, has_more=not is_whole)


def queue_size(session: Session, *, caller_id: int, now: datetime) -> int:
    """Return how many leads stand in a caller's queue, within their hours or not."""
    return _mine(session, session.execute(DUE_BY_BUCKET, {"now": micros(now)}), caller_id, now)


def _companies(session: Session, rows: Iterable[Named], begun: Sequence[str]) -> list[CompanyFound]:
    names = {row.account_id: row.company for row in rows if _is_called(row.company, begun)}
    first = sorted(names, key=lambda one: folded_words(names[one]))[:_MOST_COMPANIES]
    if not first:
        return []
    asked = {"account_ids": first}
    contacts = {one.account_id: one.contacts for one in session.execute(_CONTACTS, asked)}
    grounds = {one.account_id: one.name for one in session.execute(_GROUNDS, asked)}
    return [
        CompanyFound(one, names[one], contacts.get(one, 0), grounds.get(one, "")) for one in first
    ]


def _is_called(company: str, begun: Sequence[str]) -> bool:
    """Whether each word typed begins a word of the company's own name."""
    own = folded_words(company).split()
    return bool(begun) and all(any(word.startswith(one) for word in own) for one in begun)


def _in_queue(session: Session, ids: Sequence[int], caller_id: int, now: datetime) -> int:
    counted = session.execute(_HITS_BY_BUCKET, {"ids": ids, "now": micros(now)})
    return _mine(session, counted, caller_id, now)


def _mine(session: Session, counted: Iterable[Any], caller_id: int, now: datetime) -> int:
    """Add up what stands in the buckets that a caller is offered from."""
    mine = plan_of(session, seat_of(session, caller_id), now).campaigns
    return sum(row.n for row in counted if row.bucket_id in mine)


_LEADS, _PEOPLE, _TERRITORIES = table_of(Lead), table_of(Prospect), table_of(Territory)
_HITS_BY_BUCKET = DUE_BY_BUCKET.join(Lead, Lead.id == QueueEntry.lead_id).where(
    Lead.prospect_id.in_(bindparam("ids", expanding=True))
)
_OF_THESE: BindParameter[Sequence[int]] = bindparam("account_ids", expanding=True)
_CONTACTS = (
    select(_PEOPLE.c.account_id, func.count().label("contacts"))
    .where(_PEOPLE.c.account_id.in_(_OF_THESE), _PEOPLE.c.merged_into_id.is_(None))
    .group_by(_PEOPLE.c.account_id)
)
_GROUNDS = (
    select(_LEADS.c.account_id, _TERRITORIES.c.name)
    .join(_TERRITORIES, _TERRITORIES.c.id == _LEADS.c.territory_id)
    .where(_LEADS.c.account_id.in_(_OF_THESE))
    # The newest lead of each is taken.
    .order_by(_LEADS.c.id)
)
