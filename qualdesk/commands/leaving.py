"""Somebody leaves: all that was theirs is taken over together, and nothing stays behind."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Update, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from qualdesk.commands.absence_plans import is_away
from qualdesk.commands.case import load_case
from qualdesk.commands.claims import release_claims
from qualdesk.commands.handing_on import Change, hand_on
from qualdesk.commands.moving_promises import move_promise, moved, promises_of
from qualdesk.commands.receivers import as_receiver, receiver
from qualdesk.commands.requests.order import ReleaseClaims
from qualdesk.commands.requests.people import DeactivatePerson
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.commands.territory_history import keep_change_of_hands
from qualdesk.domain.belonging import Belonging, counted
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.person import Role
from qualdesk.domain.seat import PresenceState
from qualdesk.errors import Conflict, InputError
from qualdesk.events.people import DeactivatedPerson, GivenAway
from qualdesk.store.belongings import OVER, belongings_of, plans_of, tracks_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    Absence,
    CalledFirst,
    HandOff,
    Nurture,
    Person,
    Presence,
    Territory,
    TerritoryPlan,
)


def deactivate_person(
    session: Session, request: DeactivatePerson, now: datetime
) -> DeactivatedPerson:
    """Let a person leave; all that was theirs goes to one heir.

    Whoever knew of a meeting to come is told who comes instead.

    Raises:
        Forbidden: if not a team lead says so.
        InputError: if something would stay behind, or the heir cannot take it over.
        Conflict: if the person has left already, or the heir is not free for a meeting.
    """
    must_be_team_lead(session, request.by_id, "let somebody leave")
    person = session.get_one(Person, request.person_id)
    theirs = check_leaving(session, request, now)
    release_claims(session, ReleaseClaims(person.id), now)
    own_absences = _end_absences(session, person.id, now)
    given = GivenAway()
    if request.to_id is not None:
        given = _give_all(session, request, request.to_id, now)
    session.execute(
        update(Presence).where(Presence.person_id == person.id).values(state=PresenceState.OUT)
    )
    person.is_active = False
    session.flush()
    if left := belongings_of(session, person.id, now):
        raise InputError(f"{person.name} would still have {counted(left)}. Move that first.")
    return DeactivatedPerson(
        person.id,
        person.name,
        request.to_id,
        len(theirs),
        command_id(session),
        replace(given, own_absences=own_absences),
    )


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
    if not heir.is_active or is_away(session, heir.id, Span(now, now + timedelta.resolution)):
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


def _other_team_lead(session: Session, person_id: int) -> bool:
    others = select(Person.id).where(Person.role == Role.TEAM_LEAD, Person.is_active)
    return session.scalar(others.where(Person.id != person_id).limit(1)) is not None


def _end_absences(session: Session, person_id: int, now: datetime) -> tuple[int, ...]:
    mine = (Absence.person_id == person_id, Absence.ended_at.is_(None))
    return _handed(session, update(Absence).where(*mine).values(ended_at=now), Absence.id)


def _give_all(session: Session, request: DeactivatePerson, to_id: int, now: datetime) -> GivenAway:
    from_id = request.person_id
    for case in promises_of(session, from_id, now):
        move_promise(session, case, moved(session, case, to_id, case.image.due_at or now))
    _give_territories(session, from_id, to_id, now)
    return GivenAway(
        hand_off_ids=_give_hand_offs(session, request, to_id, now),
        track_ids=_handed(
            session,
            update(Nurture).where(Nurture.id.in_(tracks_of(from_id))).values(caller_id=to_id),
            Nurture.id,
        ),
        called_first=_handed(
            session,
            update(CalledFirst).where(CalledFirst.caller_id == from_id).values(caller_id=to_id),
            CalledFirst.lead_id,
        ),
        deputy_of=_give_deputising(session, from_id, to_id),
        plan_ids=_handed(
            session,
            update(TerritoryPlan)
            .where(TerritoryPlan.id.in_(plans_of(from_id)))
            .values(rep_id=to_id),
            TerritoryPlan.id,
        ),
    )


def _handed(session: Session, change: Update, key: InstrumentedAttribute[int]) -> tuple[int, ...]:
    given = change.returning(key).execution_options(synchronize_session=False)
    return tuple(sorted(session.scalars(given)))


def _give_deputising(session: Session, from_id: int, to_id: int) -> tuple[int, ...]:
    """Let the heir stand in for whom the leaver stood in; nobody stands in for themselves."""
    stood_in = select(Absence).where(Absence.deputy_id == from_id, Absence.ended_at.is_(None))
    absences = session.scalars(stood_in).all()
    for absence in absences:
        absence.deputy_id = None if absence.person_id == to_id else to_id
    session.flush()
    return tuple(one.id for one in absences)


def _give_hand_offs(
    session: Session, request: DeactivatePerson, to_id: int, now: datetime
) -> tuple[int, ...]:
    """Give the heir the hand-offs, each with its meeting; whoever knew of that is told."""
    theirs = (HandOff.rep_id == request.person_id, HandOff.state.not_in(OVER))
    hand_offs = session.scalars(select(HandOff).where(*theirs).order_by(HandOff.id)).all()
    former = session.get_one(Person, request.person_id)
    change = Change(
        as_receiver(former),
        receiver(session, to_id),
        request.by_id,
        request.undo_seconds,
    )
    for hand_off in hand_offs:
        hand_on(session, load_case(session, hand_off.lead_id, now), hand_off, change)
    session.flush()
    return tuple(one.id for one in hand_offs)


def _give_territories(session: Session, from_id: int, to_id: int, now: datetime) -> None:
    is_theirs = or_(Territory.rep_id == from_id, Territory.covering_rep_id == from_id)
    for one in session.scalars(select(Territory).where(is_theirs)).all():
        rep_id = to_id if one.rep_id == from_id else one.rep_id
        covering_id = to_id if one.covering_rep_id == from_id else one.covering_rep_id
        keep_change_of_hands(session, one, rep_id=rep_id, covering_rep_id=covering_id, now=now)
        one.rep_id, one.covering_rep_id, one.since = rep_id, covering_id, now.date()
    session.flush()
