"""Merge fields: what a script says of this prospect, this caller and this moment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from qualdesk.domain.moments import clock_time, near_day
from qualdesk.queries.card_parts import RepFacts
from qualdesk.queries.reasons import LeadFacts

_NOON = 12


def merge_fields(
    row: Any,
    facts: LeadFacts,
    *,
    caller: str,
    firm: str,
    rep: RepFacts,
    slots: Sequence[datetime],
    now: datetime,
) -> dict[str, str]:
    """Return the fields by name; what is not known is left empty. `row` is the card's."""
    local = now.astimezone(facts.clock.tz)
    ends_on = facts.campaign.ends_on
    return {
        "greeting": "Good morning" if local.hour < _NOON else "Good afternoon",
        "first_name": row.first_name,
        "name": f"{row.first_name} {row.last_name}".strip(),
        "job_title": row.job_title,
        "email": row.email,
        "company": facts.company,
        "caller": caller.split(" ", maxsplit=1)[0],
        "firm": firm,
        "campaign": facts.campaign.name,
        "offer": row.offer or facts.campaign.name,
        "event_day": _event_words(facts.campaign.event_on, local.date()),
        "deadline": f"{ends_on.day} {ends_on:%B}" if ends_on else "",
        "rep": rep.name,
        "slot": _slot_words(slots[0], facts.clock.zone) if slots else "",
        "city": row.city,
        "installed": row.installed,
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
