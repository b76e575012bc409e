"""Claims: a lead, its site and its numbers belong to one caller while the call lasts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from qualdesk.commands.requests.order import ClaimLead, ClaimNext, ReleaseClaims
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_order import Level, Turn
from qualdesk.errors import BeingCalled, InputError
from qualdesk.events.order import ClaimedLead, ReleasedClaims
from qualdesk.store.columns import table_of
from qualdesk.store.holds import first_standing, free, hold, keys_if_standing, keys_of, let_rest
from qualdesk.store.plans import plan_once
from qualdesk.store.prepared import Prepared
from qualdesk.store.queue_index import index_leads, micros, wake_due
from qualdesk.store.queue_offers import Offer, offers_now
from qualdesk.store.seats import count_turn, seat_of
from qualdesk.store.session import Session
from qualdesk.store.tables import CalledFirst, Claim, Held, Lead, Person, QueueEntry
from qualdesk.store.upsert import upserts

LEASE = timedelta(minutes=3)
"""How long a claim lasts without a sign of life."""

CALL_LEASE = timedelta(minutes=60)
"""How long a claim with a running call lasts."""

REST = timedelta(minutes=60)
"""How long a shared number rests after a call, except for promises and its holder."""


def claim_next(session: Session, request: ClaimNext, now: datetime) -> ClaimedLead:
    """Claim the lead that is first in the caller's order; the one they hold already stays theirs.

    Only a promise of their own takes the place of one that was offered and not begun (DESIGN §4, 1).
    """
    plan_once(session)
    held = _HELD_BY.first(session, {"caller_id": request.caller_id, "now": now})
    if held is not None:
        kept = ClaimedLead(held.lead_id, held.claim_no)
        return _promise_instead(session, held, request.caller_id, now) or kept
    wake_due(session, now)
    seat = seat_of(session, request.caller_id)
    offer = _take_first(session, offers_now(session, seat, now), seat.person_id, now)
    if offer is None:
        return ClaimedLead(None)
    if offer.place.level >= Level.PRIORITY and offer.turn is not Turn.CALLED_FIRST:
        count_turn(session, seat.person_id)
    return _claim(session, _Claimed(offer.lead_id, seat.person_id, offer.turn), now)


def claim_lead(session: Session, request: ClaimLead, now: datetime) -> ClaimedLead:
    """Claim a certain lead; what the caller held before goes back.

    Raises:
        InputError: if there is no such lead.
        BeingCalled: if somebody else is calling it, or its site or number.
    """
    plan_once(session)
    _release_all(session, request.caller_id, now)
    wake_due(session, now)
    first = next(offers_now(session, seat_of(session, request.caller_id), now), None)
    is_first = first is not None and first.lead_id == request.lead_id
    return take_lead(session, request.lead_id, request.caller_id, now, is_out_of_order=not is_first)


def take_lead(
    session: Session, lead_id: int, caller_id: int, now: datetime, *, is_out_of_order: bool = False
) -> ClaimedLead:
    """Claim a lead beside what the caller may hold.

    Raises:
        InputError: if there is no such lead.
        BeingCalled: if somebody else is calling it, or its site or number.
    """
    lane = session.execute(select(Lead.lane).where(Lead.id == lead_id)).first()
    if lane is None:
        raise InputError("There is no such lead. Look it up in the queue.")
    other = session.scalar(
        select(Person.name)
        .join(Claim, Claim.caller_id == Person.id)
        .where(Claim.lead_id == lead_id, Claim.caller_id != caller_id, Claim.until > now)
    )
    if other:
        raise BeingCalled(f"{other} is calling this prospect now.")
    claimed = _Claimed(lead_id, caller_id, is_out_of_order=is_out_of_order)
    is_promise = lane.lane == Lane.PROMISED
    if not _hold(session, claimed, keys_of(session, lead_id), now, is_promise=is_promise):
        raise BeingCalled("Somebody is calling this number now.")
    return _claim(session, claimed, now)


def release_claims(session: Session, request: ReleaseClaims, now: datetime) -> ReleasedClaims:
    """Give back all that the caller holds."""
    plan_once(session)
    return ReleasedClaims(_release_all(session, request.caller_id, now))


def release_lead(session: Session, lead_id: int, now: datetime) -> None:
    """End the claim of a lead; its queue entry is where it belongs again."""
    free(session, lead_id)
    _END.send(session, {"claimed_id": lead_id})
    index_leads(session, [lead_id], now)


def extend_claim(session: Session, lead_id: int, caller_id: int, until: datetime) -> None:
    """Keep a claim alive until then, with its site and numbers."""
    for table in (Claim, Held):
        session.execute(
            update(table)
            .where(table.lead_id == lead_id, table.caller_id == caller_id, table.until < until)
            .values(until=until)
        )
    session.execute(
        update(QueueEntry)
        .where(QueueEntry.lead_id == lead_id, QueueEntry.is_waiting)
        .values(rank=micros(until))
    )


def end_call(session: Session, lead_id: int, caller_id: int, now: datetime) -> None:
    """End the caller's claim after a call; numbers that others are reached at rest, not for them.

    Who claimed the lead since, for the call outlasted its claim, goes on with it.
    """
    let_rest(session, lead_id, caller_id, now + REST)
    _END_OWN.send(session, {"claimed_id": lead_id, "caller_id": caller_id})


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A claim that is about to be written."""

    lead_id: int
    caller_id: int
    turn: Turn | None = None
    is_out_of_order: bool = False


