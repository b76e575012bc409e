"""What a press gave to somebody else goes back, where nobody was told and nothing has moved since."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from qualdesk.commands.held_mail import cancel_mail_of, hold_again
from qualdesk.commands.lead_undo import ChangedLead, changed_leads, restore
from qualdesk.commands.rep_time import must_still_be_free
from qualdesk.commands.territory_history import keep_change_of_hands
from qualdesk.domain.mail import LEFT
from qualdesk.store.agreements import forget_promises
from qualdesk.store.rep_times import GIVEN_UP
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Appointment,
    HandOff,
    Lead,
    Outbox,
    Territory,
    TerritoryChange,
)


@dataclass(frozen=True, slots=True)
class GivenLeads:
    """What a press (`deed`) did with leads: which it changed, and of which somebody was told."""

    deed: str
    changed: dict[int, ChangedLead]
    told: frozenset[int]


def given_leads(session: Session, deed: str) -> GivenLeads:
    """Return what a press did with leads."""
    told = select(Outbox.lead_id).where(Outbox.command_id == deed, Outbox.state.in_(LEFT))
    changed = {one.lead_id: one for one in changed_leads(session, [deed])}
    return GivenLeads(deed, changed, frozenset(session.scalars(told)))


def give_lead_back(session: Session, given: GivenLeads, lead_id: int, now: datetime) -> bool:
    """Give a lead its image before; False where somebody was told, or has changed it since."""
    if lead_id in given.told:
        return False
    changed = given.changed.get(lead_id)
    if changed is None:
        return True
    if session.scalar(select(Lead.version).where(Lead.id == lead_id)) != changed.last:
        return False
    restore(session, changed, now)
    forget_promises(session, [given.deed], now, of_lead=lead_id)
    return True


def give_hand_off_back(
    session: Session, deed: str, hand_off: HandOff, rep_id: int, now: datetime
) -> None:
    """Give a hand-off back with its meeting, and let nothing leave that says otherwise.

    Raises:
        Conflict: if the rep has no time for the meeting any more.
    """
    hand_off.rep_id = rep_id
    session.flush()
    stands = (Appointment.hand_off_id == hand_off.id, Appointment.cancelled_at.is_(None))
    session.execute(
        update(Appointment)
        .where(*stands)
        .values(sequence=Appointment.sequence + 1, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    to_come = select(Appointment).where(*stands, Appointment.starts_at > now)
    if hand_off.state not in GIVEN_UP:
        for meeting in session.scalars(to_come.execution_options(populate_existing=True)).all():
            must_still_be_free(session, meeting, now)
    cancel_mail_of(session, deed, hand_off.lead_id)
    hold_again(session, deed, of_lead=hand_off.lead_id)
    session.flush()


def give_territories_back(session: Session, deed: str, now: datetime) -> list[Territory]:
    """Give territories back that a press gave away, where nobody has reassigned them since."""
    changes = select(TerritoryChange).where(TerritoryChange.command_id == deed)
    returned = []
    for change in session.scalars(changes).all():
        territory = session.get_one(Territory, change.territory_id, populate_existing=True)
        has = (territory.rep_id, territory.covering_rep_id)
        if has != (change.to_rep_id, change.to_covering_rep_id):
            continue
        keep_change_of_hands(
            session,
            territory,
            rep_id=change.from_rep_id,
            covering_rep_id=change.from_covering_rep_id,
            now=now,
            note="Taken back.",
        )
        territory.rep_id = change.from_rep_id
        territory.covering_rep_id = change.from_covering_rep_id
        returned.append(territory)
    session.flush()
    return returned
