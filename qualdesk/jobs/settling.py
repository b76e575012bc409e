"""Settling who waits for a call that will not come, a few at a time: an outcome never waits for it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Select

from qualdesk.commands.requests.campaigns import SettleLeads
from qualdesk.commands.settling import (
    leads_that_waited,
    leads_to_settle,
    settle_leads,
    settle_long_waits,
)
from qualdesk.events.campaigns import SettledLeads
from qualdesk.jobs.running_over import take_back_run_over
from qualdesk.store.session import Database, Press, Session
from qualdesk.store.tables import Campaign, Lead

_Command = Callable[[Session, SettleLeads, datetime], SettledLeads]


def settle_what_waits(database: Database, now: datetime, firm: str = "") -> int:
    """Give a next step to leads of ended campaigns, those sales left alone, and those due too long.

    Returns how many.
    """
    moved = settle_ended_campaigns(database, now, firm)
    moved += take_back_run_over(database, now)
    return moved + _settled(database, settle_long_waits, leads_that_waited(now), now, "")


def settle_ended_campaigns(database: Database, now: datetime, firm: str = "") -> int:
    """Move every lead that waits for an ended campaign to the end chosen for it; return how many."""
    return _settled(database, settle_leads, leads_to_settle(now), now, firm)


def _settled(
    database: Database,
    command: _Command,
    waiting: Select[Lead, Campaign],
    now: datetime,
    firm: str,
) -> int:
    settled, request = 0, SettleLeads(firm=firm)
    while _is_any(database, waiting):
        event = database.carry_out(command, request, press=Press.new(), now=now)
        if not event.lead_ids:  # another worker has the rest
            break
        settled += len(event.lead_ids)
    return settled


def _is_any(database: Database, waiting: Select[Lead, Campaign]) -> bool:
    with database.read() as session:
        return session.execute(waiting.limit(1)).first() is not None
