"""Promised calls beside the queue: those near, those overdue whoever made them, those of sales."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import aliased

from qualdesk.domain.callback import SalesCall
from qualdesk.domain.deadline import DeadlineKind
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.seat import SUBSTITUTE_ASKED_AFTER
from qualdesk.queries.reasons import lead_facts
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Callback,
    Claim,
    Deadline,
    Lead,
    Person,
    Prospect,
    Territory,
)


@dataclass(frozen=True, slots=True)
class PromisedCall:
    """A call that was promised; `owner` is "" where anyone free makes it."""

    lead_id: int
    name: str
    company: str
    due_at: datetime
    zone: str
    owner_id: int | None
    owner: str
    called_by_id: int | None
    """Who is calling them at this moment."""


@dataclass(frozen=True, slots=True)
class ComingCall:
    """A call that sales is to make, as the rep sees it coming."""

    lead_id: int
    name: str
    company: str
    zone: str
    call: SalesCall
    rep_id: int | None
    start_with: str
    promised_by: str


def promises_near(
    session: Session, *, caller_id: int, now: datetime, within: timedelta
) -> list[PromisedCall]:
    """Return a caller's own promises that are due within so long, and those overdue."""
    mine = _PROMISED.where(Lead.owner_person_id == caller_id, Lead.due_at <= now + within)
    return _promised_calls(session, mine, now)


def promises_ahead(session: Session, *, caller_id: int, now: datetime) -> list[PromisedCall]:
    """Return all promises that a caller still has to keep."""
    mine = _PROMISED.where(Lead.owner_person_id == caller_id, Lead.due_at > now)
    return _promised_calls(session, mine, now)


def overdue_promises(session: Session, *, now: datetime) -> list[PromisedCall]:
    """Return the promises that nobody has kept five minutes after their time, the oldest first.

    Read from the leads themselves: one whose number may not be dialled is named too.
    """
    late = _PROMISED.where(Lead.due_at <= now - SUBSTITUTE_ASKED_AFTER)
    return [one for one in _promised_calls(session, late, now) if one.called_by_id is None]


def coming_calls(session: Session, *, now: datetime, rep_id: int | None = None) -> list[ComingCall]:
    """Return the calls that sales is to make, of one rep or all, the next first."""
    found = _COMING.where(Callback.due_at > now - _SHOWN_FOR)
    if rep_id is not None:
        found = found.where(_REP_ID.in_([rep_id]))
    return [
        ComingCall(
            row.id,
            prospect_name(row.first_name, row.last_name, row.company),
            row.company,
            row.zone,
            SalesCall(row.due_at, row.rep or "", row.is_confirmed),
            row.rep_id,
            row.start_with,
            row.promised_by or "",
        )
        for row in session.execute(found)
    ]


def _promised_calls(
    session: Session, found: Select[*tuple[Any, ...]], now: datetime
) -> list[PromisedCall]:
    rows = session.execute(found).all()
    facts = lead_facts(session, [row.id for row in rows], now)
    return [_promised_call(row, facts[row.id].clock.zone, now) for row in rows]


def _promised_call(row: Row[*tuple[Any, ...]], zone: str, now: datetime) -> PromisedCall:
    is_called = row.until is not None and row.until > now
    return PromisedCall(
        lead_id=row.id,
        name=prospect_name(row.first_name, row.last_name, row.company),
        company=row.company,
        due_at=row.due_at,
        zone=zone,
        owner_id=row.owner_person_id,
        owner=row.owner or "",
        called_by_id=row.caller_id if is_called else None,
    )


_SHOWN_FOR = timedelta(days=1)
"""How long one stays in sight whose hand-over is still being tried."""

_WHO = (Prospect.first_name, Prospect.last_name, Account.name.label("company"))
_PROMISED: Select[*tuple[Any, ...]] = (
    select(Lead.id, Lead.due_at, Lead.owner_person_id, *_WHO)
    .add_columns(Person.name.label("owner"), Claim.caller_id, Claim.until)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Account, Account.id == Lead.account_id)
    .outerjoin(Person, Person.id == Lead.owner_person_id)
    .outerjoin(Claim, Claim.lead_id == Lead.id)
    .where(Lead.state == LeadState.QUEUED, Lead.lane == Lane.PROMISED)
    .order_by(Lead.due_at, Lead.id)
)
_Rep = aliased(Person)
_REP_ID: ColumnElement[Any] = func.coalesce(Territory.rep_id, Territory.covering_rep_id)
_COMING: Select[*tuple[Any, ...]] = (
    select(Lead.id, *_WHO, Callback.due_at, Callback.zone, Callback.is_confirmed)
    .add_columns(Callback.start_with, _Rep.name.label("rep"), _REP_ID.label("rep_id"))
    .add_columns(Person.name.label("promised_by"))
    .join_from(Deadline, Callback, Callback.id == Deadline.subject_id)
    .join(Lead, Lead.id == Callback.lead_id)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Account, Account.id == Lead.account_id)
    .join(Territory, Territory.id == Lead.territory_id)
    .outerjoin(_Rep, _Rep.id == _REP_ID)
    .outerjoin(Person, Person.id == Callback.caller_id)
    .where(Deadline.kind == DeadlineKind.SALES_CALL, Deadline.ended_as.is_(None))
    .order_by(Callback.due_at, Callback.id)
)
