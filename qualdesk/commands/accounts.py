"""Accounts: whom calls to them are meant for, because some laws protect consumers only."""

from datetime import datetime

from sqlalchemy import select, update

from qualdesk.commands.requests.accounts import MarkAudience
from qualdesk.domain.lead import LeadState
from qualdesk.errors import InputError
from qualdesk.events.accounts import MarkedAudience
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Lead


def mark_audience(session: Session, request: MarkAudience, now: datetime) -> MarkedAudience:
    """Say whether calls to a company are calls to a business or to a consumer.

    Raises:
        InputError: if there is no company of that name.
    """
    account_ids = session.scalars(
        update(Account)
        .where(Account.name == request.company)
        .values(audience=request.audience)
        .returning(Account.id)
    ).all()
    if not account_ids:
        raise InputError(f"There is no company “{request.company}”. Write it as its card does.")
    lead_ids = session.scalars(
        select(Lead.id).where(Lead.account_id.in_(account_ids), Lead.state != LeadState.CLOSED)
    ).all()
    index_leads(session, lead_ids, now)
    return MarkedAudience(request.company, request.audience, len(lead_ids))