def _release_all(session: Session, caller_id: int, now: datetime) -> tuple[int, ...]:
    lead_ids = tuple(row.lead_id for row in _MINE.rows(session, {"caller_id": caller_id}))
    for lead_id in lead_ids:
        release_lead(session, lead_id, now)
    return lead_ids


_AT_ONCE = 32
"""Of how many offers together it is asked which stands; most claims get the very first."""


def _take_first(
    session: Session, offers: Iterator[Offer], caller_id: int, now: datetime
) -> Offer | None:
    """Take the first that still stands and is free; None where nobody is left."""
    first = next(offers, None)
    if first is None or _take(session, first, caller_id, now):
        return first
    while some := list(islice(offers, _AT_ONCE)):
        if (offer := _take_one_of(session, some, caller_id, now)) is not None:
            return offer
    return None


def _take_one_of(
    session: Session, offers: Sequence[Offer], caller_id: int, now: datetime
) -> Offer | None:
    """Take the first of these that nobody else takes at this moment: many may claim at once."""
    while (place := first_standing(session, [one.lead_id for one in offers])) is not None:
        if _take(session, offers[place], caller_id, now):
            return offers[place]
        offers = offers[place + 1 :]
    return None


def _take(session: Session, offer: Offer, caller_id: int, now: datetime) -> bool:
    """Take an offered lead that still stands there, with its site and numbers."""
    keys = keys_if_standing(session, offer.lead_id)
    claimed = _Claimed(offer.lead_id, caller_id)
    is_promise = offer.place.level is Level.PROMISED
    return bool(keys) and _hold(session, claimed, keys, now, is_promise=is_promise)


def _promise_instead(
    session: Session, held: Any, caller_id: int, now: datetime
) -> ClaimedLead | None:
    """Claim the caller's own promise, from five minutes before its time, for one not begun."""
    is_begun = held.until > now + LEASE
    if is_begun or held.is_out_of_order or held.lane == Lane.PROMISED:
        return None
    wake_due(session, now)
    first = next(offers_now(session, seat_of(session, caller_id), now), None)
    if first is None or not first.is_mine or not _take(session, first, caller_id, now):
        return None
    release_lead(session, held.lead_id, now)
    return _claim(session, _Claimed(first.lead_id, caller_id), now)


def _hold(
    session: Session, claimed: _Claimed, keys: list[str], now: datetime, *, is_promise: bool
) -> bool:
    return hold(
        session,
        keys,
        lead_id=claimed.lead_id,
        caller_id=claimed.caller_id,
        until=now + LEASE,
        now=now,
        is_promise=is_promise,
    )


def _claim(session: Session, claimed: _Claimed, now: datetime) -> ClaimedLead:
    row = {
        "lead_id": claimed.lead_id,
        "caller_id": claimed.caller_id,
        "until": now + LEASE,
        "turn": claimed.turn,
        "is_out_of_order": claimed.is_out_of_order,
    }
    claim_no = _WRITE_CLAIM.value(session, row)
    waiting = {"claimed_id": claimed.lead_id, "until": micros(now + LEASE)}
    _WAIT.send(session, waiting)
    if claimed.turn is Turn.CALLED_FIRST:
        session.execute(delete(CalledFirst).where(CalledFirst.lead_id == claimed.lead_id))
    return ClaimedLead(claimed.lead_id, claim_no or 1, claimed.turn)


_CLAIMS, _ENTRIES, _LEADS = table_of(Claim), table_of(QueueEntry), table_of(Lead)
_HELD_BY = Prepared(
    select(_CLAIMS.c.lead_id, _CLAIMS.c.claim_no, _CLAIMS.c.until, _CLAIMS.c.is_out_of_order)
    .add_columns(_LEADS.c.lane)
    .join(_LEADS, _LEADS.c.id == _CLAIMS.c.lead_id)
    .where(_CLAIMS.c.caller_id == bindparam("caller_id"), _CLAIMS.c.until > bindparam("now"))
)
_MINE = Prepared(select(_CLAIMS.c.lead_id).where(_CLAIMS.c.caller_id == bindparam("caller_id")))
_ITS_CLAIM = delete(_CLAIMS).where(_CLAIMS.c.lead_id == bindparam("claimed_id"))
_END = Prepared(_ITS_CLAIM)
_END_OWN = Prepared(_ITS_CLAIM.where(_CLAIMS.c.caller_id == bindparam("caller_id")))
_WAIT = Prepared(
    update(_ENTRIES)
    .where(_ENTRIES.c.lead_id == bindparam("claimed_id"))
    .values(is_waiting=True, rank=bindparam("until"))
)


_OVERWRITTEN = ("caller_id", "until", "turn", "is_out_of_order")
_WRITE_CLAIM = Prepared(
    {
        dialect: insert.values(claim_no=1)
        .on_conflict_do_update(
            index_elements=["lead_id"],
            set_={name: insert.excluded[name] for name in _OVERWRITTEN}
            | {"claim_no": _CLAIMS.c.claim_no + 1},
        )
        .returning(_CLAIMS.c.claim_no)
        for dialect, insert in upserts(_CLAIMS, "lead_id", *_OVERWRITTEN).items()
    }
)
