"""What somebody may register for on a call: the event of their campaign, while it is to come."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Lead


@dataclass(frozen=True, slots=True)
class Registration:
    """An event that is to come, and how one joins it, if the campaign says."""

    offer: str
    event_on: date
    joining: str


def registration_open(
    session: Session, *, lead_id: int, zone: str, now: datetime
) -> Registration | None:
    """Return what is registered for where the prospect is, or nothing once the day has come."""
    row = session.execute(_EVENT, {"lead_id": lead_id}).one_or_none()
    if row is None or row.event_on is None or row.registration_script_id is None:
        return None
    is_to_come = now.astimezone(ZoneInfo(zone)).date() < row.event_on
    return Registration(row.offer or row.name, row.event_on, row.joining) if is_to_come else None


_CAMPAIGNS, _LEADS = table_of(Campaign), table_of(Lead)
_EVENT = (
    select(_CAMPAIGNS.c.name, _CAMPAIGNS.c.offer, _CAMPAIGNS.c.event_on, _CAMPAIGNS.c.joining)
    .add_columns(_CAMPAIGNS.c.registration_script_id)
    .join_from(_LEADS, _CAMPAIGNS, _CAMPAIGNS.c.id == _LEADS.c.campaign_id)
    .where(_LEADS.c.id == bindparam("lead_id"))
)
