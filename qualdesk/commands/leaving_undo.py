"""Undo of a leaving: the person works here again and gets back what nobody was told of or changed."""

from datetime import datetime

import msgspec
from sqlalchemy import select, update

from qualdesk.commands.case import load_case
from qualdesk.commands.giving_back import (
    give_hand_off_back,
    give_lead_back,
    give_territories_back,
    given_leads,
)
from qualdesk.commands.requests.people import TakeBackLeaving
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.errors import Conflict
from qualdesk.events.people import DeactivatedPerson, TookBackLeaving
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Absence,
    CalledFirst,
    Command,
    HandOff,
    Nurture,
    Person,
    TerritoryPlan,
)


def take_back_leaving(session: Session, request: TakeBackLeaving, now: datetime) -> TookBackLeaving:
    """Let a person work here again who was let go by mistake.

    A prospect who was told that somebody else comes, and a lead that has moved on since, stay with
    the heir; all else is as it was.

    Raises:
        Forbidden: if not a team lead says so.
        Conflict: if they work here already, or have no time for a meeting that would be theirs again.
    """
    must_be_team_lead(session, request.by_id, "take a leaving back")
    left = _event(session, request.deed)
    person = session.get_one(Person, left.person_id)
    if person.is_active:
        raise Conflict(f"{person.name} works here already; there is nothing to take back.")
    person.is_active = True
    session.flush()
    stayed = _give_leads_back(session, left, now)
    _give_rest_back(session, left)
    give_territories_back(session, left.deed, now)
    return TookBackLeaving(person.id, person.name, tuple(stayed))


def _event(session: Session, deed: str) -> DeactivatedPerson:
    wanted = select(Command.result).where(
        Command.id == deed, Command.name == "deactivate_person", Command.result != ""
    )
    result = session.scalar(wanted)
    if not result:
        raise Conflict("Nobody left by that press, so there is nothing to take back.")
    return msgspec.json.decode(result, type=DeactivatedPerson)


def _give_leads_back(session: Session, left: DeactivatedPerson, now: datetime) -> list[str]:
    """Give leads and hand-offs back; return the names of those that stay with the heir."""
    given = given_leads(session, left.deed)
    hand_offs = {
        one.lead_id: one
        for one in session.scalars(select(HandOff).where(HandOff.id.in_(left.given.hand_off_ids)))
    }
    stayed = []
    for lead_id in sorted({*given.changed, *hand_offs}):
        if not give_lead_back(session, given, lead_id, now):
            stayed.append(load_case(session, lead_id, now).name)
        elif lead_id in hand_offs:
            give_hand_off_back(session, left.deed, hand_offs[lead_id], left.person_id, now)
    return stayed


def _give_rest_back(session: Session, left: DeactivatedPerson) -> None:
    given = left.given
    for change in (
        update(Nurture)
        .where(Nurture.id.in_(given.track_ids), Nurture.caller_id == left.to_id)
        .values(caller_id=left.person_id),
        update(CalledFirst)
        .where(CalledFirst.lead_id.in_(given.called_first), CalledFirst.caller_id == left.to_id)
        .values(caller_id=left.person_id),
        update(TerritoryPlan)
        .where(TerritoryPlan.id.in_(given.plan_ids), TerritoryPlan.rep_id == left.to_id)
        .values(rep_id=left.person_id),
        update(Absence).where(Absence.id.in_(given.deputy_of)).values(deputy_id=left.person_id),
        update(Absence).where(Absence.id.in_(given.own_absences)).values(ended_at=None),
    ):
        session.execute(change.execution_options(synchronize_session=False))
