"""What the queue and the desk must know of campaigns: a small set, read whenever somebody asks."""

from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from qualdesk.domain.campaign import AtEnd, Campaign, CampaignKind, CampaignState, Priority
from qualdesk.store import tables
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session

_NAMES = tuple(one.name for one in fields(Campaign))
CAMPAIGN_COLUMNS = tuple(table_of(tables.Campaign).c[name] for name in _NAMES)
"""What `campaign_facts` is given, in this order."""

_ALL = Prepared(select(*CAMPAIGN_COLUMNS).order_by(CAMPAIGN_COLUMNS[0]))
_REMEMBERED = 1024


def all_campaigns(session: Session) -> tuple[Campaign, ...]:
    """Return the facts of every campaign."""
    return tuple(campaign_facts(row) for row in _ALL.rows(session, {}))


def facts_of(row: tables.Campaign) -> Campaign:
    """Return the facts of a campaign that was loaded whole."""
    return campaign_facts(tuple(getattr(row, name) for name in _NAMES))


@lru_cache(_REMEMBERED)
def campaign_facts(columns: tuple[Any, ...]) -> Campaign:
    """Return the facts that a campaign's columns hold; remembered, for they seldom change."""
    one: dict[str, Any] = dict(zip(_NAMES, columns, strict=True))
    kinds = {"kind": CampaignKind, "priority": Priority, "state": CampaignState, "at_end": AtEnd}
    one.update({name: kind(one[name]) for name, kind in kinds.items()})
    return Campaign(**one)


def script_id_on(campaign: Campaign, row: Any, today: date) -> int:
    """Return which script a campaign's calls follow on a day: registering, then following up.

    `row` holds its `script_id` and `registration_script_id`.
    """
    registering: int | None = row.registration_script_id
    following_up: int = row.script_id
    if registering is None or not campaign.is_before_event(today):
        return following_up
    return registering
