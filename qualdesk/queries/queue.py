"""The queue as a caller sees it: who is next and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import ColumnElement, and_, func, select

from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import near_day
from qualdesk.domain.queue_order import Level, Place, QueueReason
from qualdesk.queries.reasons import LeadFacts, lead_facts, reason_of
from qualdesk.store.queue_heads import (
    Candidate,
    Head,
    candidates,
    groups,
    heads,
    heads_by_bucket,
    may_keep,
)
from qualdesk.store.queue_index import micros
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Campaign, Claim, Lead, Person, Prospect, QueueEntry, Site

_TODAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One lead in its place; `rank` counts from 1, `is_later` rows wait for a time today."""

    rank: int
    lead_id: int
    lead_version: int
    name: str
    first_name: str
    company: str
    campaign: str
    head: str
    head_note: str
    reason: QueueReason
    zone: str
    may_call_now: bool
    is_later: bool
    attempts: int
    attempts_cap: int
    last_touch_at: datetime | None
    caller: str


@dataclass(frozen=True, slots=True)
class ResearchRow:
    """A lead that waits for a number or a person."""

    lead_id: int
    name: str
    company: str
    city: str
    country: str
    campaign: str
    website: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class _Standing:
    """A lead in the order, before its card is read."""

    lead_id: int
    place: Place
    may_call_now: bool
    is_later: bool = False


def call_queue(
    session: Session, *, caller_id: int, now: datetime, limit: int = 200
) -> list[QueueRow]:
    """Return the first rows of the caller's order, promises of later today at the end."""
    all_heads = heads(session, now)
    by_bucket = heads_by_bucket(all_heads)
    standing = [
        *_promises(session, by_bucket, caller_id=caller_id, now=now, since=None, until=now),
        *_in_order(session, all_heads, now, limit),
    ][:limit]
    later = _promises(
        session, by_bucket, caller_id=caller_id, now=now, since=now, until=now + _TODAY
    )
    return _rows(session, [*standing, *later], now)


def queue_count(session: Session, *, caller_id: int, now: datetime) -> int:
    """Return how many leads may be called now: due, and within calling hours."""
    is_open = heads_by_bucket(head for head in heads(session, now) if head.is_open)
    counts = session.execute(
        select(QueueEntry.bucket_id, QueueEntry.lane, func.count())
        .where(_is_due(now))
        .group_by(QueueEntry.bucket_id, QueueEntry.lane)
    )
    promised = _promises(session, {}, caller_id=caller_id, now=now, since=None, until=now)
    called = (n for bucket, lane, n in counts if (bucket, Lane(lane)) in is_open)
    return sum(called) + len(promised)


def to_find_out(session: Session, *, limit: int = 200) -> list[ResearchRow]:
    """Return the leads that wait for a number or a person, the longest due first."""
    rows = session.execute(
        select(Lead.id, Prospect.first_name, Prospect.last_name, Account.name, Account.website)
        .add_columns(Site.city, Site.country, Campaign.name.label("campaign"), Lead.due_at)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Account, Account.id == Lead.account_id)
        .join(Site, Site.id == Prospect.site_id)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(Lead.lane == Lane.RESEARCH)
        .order_by(Lead.due_at, Lead.id)
        .limit(limit)
    )
    return [
        ResearchRow(
            lead_id=row.id,
            name=f"{row.first_name} {row.last_name}".strip(),
            company=row.name,
            city=row.city,
            country=row.country,
            campaign=row.campaign,
            website=row.website,
            due_at=row.due_at,
        )
        for row in rows
    ]


def _in_order(
    session: Session, all_heads: Sequence[Head], now: datetime, limit: int
) -> list[_Standing]:
    """Return leads group after group; those outside calling hours stand where they will be called."""
    found: list[_Standing] = []
    called = [head for head in all_heads if head.lane is not Lane.PROMISED]
    for members in groups(called):
        if len(found) >= limit:
            break
        ready = candidates(session, members, now=now, per_head=limit)
        woken = _waking(session, members, now, limit)
        merged = sorted(chain(ready, woken), key=lambda one: (one.rank, one.lead_id))
        found += [_Standing(one.lead_id, one.head.place, one.head.is_open) for one in merged]
    return sorted(found, key=lambda one: not one.may_call_now)


