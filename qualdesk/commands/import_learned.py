"""What rows of a list tell of people who were known before: filled in where nothing was known."""

from datetime import datetime

from qualdesk.commands.import_fates import Plan
from qualdesk.commands.import_found import newest_leads
from qualdesk.commands.learning import fill
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session


def fill_in(session: Session, plan: Plan, now: datetime) -> None:
    """Write down what is new of whom rows joined; an address may bring a suppression with it."""
    told = {fate.prospect.id: fate.prospect for fate in plan.fates if fate.prospect.learned}
    leads = newest_leads(session, told.keys())
    for prospect_id, lead_id in leads.items():
        for field, value in told[prospect_id].learned.items():
            fill(session, lead_id, field, value)
    index_leads(session, list(leads.values()), now)
