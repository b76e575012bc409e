"""Opening a lead within an outcome or at a time: image, history, place in the queue."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import insert

from qualdesk.domain.lead import LeadImage
from qualdesk.store.leads import keep_image
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session
from qualdesk.store.tables import CampaignMember, Lead
from qualdesk.store.upsert import upsert


def open_lead_as(
    session: Session, image: LeadImage, *, prospect_id: int, account_id: int, now: datetime
) -> int:
    """Open a lead for a prospect who has none open, and count them in its campaign."""
    columns = {one.name: getattr(image, one.name) for one in fields(image)}
    opened = insert(Lead).values(
        prospect_id=prospect_id, account_id=account_id, opened_at=now, **columns
    )
    lead_id: int = session.execute(opened.returning(Lead.id)).scalar_one()
    member = {"campaign_id": image.campaign_id, "prospect_id": prospect_id}
    session.execute(upsert(session, CampaignMember).on_conflict_do_nothing(), member)
    keep_image(session, lead_id, image, version=1, now=now)
    index_leads(session, [lead_id], now)
    return lead_id
