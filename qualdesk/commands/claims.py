"""Claims: a lead, its site and its numbers belong to one caller while the call lasts."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update

from qualdesk.commands.requests import ClaimLead, ClaimNext, ReleaseClaims
from qualdesk.domain.lead import Lane
from qualdesk.errors import Conflict
from qualdesk.events import ClaimedLead, ReleasedClaims
from qualdesk.store.queue_heads import candidates, groups, heads, promises_due
from qualdesk.store.queue_index import index_leads, micros, wake_due
from qualdesk.store.session import Session
from qualdesk.store.tables import Claim, Held, Lead, Person, Prospect, ProspectNumber, QueueEntry
from qualdesk.store.upsert import upsert

LEASE = timedelta(minutes=15)
"""How long a claim lasts without a sign of life."""

CALL_LEASE = timedelta(minutes=60)
"""How long a claim with a running call lasts."""

REST = timedelta(minutes=60)
"""How long a shared number rests after a call, except for promises and its holder."""

_PROMISE_FIRST = timedelta(minutes=5)


def claim_next(session: Session, request: ClaimNext, now: datetime) -> ClaimedLead:
    """Claim the lead that is first in the caller's order; the one they hold already stays theirs."""
    held = _own_claim(session, request.caller_id, now)
    if held is not None:
        return held
    wake_due(session, now)
    for lead_ids in _in_order(session, request.caller_id, now):
        for lead_id in lead_ids:
            if _take(session, lead_id, request.caller_id, now):
                return _claim(session, lead_id, request.caller_id, now)
    return ClaimedLead(None)


def claim_lead(session: Session, request: ClaimLead, now: datetime) -> ClaimedLead:
    """Claim a certain lead; what the caller held before goes back.

    Raises:
        Conflict: if somebody else is calling it, or its site or number.
    """
    lead_id, caller_id = request.lead_id, request.caller_id
    other = session.scalar(
        select(Person.name)
        .join(Claim, Claim.caller_id == Person.id)
        .where(Claim.lead_id == lead_id, Claim.caller_id != caller_id, Claim.until > now)
    )
    if other:
        raise Conflict(f"{other} is calling this prospect now. Choose another.")
    release_claims(session, ReleaseClaims(caller_id), now)
    if not _hold(session, lead_id, caller_id, now):
        raise Conflict("Somebody is calling this number now. Choose another prospect.")
    return _claim(session, lead_id, caller_id, now)


def release_claims(session: Session, request: ReleaseClaims, now: datetime) -> ReleasedClaims:
    """Give back all that the caller holds."""
    mine = Claim.caller_id == request.caller_id
    lead_ids = tuple(session.scalars(select(Claim.lead_id).where(mine)))
    for lead_id in lead_ids:
        release_lead(session, lead_id, now)
    return ReleasedClaims(lead_ids)


def release_lead(session: Session, lead_id: int, now: datetime) -> None:
    """End the claim of a lead; its queue entry is where it belongs again."""
    session.execute(delete(Held).where(Held.lead_id == lead_id))
    session.execute(delete(Claim).where(Claim.lead_id == lead_id))
    index_leads(session, [lead_id], now)


def extend_claim(session: Session, lead_id: int, caller_id: int, until: datetime) -> None:
    """Keep a claim alive until then, with its site and numbers."""
    for table in (Claim, Held):
        session.execute(
            update(table)
            .where(table.lead_id == lead_id, table.caller_id == caller_id)
            .values(until=until)
        )


def end_call(session: Session, lead_id: int, caller_id: int, now: datetime) -> None:
    """End the claim after a call; numbers that others are reached at rest, but not for the caller."""
    shared = [f"number:{number_id}" for number_id in _shared_numbers(session, lead_id)]
    session.execute(delete(Held).where(Held.lead_id == lead_id, Held.key.not_in(shared)))
    resting = update(Held).where(Held.lead_id == lead_id, Held.caller_id == caller_id)
    session.execute(resting.values(until=now + REST))
    session.execute(delete(Claim).where(Claim.lead_id == lead_id))