def _waking(
    session: Session, members: Sequence[Head], now: datetime, limit: int
) -> Iterable[Candidate]:
    """Return waiting leads whose time has come since the last claim moved them to their place."""
    by_bucket = heads_by_bucket(members)
    rows = session.execute(
        select(QueueEntry.lead_id, QueueEntry.ready_rank, QueueEntry.bucket_id, QueueEntry.lane)
        .where(QueueEntry.is_waiting, QueueEntry.rank <= micros(now))
        .where(QueueEntry.bucket_id.in_([bucket_id for bucket_id, _lane in by_bucket]))
        .order_by(QueueEntry.ready_rank)
        .limit(limit)
    )
    for lead_id, rank, bucket_id, lane in rows:
        head = by_bucket.get((bucket_id, Lane(lane)))
        if head is not None:
            yield Candidate(lead_id, rank, head)


def _promises(
    session: Session,
    by_bucket: dict[tuple[int, Lane], Head],
    *,
    caller_id: int,
    now: datetime,
    since: datetime | None,
    until: datetime,
) -> list[_Standing]:
    wanted = (
        select(QueueEntry.lead_id, QueueEntry.bucket_id)
        .join(Lead, Lead.id == QueueEntry.lead_id)
        .where(QueueEntry.lane == Lane.PROMISED, ~QueueEntry.is_waiting)
        .where(may_keep(caller_id, now))
        .where(QueueEntry.rank <= micros(until))
        .order_by(QueueEntry.rank, QueueEntry.lead_id)
    )
    if since is not None:
        wanted = wanted.where(QueueEntry.rank > micros(since))
    return [
        _Standing(
            lead_id,
            Place(Level.PROMISED),
            may_call_now=since is None
            or ((head := by_bucket.get((bucket_id, Lane.PROMISED))) is not None and head.is_open),
            is_later=since is not None,
        )
        for lead_id, bucket_id in session.execute(wanted)
    ]


def _is_due(now: datetime) -> ColumnElement[bool]:
    by_due = QueueEntry.lane.in_([Lane.RETURNED, Lane.CHECK_IN])
    is_ready = and_(~QueueEntry.is_waiting, ~by_due | (QueueEntry.rank <= micros(now)))
    is_woken = and_(QueueEntry.is_waiting, QueueEntry.rank <= micros(now))
    return and_(QueueEntry.lane != Lane.PROMISED, is_ready | is_woken)


def _rows(session: Session, standing: Sequence[_Standing], now: datetime) -> list[QueueRow]:
    facts = lead_facts(session, [one.lead_id for one in standing])
    callers = _callers(session, [one.lead_id for one in standing], now)
    return [
        _row(rank, one, facts[one.lead_id], callers.get(one.lead_id, ""), now)
        for rank, one in enumerate(standing, start=1)
    ]


def _row(rank: int, standing: _Standing, facts: LeadFacts, caller: str, now: datetime) -> QueueRow:
    return QueueRow(
        rank=rank,
        lead_id=facts.lead_id,
        lead_version=facts.version,
        name=facts.name,
        first_name=facts.first_name,
        company=facts.company,
        campaign=facts.campaign.name,
        head="Later today" if _is_for_later(standing) else standing.place.head,
        head_note=_head_note(standing, facts, now),
        reason=reason_of(facts, standing.place),
        zone=facts.clock.zone,
        may_call_now=standing.may_call_now,
        is_later=_is_for_later(standing),
        attempts=facts.attempts,
        attempts_cap=facts.attempts_cap,
        last_touch_at=facts.last_touch_at,
        caller=caller,
    )


def _is_for_later(standing: _Standing) -> bool:
    return standing.is_later or not standing.may_call_now


def _head_note(standing: _Standing, facts: LeadFacts, now: datetime) -> str:
    window = standing.place.window
    if window is None or _is_for_later(standing):
        return ""
    today = now.astimezone(facts.clock.tz).date()
    return f"closes {near_day(window.closes_on, today)}"


def _callers(session: Session, lead_ids: Sequence[int], now: datetime) -> dict[int, str]:
    rows = session.execute(
        select(Claim.lead_id, Person.name)
        .join(Person, Person.id == Claim.caller_id)
        .where(Claim.lead_id.in_(lead_ids), Claim.until > now)
    )
    return {key: value for key, value in rows}  # noqa: C416 - rows are no pairs yet
