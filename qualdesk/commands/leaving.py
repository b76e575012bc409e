"""Somebody leaves: all that was theirs is taken over together, and nothing stays behind."""

from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update

from qualdesk.commands.absences import is_away_on
from qualdesk.commands.case import load_case
from qualdesk.commands.claims import release_claims
from qualdesk.commands.moving_promises import move_promise, moved, owned_by, promises_of
from qualdesk.commands.requests.order import ReleaseClaims
from qualdesk.commands.requests.people import DeactivatePerson
from qualdesk.domain.belonging import Belonging, counted
from qualdesk.domain.lead import LeadState
from qualdesk.domain.moments import moment_words
from qualdesk.domain.person import Role
from qualdesk.domain.seat import PresenceState
from qualdesk.errors import Conflict, InputError
from qualdesk.events.people import DeactivatedPerson
from qualdesk.store.belongings import OVER, belongings_of, tracks_of
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    Absence,
    Appointment,
    CalledFirst,
    HandOff,
    Lead,
    Nurture,
    Person,
    Presence,
    Seat,
    Territory,
    TerritoryChange,
)


def deactivate_person(
    session: Session, request: DeactivatePerson, now: datetime
) -> DeactivatedPerson:
    """Let a person leave; all that was theirs goes to one heir.

    Raises:
        InputError: if something would stay behind, or the heir cannot take it over.
        Conflict: if the person has left already.
    """
    person = session.get_one(Person, request.person_id)
    theirs = check_leaving(session, request, now)
    release_claims(session, ReleaseClaims(person.id), now)
    if request.to_id is not None:
        _give_all(session, person.id, request.to_id, now)
    session.execute(delete(Seat).where(Seat.person_id == person.id))
    session.execute(
        update(Absence)
        .where(Absence.person_id == person.id, Absence.ended_at.is_(None))
        .values(ended_at=now)
    )
    session.execute(
        update(Presence).where(Presence.person_id == person.id).values(state=PresenceState.OUT)
    )
    person.is_active = False
    session.flush()
    if left := belongings_of(session, person.id, now):
        raise InputError(f"{person.name} would still have {counted(left)}. Move that first.")
    return DeactivatedPerson(person.id, person.name, request.to_id, len(theirs))


def check_leaving(session: Session, request: DeactivatePerson, now: datetime) -> list[Belonging]:
    """Return all that moves when a person leaves; nothing is changed.

    Raises:
        InputError: if something would stay behind, or the heir cannot take it over.
        Conflict: if the person has left already.
    """
    person = session.get_one(Person, request.person_id)
    if not person.is_active:
        raise Conflict(f"{person.name} no longer works here already.")
    theirs = belongings_of(session, person.id, now)
    if theirs and request.to_id is None:
        raise InputError(f"{person.name} still has {counted(theirs)}. Name who takes that over.")
    if person.role == Role.TEAM_LEAD and not _other_team_lead(session, person.id):
        raise InputError(f"{person.name} is the only team lead. Add another team lead first.")
    if request.to_id is not None:
        _check_heir(session, person, session.get_one(Person, request.to_id), theirs, now)
    return theirs


def _check_heir(
    session: Session, person: Person, heir: Person, theirs: list[Belonging], now: datetime
) -> None:
    if heir.id == person.id:
        raise InputError(f"{person.name} leaves. Name somebody else who takes over.")
    if not heir.is_active or is_away_on(session, heir.id, now.date()):
        raise InputError(f"{heir.name} is not there. Name somebody else who takes over.")
    of_sales = [one for one in theirs if one.kind.is_of_sales]
    of_callers = [one for one in theirs if one.kind.is_of_callers]
    if of_sales and heir.role not in {Role.SALES, Role.TEAM_LEAD}:
        raise InputError(
            f"{heir.name} is not in sales and cannot take over {counted(of_sales)}."
            " Name a rep or a team lead."
        )
    if of_callers and heir.role not in {Role.CALLER, Role.TEAM_LEAD}:
        raise InputError(
            f"{heir.name} makes no calls here and cannot take over {counted(of_callers)}."
            " Name a caller or a team lead."
        )
    _check_calendar(session, person, heir, now)


