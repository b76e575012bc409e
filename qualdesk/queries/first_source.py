"""Where a prospect first came from: what a lead that sales had already is answered with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, func, or_, select

from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, HandOff, Lead, Prospect, Response


@dataclass(frozen=True, slots=True)
class FirstSource:
    """The campaign that brought them first, and when."""

    campaign: str
    at: datetime


def first_source(session: Session, *, hand_off_id: int) -> FirstSource | None:
    """Return the first response of the hand-off's prospect, else their first lead; both keep credit.

    What somebody did whom a merge made one with them they did themselves.
    """
    lead_id = select(HandOff.lead_id).where(HandOff.id == hand_off_id).scalar_subquery()
    theirs = _all_of(select(Lead.prospect_id).where(Lead.id == lead_id).scalar_subquery())
    responded: Select[str, datetime] = (
        select(Campaign.name, Response.happened_at)
        .join(Response, Response.campaign_id == Campaign.id)
        .where(Response.prospect_id.in_(theirs))
        .order_by(Response.happened_at, Response.id)
        .limit(1)
    )
    opened: Select[str, datetime] = (
        select(Campaign.name, Lead.opened_at)
        .join(Lead, Lead.campaign_id == Campaign.id)
        .where(Lead.prospect_id.in_(theirs))
        .order_by(Lead.opened_at, Lead.id)
        .limit(1)
    )
    row = session.execute(responded).first() or session.execute(opened).first()
    return FirstSource(*row) if row else None


def _all_of(prospect_id: ScalarSelect[int]) -> Select[int]:
    """Return the ids of all who are one with a prospect."""
    who = select(func.coalesce(Prospect.merged_into_id, Prospect.id)).where(
        Prospect.id == prospect_id
    )
    kept_id = who.scalar_subquery()
    return select(Prospect.id).where(
        or_(Prospect.id == kept_id, Prospect.merged_into_id == kept_id)
    )
