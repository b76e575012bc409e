"""Settling ended campaigns, a few leads at a time, so that an outcome never waits for it."""

from datetime import datetime

from qualdesk.commands.requests import SettleLeads
from qualdesk.commands.settling import leads_to_settle, settle_leads
from qualdesk.store.session import Database, Press


def settle_ended_campaigns(database: Database, now: datetime) -> int:
    """Move every lead that waits for an ended campaign to the end chosen for it; return how many."""
    settled = 0
    while _is_anything_to_settle(database, now):
        event = database.carry_out(settle_leads, SettleLeads(), press=Press.new(), now=now)
        if not event.lead_ids:  # another worker has the rest
            break
        settled += len(event.lead_ids)
    return settled


def _is_anything_to_settle(database: Database, now: datetime) -> bool:
    with database.read() as session:
        return session.execute(leads_to_settle(now).limit(1)).first() is not None
