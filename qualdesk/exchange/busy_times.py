"""Busy times in calendar files (RFC 5545): every repetition by itself, at the instant it is."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component, Event

from qualdesk.domain.meeting_times import Span, merged
from qualdesk.domain.working_days import at_local
from qualdesk.errors import QualDeskError

_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY"})
_BROKEN: Final = (ValueError, LookupError, TypeError, AttributeError, OverflowError)
"""What the two libraries raise over content that is not what it says it is."""
_OURS: Final = "@qualdesk"
"""How the UIDs of our own meetings end: those are known first hand, and moved there later."""


class CalendarContentError(QualDeskError):
    """What came is no calendar, or holds what cannot be understood; the sentence says which."""


def busy_times(
    files: Iterable[bytes], *, period: Span, zone: str, owner: str = ""
) -> tuple[Span, ...]:
    """Return when the owner (an e-mail address) is busy within a period, merged.

    Whole days and times without a zone are those of `zone`. Transparent and cancelled events,
    invitations the owner has declined, and events without a beginning take no time (RFC 5545
    §3.8.2.4 and §3.8.2.7, RFC 5546 §3.2.3).

    Raises:
        CalendarContentError: if a file is no calendar, or repeats in a way nobody can follow.
    """
    return merged(one for content in files for one in _spans(content, period, zone, owner))


def _spans(content: bytes, period: Span, zone: str, owner: str) -> list[Span]:
    calendar = _calendar(content)
    try:
        _refuse_endless(calendar.events)
        found = recurring_ical_events.of(calendar).between(period.starts_at, period.ends_at)
        events = [one for one in found if isinstance(one, Event)]
        return [_span(event, zone) for event in events if _takes_time(event, owner)]
    except _BROKEN as problem:
        raise CalendarContentError(
            "The calendar holds an event whose times cannot be understood. Correct it there."
        ) from problem


def _calendar(content: bytes) -> Calendar:
    try:
        calendar = _whole(Calendar.from_ical(content))
    except _BROKEN as problem:
        raise CalendarContentError(
            "What came is no calendar file. Look whether the address is the calendar’s own."
        ) from problem
    calendar.subcomponents = [one for one in calendar.subcomponents if not _never_begins(one)]
    return calendar


def _never_begins(one: Component) -> bool:
    return isinstance(one, Event) and "DTSTART" not in one


def _whole(found: Component) -> Calendar:
    """Return a calendar; a file that begins otherwise is read as what it is."""
    if not isinstance(found, Calendar):
        raise CalendarContentError("What came is no whole calendar. Correct the address.")
    return found


def _refuse_endless(events: Iterable[Event]) -> None:
    for event in events:
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            if _TOO_OFTEN & {str(one).upper() for one in rule.get("FREQ", [])}:
                raise CalendarContentError(
                    "The calendar holds an event that repeats every minute. Take it out there."
                )


def _takes_time(event: Event, owner: str) -> bool:
    is_free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    is_off = str(event.get("STATUS", "")).upper() == "CANCELLED"
    is_ours = str(event.get("UID", "")).endswith(_OURS)
    return not (is_free or is_off or is_ours or _is_declined(event, owner))


def _is_declined(event: Event, owner: str) -> bool:
    named = event.get("ATTENDEE", [])
    return bool(owner) and any(
        str(one).casefold() == f"mailto:{owner}".casefold()
        and str(one.params.get("PARTSTAT", "")).upper() == "DECLINED"
        for one in (named if isinstance(named, list) else [named])
    )


def _span(event: Event, zone: str) -> Span:
    return Span(_instant(event.start, zone), _instant(event.end, zone))


def _instant(moment: date, zone: str) -> datetime:
    """Return an instant; a day begins at midnight, and a time that floats stands, in the zone."""
    if not isinstance(moment, datetime):
        return at_local(moment, time(), zone)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC)