def _own_claim(session: Session, caller_id: int, now: datetime) -> ClaimedLead | None:
    found = session.execute(
        select(Claim.lead_id, Claim.claim_no).where(Claim.caller_id == caller_id, Claim.until > now)
    ).first()
    return ClaimedLead(found.lead_id, found.claim_no) if found else None


def _in_order(session: Session, caller_id: int, now: datetime) -> Iterable[Sequence[int]]:
    """Return lead ids, best first, a part at a time: promises, then head after head."""
    yield promises_due(session, caller_id=caller_id, now=now, until=now + _PROMISE_FIRST)
    open_heads = [head for head in heads(session, now) if head.is_open]
    for members in groups([head for head in open_heads if head.lane is not Lane.PROMISED]):
        yield [one.lead_id for one in candidates(session, members, now=now)]


def _take(session: Session, lead_id: int, caller_id: int, now: datetime) -> bool:
    """Lock a candidate that still stands there, with its site and numbers."""
    standing = (
        select(QueueEntry.lead_id)
        .where(QueueEntry.lead_id == lead_id, ~QueueEntry.is_waiting)
        .with_for_update(skip_locked=True)
    )
    return session.scalar(standing) is not None and _hold(session, lead_id, caller_id, now)


def _hold(session: Session, lead_id: int, caller_id: int, now: datetime) -> bool:
    """Hold site and numbers, all or none; what another caller holds, or lets rest, stays theirs."""
    keys = _keys(session, lead_id)
    savepoint = session.begin_nested()
    insert = upsert(session, Held).values(
        [
            {"key": key, "lead_id": lead_id, "caller_id": caller_id, "until": now + LEASE}
            for key in keys
        ]
    )
    new = insert.excluded
    got = session.execute(
        insert.on_conflict_do_update(
            index_elements=["key"],
            set_={"lead_id": new.lead_id, "caller_id": new.caller_id, "until": new.until},
            where=or_(Held.until <= now, Held.caller_id == caller_id),
        ).returning(Held.key)
    ).all()
    if len(got) < len(keys):
        savepoint.rollback()
        return False
    savepoint.commit()
    return True


def _keys(session: Session, lead_id: int) -> list[str]:
    """Return what is locked with a lead, sorted, so that two callers never wait for each other."""
    site_id = session.scalar(
        select(Prospect.site_id)
        .join(Lead, Lead.prospect_id == Prospect.id)
        .where(Lead.id == lead_id)
    )
    numbers = session.scalars(
        select(ProspectNumber.number_id)
        .join(Lead, Lead.prospect_id == ProspectNumber.prospect_id)
        .where(Lead.id == lead_id)
    )
    return sorted([f"site:{site_id}", *(f"number:{number_id}" for number_id in numbers)])


def _shared_numbers(session: Session, lead_id: int) -> list[int]:
    here = select(ProspectNumber.number_id).join(
        Lead, Lead.prospect_id == ProspectNumber.prospect_id
    )
    return list(
        session.scalars(
            select(ProspectNumber.number_id)
            .where(ProspectNumber.number_id.in_(here.where(Lead.id == lead_id)))
            .group_by(ProspectNumber.number_id)
            .having(func.count() > 1)
        )
    )


def _claim(session: Session, lead_id: int, caller_id: int, now: datetime) -> ClaimedLead:
    until = now + LEASE
    insert = upsert(session, Claim).values(
        lead_id=lead_id, caller_id=caller_id, claim_no=1, until=until
    )
    claim_no = session.execute(
        insert.on_conflict_do_update(
            index_elements=["lead_id"],
            set_={"caller_id": caller_id, "claim_no": Claim.claim_no + 1, "until": until},
        ).returning(Claim.claim_no)
    ).scalar_one()
    session.execute(
        update(QueueEntry)
        .where(QueueEntry.lead_id == lead_id)
        .values(is_waiting=True, rank=micros(until))
        .execution_options(synchronize_session=False)
    )
    return ClaimedLead(lead_id, claim_no)
