"""Where a prospect first came from: what a lead that sales had already is answered with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, HandOff, Lead, Response


@dataclass(frozen=True, slots=True)
class FirstSource:
    """The campaign that brought them first, and when."""

    campaign: str
    at: datetime


def first_source(session: Session, *, hand_off_id: int) -> FirstSource | None:
    """Return the first response of the hand-off's prospect, else their first lead; both keep credit."""
    lead_id = select(HandOff.lead_id).where(HandOff.id == hand_off_id).scalar_subquery()
    prospect_id = select(Lead.prospect_id).where(Lead.id == lead_id).scalar_subquery()
    responded: Select[str, datetime] = (
        select(Campaign.name, Response.happened_at)
        .join(Response, Response.campaign_id == Campaign.id)
        .where(Response.prospect_id == prospect_id)
        .order_by(Response.happened_at, Response.id)
        .limit(1)
    )
    opened: Select[str, datetime] = (
        select(Campaign.name, Lead.opened_at)
        .join(Lead, Lead.campaign_id == Campaign.id)
        .where(Lead.prospect_id == prospect_id)
        .order_by(Lead.opened_at, Lead.id)
        .limit(1)
    )
    row = session.execute(responded).first() or session.execute(opened).first()
    return FirstSource(*row) if row else None
