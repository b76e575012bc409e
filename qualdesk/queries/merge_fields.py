"""Merge fields: what a script says of this prospect, this caller and this moment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from qualdesk.domain.moments import clock_time, near_day
from qualdesk.queries.card_parts import RepFacts
from qualdesk.queries.reasons import LeadFacts
from qualdesk.store.session import Session
from qualdesk.store.tables import Person

_NOON = 12


def merge_fields(
    session: Session,
    row: Row[*tuple[Any, ...]],
    facts: LeadFacts,
    *,
    caller_id: int,
    firm: str,
    rep: RepFacts,
    slots: Sequence[datetime],
    now: datetime,
) -> dict[str, str]:
    """Return the fields by name; what is not known is left empty."""
    caller = session.get(Person, caller_id)
    local = now.astimezone(facts.clock.tz)
    ends_on = row.Campaign.ends_on
    return {
        "greeting": "Good morning" if local.hour < _NOON else "Good afternoon",
        "first_name": row.Prospect.first_name,
        "name": f"{row.Prospect.first_name} {row.Prospect.last_name}".strip(),
        "job_title": row.Prospect.job_title,
        "email": row.Prospect.email,
        "company": facts.company,
        "caller": caller.name.split(" ")[0] if caller else "",
        "firm": firm,
        "campaign": facts.campaign.name,
        "offer": row.Campaign.offer or facts.campaign.name,
        "event_day": _event_words(row.Campaign.event_on, local.date()),
        "deadline": f"{ends_on.day} {ends_on:%B}" if ends_on else "",
        "rep": rep.name,
        "slot": _slot_words(slots[0], facts.clock.zone) if slots else "",
        "city": row.Site.city,
        "installed": row.Account.installed,
        "last_touch": _day_words(facts.responded_at, now, facts.clock.zone),
    }


def _event_words(day: date | None, today: date) -> str:
    """Return when an event is, as one says it: tomorrow, on Thursday 3 December."""
    if day is None:
        return ""
    near = near_day(day, today)
    return near if near in {"today", "tomorrow"} else f"on {day:%A} {day.day} {day:%B}"


def _slot_words(slot: datetime, zone: str) -> str:
    local = slot.astimezone(ZoneInfo(zone))
    return f"{local:%A} at {clock_time(slot, zone)}"


def _day_words(moment: datetime | None, now: datetime, zone: str) -> str:
    if moment is None:
        return ""
    there = ZoneInfo(zone)
    words = near_day(moment.astimezone(there).date(), now.astimezone(there).date())
    return words if words in {"today", "yesterday"} else f"on {words}"
