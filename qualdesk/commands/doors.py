"""Doors: whom a close-out lets a new list open again, and whom it does not."""

from collections.abc import Collection

from sqlalchemy import bindparam, exists, select

from qualdesk.domain.outcome import Reopen
from qualdesk.store.among import Among
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, CloseOut, Lead


def doors_shut(
    session: Session, prospect_ids: Collection[int], campaign_id: int | None
) -> set[int]:
    """Return those whom a list of this campaign must not open again by itself.

    The newest close-out decides. A response of their own opens the door in any case (DESIGN §2, 2).
    """
    of_campaign = {"campaign_id": campaign_id}
    return {
        row.prospect_id
        for row in _AGREED.read(session, prospect_ids, of_campaign)
        if row.reopen != Reopen.ON_TRIGGER or row.reopen_kind not in {None, row.kind}
    }


_LEADS, _CLOSED, _CAMPAIGNS = table_of(Lead), table_of(CloseOut), table_of(Campaign)
_LATER_LEAD, _LATER = _LEADS.alias(), _CLOSED.alias()
_AGREED = Among(
    select(
        _LEADS.c.prospect_id,
        _CLOSED.c.reopen,
        _CLOSED.c.reopen_kind,
        select(_CAMPAIGNS.c.kind)
        .where(_CAMPAIGNS.c.id == bindparam("campaign_id"))
        .scalar_subquery()
        .label("kind"),
    )
    .join_from(_LEADS, _CLOSED, _CLOSED.c.lead_id == _LEADS.c.id)
    .where(
        ~exists()
        .where(_LATER_LEAD.c.prospect_id == _LEADS.c.prospect_id)
        .where(_LATER.c.lead_id == _LATER_LEAD.c.id, _LATER.c.id > _CLOSED.c.id)
    ),
    _LEADS.c.prospect_id,
)
"""The newest close-out of each prospect, and the kind of the campaign that asks."""
