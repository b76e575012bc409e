"""Doors: whom a close-out lets a new list open again, and whom it does not."""

from collections.abc import Collection

from sqlalchemy import func, select

from qualdesk.domain.outcome import Reopen
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, CloseOut, Lead


def doors_shut(
    session: Session, prospect_ids: Collection[int], campaign_id: int | None
) -> set[int]:
    """Return those whom a list of this campaign must not open again by itself.

    The newest close-out decides. A response of their own opens the door in any case (DESIGN §2, 2).
    """
    newest = (
        select(func.max(CloseOut.id))
        .join(Lead, Lead.id == CloseOut.lead_id)
        .where(Lead.prospect_id.in_(prospect_ids))
        .group_by(Lead.prospect_id)
    )
    kind = session.scalar(select(Campaign.kind).where(Campaign.id == campaign_id))
    agreed = session.execute(
        select(Lead.prospect_id, CloseOut.reopen, CloseOut.reopen_kind)
        .join(Lead, Lead.id == CloseOut.lead_id)
        .where(CloseOut.id.in_(newest))
    )
    return {
        row.prospect_id
        for row in agreed
        if row.reopen != Reopen.ON_TRIGGER or row.reopen_kind not in {None, kind}
    }
