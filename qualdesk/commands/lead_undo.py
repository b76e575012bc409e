"""Undo of what a press did to leads: each gets the image it had before, while it has not moved on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from qualdesk.domain import next_step
from qualdesk.domain.lead import LeadState
from qualdesk.errors import Conflict
from qualdesk.store.leads import image_before, image_of, write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import Lead, LeadChange, Prospect


@dataclass(frozen=True, slots=True)
class ChangedLead:
    """A lead that presses changed, with the first and the last version they gave it."""

    lead_id: int
    first: int
    last: int


def changed_leads(session: Session, commands: Sequence[str]) -> list[ChangedLead]:
    """Return the leads these presses changed, in the order in which they did."""
    version = LeadChange.version
    found = session.execute(
        select(LeadChange.lead_id, func.min(version), func.max(version))
        .where(LeadChange.command_id.in_(commands))
        .group_by(LeadChange.lead_id)
        .order_by(func.min(LeadChange.id))
    )
    return [ChangedLead(lead_id, first, last) for lead_id, first, last in found]


def restore(session: Session, changed: ChangedLead, now: datetime) -> None:
    """Give a lead the image it had before; one that was opened by the press is withdrawn.

    Raises:
        Conflict: if the lead has moved on, or its prospect came forward since and has a newer one.
    """
    lead_id = changed.lead_id
    current, name = session.execute(
        select(Lead.version, Prospect.first_name)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Lead.id == lead_id)
    ).one()
    if current != changed.last:
        raise Conflict(f"{name or 'The prospect'} has moved on since; it can no longer be undone.")
    image = image_before(session, lead_id, changed.first)
    if image is None:
        _withdraw(session, lead_id, now)
        return
    if image.state.is_open:
        _refuse_second(session, lead_id, name)
    write_image(session, lead_id, image, version=current, now=now)


def _refuse_second(session: Session, lead_id: int, name: str) -> None:
    """Refuse to open a pursuit again of somebody who came forward since, and has a newer one."""
    theirs = select(Lead.prospect_id).where(Lead.id == lead_id).scalar_subquery()
    newer = select(Lead.id).where(
        Lead.prospect_id == theirs, Lead.id != lead_id, Lead.state != LeadState.CLOSED
    )
    if session.scalars(newer.limit(1)).first() is not None:
        who = name or "The prospect"
        raise Conflict(f"{who} came forward since and is worked anew; go on with that instead.")


def _withdraw(session: Session, lead_id: int, now: datetime) -> None:
    """Close a lead that the outcome had opened for a successor."""
    lead = session.get_one(Lead, lead_id)
    image = next_step.withdrawn(image_of(lead), now)
    write_image(session, lead_id, image, version=lead.version, now=now)
