"""Agreed times stay what the clocks show there, whatever becomes of a zone's rules."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.requests.deadlines import KeepWallTimes
from qualdesk.domain.callback import instant_of
from qualdesk.domain.deadline import DeadlineKind
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.events.deadlines import KeptWallTimes
from qualdesk.store.leads import image_of, write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import Callback, Deadline, Lead


def keep_wall_times(session: Session, request: KeepWallTimes, now: datetime) -> KeptWallTimes:
    """Move what was promised to the instant at which the clocks there show the time agreed."""
    del request
    return KeptWallTimes(tuple(_keep(session, one, now) for one in shifted(session, now)))


def shifted(session: Session, now: datetime) -> list[Callback]:
    """Return the promises to come that would be kept at another time than was agreed."""
    coming = session.scalars(
        select(Callback)
        .join(Lead, Lead.id == Callback.lead_id)
        .where(Callback.due_at > now, Callback.taken_back_at.is_(None))
        .where(Lead.state == LeadState.QUEUED, Lead.lane == Lane.PROMISED)
        .order_by(Callback.id)
    )
    return [one for one in coming if instant_of(one.wall_time, one.zone) != one.due_at]


def _keep(session: Session, callback: Callback, now: datetime) -> int:
    former, due_at = callback.due_at, instant_of(callback.wall_time, callback.zone)
    callback.due_at = due_at
    lead = session.get_one(Lead, callback.lead_id)
    if lead.due_at == former:
        image = replace(image_of(lead), due_at=due_at)
        write_image(session, lead.id, image, version=lead.version, now=now)
    for hand_over in session.scalars(_HAND_OVERS.where(Deadline.subject_id == callback.id)).all():
        hand_over.due_at += due_at - former
    session.flush()
    return callback.lead_id


_HAND_OVERS = select(Deadline).where(
    Deadline.kind == DeadlineKind.SALES_CALL, Deadline.ended_as.is_(None)
)