def _check_calendar(session: Session, person: Person, heir: Person, now: datetime) -> None:
    """Refuse an heir who has a meeting of their own while one of the leaver's runs."""
    own = _meetings(session, heir.id, now)
    for starts_at, ends_at in _meetings(session, person.id, now):
        if any(start < ends_at and starts_at < end for start, end in own):
            when = moment_words(starts_at, now, heir.zone)
            raise InputError(
                f"{heir.name} has another meeting on {when}. Move one of the two,"
                " or name somebody else."
            )


def _meetings(session: Session, rep_id: int, now: datetime) -> list[tuple[datetime, datetime]]:
    rows = session.execute(
        select(Appointment.starts_at, Appointment.ends_at)
        .join(HandOff, HandOff.id == Appointment.hand_off_id)
        .where(HandOff.rep_id == rep_id, HandOff.state.not_in(OVER))
        .where(Appointment.ends_at > now, Appointment.cancelled_at.is_(None))
    )
    return [(row.starts_at, row.ends_at) for row in rows]


def _other_team_lead(session: Session, person_id: int) -> bool:
    others = select(Person.id).where(Person.role == Role.TEAM_LEAD, Person.is_active)
    return session.scalar(others.where(Person.id != person_id).limit(1)) is not None


def _give_all(session: Session, from_id: int, to_id: int, now: datetime) -> None:
    for case in promises_of(session, from_id, now):
        move_promise(session, case, moved(session, case, to_id, case.image.due_at or now))
    _give_hand_offs(session, from_id, to_id, now)
    _give_territories(session, from_id, to_id, now)
    session.execute(
        update(CalledFirst).where(CalledFirst.caller_id == from_id).values(caller_id=to_id)
    )
    session.execute(
        update(Nurture)
        .where(Nurture.id.in_(tracks_of(from_id)))
        .values(caller_id=to_id)
        .execution_options(synchronize_session=False)
    )
    for absence in session.scalars(select(Absence).where(Absence.deputy_id == from_id)).all():
        absence.deputy_id = None if absence.person_id == to_id else to_id


def _give_hand_offs(session: Session, from_id: int, to_id: int, now: datetime) -> None:
    """Give the heir the hand-offs, each with its meeting, whose invitation counts one up."""
    theirs = (HandOff.rep_id == from_id, HandOff.state.not_in(OVER))
    hand_offs = session.scalars(select(HandOff).where(*theirs)).all()
    ids = [one.id for one in hand_offs]
    session.execute(
        update(Appointment)
        .where(Appointment.hand_off_id.in_(ids), Appointment.cancelled_at.is_(None))
        .values(sequence=Appointment.sequence + 1, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    for hand_off in hand_offs:
        hand_off.rep_id = to_id
    session.flush()
    with_them = (Lead.owner_person_id == from_id, Lead.state == LeadState.WITH_SALES)
    for lead_id in session.scalars(select(Lead.id).where(*with_them)).all():
        case = load_case(session, lead_id, now)
        image = owned_by(case.image, to_id)
        write_image(session, lead_id, image, version=case.version, now=now)


def _give_territories(session: Session, from_id: int, to_id: int, now: datetime) -> None:
    is_theirs = or_(Territory.rep_id == from_id, Territory.covering_rep_id == from_id)
    for one in session.scalars(select(Territory).where(is_theirs)).all():
        rep_id = to_id if one.rep_id == from_id else one.rep_id
        covering_id = to_id if one.covering_rep_id == from_id else one.covering_rep_id
        session.execute(
            insert(TerritoryChange).values(
                territory_id=one.id,
                command_id=command_id(session),
                from_rep_id=one.rep_id,
                from_covering_rep_id=one.covering_rep_id,
                to_rep_id=rep_id,
                to_covering_rep_id=covering_id,
                happened_at=now,
            )
        )
        one.rep_id, one.covering_rep_id, one.since = rep_id, covering_id, now.date()
    session.flush()
