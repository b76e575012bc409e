"""What the queue and the desk must know of campaigns: a small set, read whenever somebody asks."""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from qualdesk.domain.campaign import AtEnd, Campaign, CampaignKind, CampaignState, Priority
from qualdesk.store import tables
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session

_CAMPAIGNS = table_of(tables.Campaign)
_COLUMNS = select(
    *(_CAMPAIGNS.c[one.name] for one in fields(Campaign)),
).order_by(_CAMPAIGNS.c.id)


def all_campaigns(session: Session) -> tuple[Campaign, ...]:
    """Return the facts of every campaign."""
    return tuple(campaign_facts(row) for row in session.execute(_COLUMNS))


def campaign_facts(row: tables.Campaign | Row[*tuple[Any, ...]]) -> Campaign:
    """Return the facts of a campaign's row."""
    return Campaign(
        id=row.id,
        name=row.name,
        kind=CampaignKind(row.kind),
        priority=Priority(row.priority),
        state=CampaignState(row.state),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        event_on=row.event_on,
        first_call_within=row.first_call_within,
        at_end=AtEnd(row.at_end),
    )


def script_id_on(row: tables.Campaign | Row[*tuple[Any, ...]], today: date) -> int:
    """Return which script a campaign's calls follow on a day: registering, then following up."""
    registering: int | None = row.registration_script_id
    following_up: int = row.script_id
    if registering is None or not campaign_facts(row).is_before_event(today):
        return following_up
    return registering
