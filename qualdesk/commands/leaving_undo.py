"""Undo of a leaving: the person works here again and gets back what nobody was told of or changed."""

from datetime import datetime

import msgspec
from sqlalchemy import select, update

from qualdesk.commands.case import load_case
from qualdesk.commands.held_mail import hold_again
from qualdesk.commands.requests.people import TakeBackLeaving
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.commands.territories import give_back_territories
from qualdesk.commands.undo import cancel_mail_of, changed_leads, restore
from qualdesk.domain.mail import MailState
from qualdesk.errors import Conflict
from qualdesk.events.people import DeactivatedPerson, TookBackLeaving
from qualdesk.store.agreements import forget_promises
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Absence,
    Appointment,
    CalledFirst,
    Command,
    HandOff,
    Lead,
    Nurture,
    Outbox,
    Person,
)

_LEFT = (MailState.SENDING, MailState.SENT, MailState.UNKNOWN)


def take_back_leaving(session: Session, request: TakeBackLeaving, now: datetime) -> TookBackLeaving:
    """Let a person work here again who was let go by mistake.

    A prospect who was told that somebody else comes, and a lead that has moved on since, stay with
    the heir; all else is as it was.

    Raises:
        Forbidden: if not a team lead says so.
        Conflict: if they work here already.
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
    give_back_territories(session, left.deed, now)
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
    told = set(
        session.scalars(
            select(Outbox.lead_id).where(Outbox.command_id == left.deed, Outbox.state.in_(_LEFT))
        )
    )
    hand_offs = {
        one.lead_id: one
        for one in session.scalars(select(HandOff).where(HandOff.id.in_(left.given.hand_off_ids)))
    }
    versions = {one[0]: one[1:] for one in changed_leads(session, [left.deed])}
    stayed = []
    for lead_id in sorted({*versions, *hand_offs}):
        if lead_id in told or not _give_lead_back(session, left, lead_id, versions, now):
            stayed.append(load_case(session, lead_id, now).name)
        elif lead_id in hand_offs:
            _give_hand_off_back(session, left, hand_offs[lead_id], now)
    return stayed


def _give_lead_back(
    session: Session,
    left: DeactivatedPerson,
    lead_id: int,
    versions: dict[int, tuple[int, int]],
    now: datetime,
) -> bool:
    """Give a lead its image before, unless somebody has changed it since."""
    if lead_id not in versions:
        return True
    first, last = versions[lead_id]
    if session.scalar(select(Lead.version).where(Lead.id == lead_id)) != last:
        return False
    restore(session, lead_id, (first, last), now)
    forget_promises(session, [left.deed], now, of_lead=lead_id)
    return True


def _give_hand_off_back(
    session: Session, left: DeactivatedPerson, hand_off: HandOff, now: datetime
) -> None:
    """Give a hand-off back with its meeting, and let nothing leave that says otherwise."""
    hand_off.rep_id = left.person_id
    session.execute(
        update(Appointment)
        .where(Appointment.hand_off_id == hand_off.id, Appointment.cancelled_at.is_(None))
        .values(sequence=Appointment.sequence + 1, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    cancel_mail_of(session, left.deed, hand_off.lead_id)
    hold_again(session, left.deed, of_lead=hand_off.lead_id)
    session.flush()


def _give_rest_back(session: Session, left: DeactivatedPerson) -> None:
    given = left.given
    for change in (
        update(Nurture)
        .where(Nurture.id.in_(given.track_ids), Nurture.caller_id == left.to_id)
        .values(caller_id=left.person_id),
        update(CalledFirst)
        .where(CalledFirst.lead_id.in_(given.called_first), CalledFirst.caller_id == left.to_id)
        .values(caller_id=left.person_id),
        update(Absence).where(Absence.id.in_(given.deputy_of)).values(deputy_id=left.person_id),
        update(Absence).where(Absence.id.in_(given.own_absences)).values(ended_at=None),
    ):
        session.execute(change.execution_options(synchronize_session=False))
