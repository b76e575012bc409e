"""What is a person's own, read from every table that may name them as the one who acts next."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from qualdesk.domain.belonging import Belonging, BelongingKind
from qualdesk.domain.deadline import DeadlineKind
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.naming import prospect_name
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Absence,
    Account,
    Appointment,
    CalledFirst,
    Claim,
    Deadline,
    HandOff,
    Lead,
    Nurture,
    Person,
    PlannedTouch,
    Prospect,
    Territory,
    TerritoryPlan,
)

OVER = (HandOffState.RETURNED, HandOffState.TAKEN_BACK, HandOffState.WON, HandOffState.LOST)
"""Hand-offs that nobody answers for any more."""

_IS_HELD = HandOff.state != HandOffState.RETURNED
"""A rep who gave a lead back goes to no meeting: its caller rings about that."""


_Moment = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]


def belongings_of(session: Session, person_id: int, now: datetime) -> list[Belonging]:
    """Return all that is theirs and still to be done."""
    return [
        *_of_leads(session, _promises(person_id), BelongingKind.PROMISE),
        *_of_leads(session, _claims(person_id, now), BelongingKind.CLAIM),
        *_of_leads(session, _firsts(person_id), BelongingKind.CALLED_FIRST),
        *_of_leads(session, _hand_offs(person_id), BelongingKind.HAND_OFF),
        *_of_leads(session, _meetings(person_id, now), BelongingKind.MEETING),
        *_of_leads(session, _tracks(person_id), BelongingKind.TRACK),
        *_named(session, _territories(person_id), BelongingKind.TERRITORY),
        *_named(session, _absences(person_id), BelongingKind.DEPUTY),
    ]


def meetings_of_person(
    session: Session, person_id: int, now: datetime, *, within: Span
) -> list[Belonging]:
    """Return the meetings of a rep that begin within a time, earliest first."""
    found = _meetings(person_id, now).where(*_begins(within), _IS_HELD)
    return list(_of_leads(session, found, BelongingKind.MEETING))


def hand_offs_with_meetings(
    session: Session, person_id: int, now: datetime, *, within: Span
) -> list[HandOff]:
    """Return the hand-offs of a rep whose meetings begin within a time, earliest first."""
    found = (
        select(HandOff)
        .join(Appointment, Appointment.hand_off_id == HandOff.id)
        .where(*_to_come(person_id, now), *_begins(within), _IS_HELD)
        .order_by(Appointment.starts_at)
    )
    return list(session.scalars(found))


def tracks_of(person_id: int) -> Select[int]:
    """Return the conversations whose coming notes go in a person's name."""
    waiting = (
        select(PlannedTouch.nurture_id)
        .join(Deadline, Deadline.subject_id == PlannedTouch.id)
        .where(Deadline.kind == DeadlineKind.TRACK_STEP, Deadline.ended_as.is_(None))
    )
    return select(Nurture.id).where(Nurture.caller_id == person_id, Nurture.id.in_(waiting))


def plans_of(person_id: int) -> Select[int]:
    """Return the reassignments by which a person is to have a territory from a later day."""
    waiting = select(Deadline.subject_id).where(
        Deadline.kind == DeadlineKind.TERRITORY, Deadline.ended_as.is_(None)
    )
    return select(TerritoryPlan.id).where(
        TerritoryPlan.rep_id == person_id, TerritoryPlan.id.in_(waiting)
    )


def _of_leads(
    session: Session, found: Select[*tuple[Any, ...]], kind: BelongingKind
) -> Iterator[Belonging]:
    for row in session.execute(found):
        name = prospect_name(row.first_name, row.last_name, row.company)
        yield Belonging(kind, f"{name}, {row.company}", row.at)


def _named(
    session: Session, found: Select[*tuple[Any, ...]], kind: BelongingKind
) -> Iterator[Belonging]:
    for name in session.scalars(found):
        yield Belonging(kind, name)


def _promises(person_id: int) -> Select[*tuple[Any, ...]]:
    is_promised = (Lead.state == LeadState.QUEUED, Lead.lane == Lane.PROMISED)
    return _leads(Lead.due_at).where(Lead.owner_person_id == person_id, *is_promised)


def _claims(person_id: int, now: datetime) -> Select[*tuple[Any, ...]]:
    mine = (Claim.caller_id == person_id, Claim.until > now)
    return _leads(Claim.until).join(Claim, Claim.lead_id == Lead.id).where(*mine)


def _firsts(person_id: int) -> Select[*tuple[Any, ...]]:
    found = _leads(CalledFirst.since).join(CalledFirst, CalledFirst.lead_id == Lead.id)
    return found.where(CalledFirst.caller_id == person_id, Lead.state != LeadState.CLOSED)


def _hand_offs(person_id: int) -> Select[*tuple[Any, ...]]:
    found = _leads(HandOff.accept_by).join(HandOff, HandOff.lead_id == Lead.id)
    return found.where(HandOff.rep_id == person_id, HandOff.state.not_in(OVER))


def _meetings(person_id: int, now: datetime) -> Select[*tuple[Any, ...]]:
    found = _leads(Appointment.starts_at).join(HandOff, HandOff.lead_id == Lead.id)
    found = found.join(Appointment, Appointment.hand_off_id == HandOff.id)
    return found.where(*_to_come(person_id, now))


def _to_come(person_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        HandOff.rep_id == person_id,
        Appointment.starts_at > now,
        Appointment.cancelled_at.is_(None),
        HandOff.state != HandOffState.TAKEN_BACK,
    )


def _begins(within: Span) -> tuple[ColumnElement[bool], ...]:
    return (Appointment.starts_at >= within.starts_at, Appointment.starts_at < within.ends_at)


def _tracks(person_id: int) -> Select[*tuple[Any, ...]]:
    found = _leads(Nurture.check_in_at).join(Nurture, Nurture.lead_id == Lead.id)
    return found.where(Nurture.id.in_(tracks_of(person_id)))


def _territories(person_id: int) -> Select[*tuple[Any, ...]]:
    is_theirs = or_(Territory.rep_id == person_id, Territory.covering_rep_id == person_id)
    planned = select(TerritoryPlan.territory_id).where(TerritoryPlan.id.in_(plans_of(person_id)))
    theirs = or_(is_theirs, Territory.id.in_(planned))
    return select(Territory.name).where(theirs).order_by(Territory.name)


def _absences(person_id: int) -> Select[*tuple[Any, ...]]:
    absent = select(Person.name).join(Absence, Absence.person_id == Person.id)
    return absent.where(Absence.deputy_id == person_id, Absence.ended_at.is_(None))


def _leads(at: _Moment) -> Select[*tuple[Any, ...]]:
    return (
        select(Prospect.first_name, Prospect.last_name, Account.name.label("company"))
        .add_columns(at.label("at"))
        .select_from(Lead)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Account, Account.id == Lead.account_id)
        .order_by(at, Lead.id)
    )
