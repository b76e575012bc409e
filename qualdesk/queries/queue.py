"""The queue as a caller sees it: who is next and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select, true

from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import near_day
from qualdesk.domain.queue_order import Level, Line, Place
from qualdesk.domain.queue_reason import QueueReason
from qualdesk.domain.seat import Seat
from qualdesk.queries.reasons import LeadFacts, lead_facts, reason_of
from qualdesk.store.promises import is_counting_down, promised, promises_to_keep
from qualdesk.store.queue_index import micros
from qualdesk.store.queue_offers import Offer, offers_in_order, offers_later
from qualdesk.store.queue_plan import plan_of
from qualdesk.store.seats import seat_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Campaign, Claim, Lead, Person, Prospect, QueueEntry, Site

_TODAY = timedelta(hours=12)

LATER = "Later today"
"""The head over those whose hours, or whose promised time, are still to come."""


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
    is_asked: bool = False
    """Whether it is another's promise that runs late, to be kept by whoever takes it."""
    waits: bool = False
    """Whether a promise of this caller's counts down, and only then comes anybody else."""
    is_own_promise: bool = False
    """Whether this caller promised the call, and it is due or counts down."""


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


def call_queue(
    session: Session, *, caller_id: int, now: datetime, limit: int = 200
) -> list[QueueRow]:
    """Return the first rows of the caller's order, then those for later today."""
    seat = seat_of(session, caller_id)
    offers = list(islice(offers_in_order(session, seat, now), limit))
    later = list(islice(offers_later(session, seat, now), limit - len(offers)))
    known = {one.lead_id for one in offers}
    promises = [one for one in promises_of_today(session, seat, now) if one.lead_id not in known]
    return _rows(session, offers, [*promises, *later], caller_id, now)


def queue_count(session: Session, *, caller_id: int, now: datetime) -> int:
    """Return how many leads this caller could be given now: due, and within calling hours."""
    seat = seat_of(session, caller_id)
    plan = plan_of(session, seat, now)
    promises = promises_to_keep(session, seat, plan, now)
    if is_counting_down(promises, seat, now):
        return len(promises)
    counts = {
        (bucket_id, line): n
        for bucket_id, line, n in session.execute(DUE_BY_BUCKET, {"now": micros(now)})
    }
    called = sum(
        counts.get((bucket_id, line), 0)
        for level in _COUNTED
        for group in plan.at(level)
        for line, bucket_ids in group.lines.items()
        for bucket_id in bucket_ids
    )
    return called + len(promises)


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


_COUNTED = tuple(level for level in Level if level is not Level.PROMISED)
IS_DUE = case(
    (QueueEntry.is_waiting, QueueEntry.rank <= bindparam("now")),
    (QueueEntry.line == Line.INTEREST, true()),
    else_=QueueEntry.rank <= bindparam("now"),
)
DUE_BY_BUCKET = (
    select(QueueEntry.bucket_id, QueueEntry.line, func.count().label("n"))
    .where(IS_DUE)
    .group_by(QueueEntry.bucket_id, QueueEntry.line)
)
"""How many may be called of each line of each bucket, were it within their hours."""


def promises_of_today(session: Session, seat: Seat, now: datetime) -> list[Offer]:
    """Return the caller's own promises, and anyone's, of the hours to come."""
    return [
        Offer(one.lead_id, one.bucket_id, Place(Level.PROMISED))
        for one in promised(session, until=now + _TODAY)
        if one.owner_id in {None, seat.person_id}
    ]


def _rows(
    session: Session,
    offers: Sequence[Offer],
    later: Sequence[Offer],
    caller_id: int,
    now: datetime,
) -> list[QueueRow]:
    lead_ids = [one.lead_id for one in (*offers, *later)]
    facts = lead_facts(session, lead_ids)
    callers = _callers(session, lead_ids, now)
    heads = [*heads_of(offers), *[LATER for _ in later]]
    return [
        _row(
            _Placed(rank, one, head, caller_id),
            facts[one.lead_id],
            callers.get(one.lead_id, ""),
            now,
        )
        for rank, (one, head) in enumerate(zip((*offers, *later), heads, strict=True), start=1)
    ]


def heads_of(offers: Sequence[Offer]) -> Iterator[str]:
    """Return the head of each row; what comes in turn stands under the head it interrupts."""
    head = next((one.place.head for one in offers if one.turn is None), "")
    for one in offers:
        head = head if one.turn else one.place.head
        yield head or one.place.head


class _Placed(NamedTuple):
    """An offer under its head, as one caller is told of it."""

    rank: int
    offer: Offer
    head: str
    caller_id: int


def _row(placed: _Placed, facts: LeadFacts, caller: str, now: datetime) -> QueueRow:
    rank, offer, head, caller_id = placed
    is_later = head == LATER
    return QueueRow(
        rank=rank,
        lead_id=facts.lead_id,
        lead_version=facts.version,
        name=facts.name,
        first_name=facts.first_name,
        company=facts.company,
        campaign=facts.campaign.name,
        head=head,
        head_note="" if is_later else _head_note(offer.place, facts, now),
        reason=reason_of(facts, offer.place, offer.turn, caller_id=caller_id),
        zone=facts.clock.zone,
        may_call_now=not is_later and not offer.waits,
        is_later=is_later,
        attempts=facts.attempts,
        attempts_cap=facts.attempts_cap,
        last_touch_at=facts.last_touch_at,
        caller=caller,
        is_asked=offer.is_asked,
        waits=offer.waits,
        is_own_promise=offer.is_mine,
    )


def _head_note(place: Place, facts: LeadFacts, now: datetime) -> str:
    if place.window is None:
        return ""
    today = now.astimezone(facts.clock.tz).date()
    return f"closes {near_day(place.window.closes_on, today)}"


def _callers(session: Session, lead_ids: Sequence[int], now: datetime) -> dict[int, str]:
    rows = session.execute(
        select(Claim.lead_id, Person.name)
        .join(Person, Person.id == Claim.caller_id)
        .where(Claim.lead_id.in_(lead_ids), Claim.until > now)
    )
    return {key: value for key, value in rows}  # noqa: C416 - rows are no pairs yet
