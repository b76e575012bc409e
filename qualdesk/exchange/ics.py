"""Calendar files (RFC 5545): appointments as a list, and the invitation a mail carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from qualdesk.exchange.appointment_rows import AppointmentRow

_PRODUCT: Final = "-//QualDesk//QualDesk//EN"
_ZONE_MARGIN: Final = timedelta(days=366)


def appointments_ics(rows: Iterable[AppointmentRow]) -> bytes:
    """Return the appointments as one calendar; cancelled ones say so, and readers drop them."""
    calendar = _calendar("PUBLISH")
    for row in rows:
        calendar.add_component(_appointment(row))
    return _finished(calendar)


def published_ics(row: AppointmentRow) -> bytes:
    """Return one appointment as a calendar on a server keeps it: without a method (RFC 4791)."""
    calendar = _calendar("")
    calendar.add_component(_appointment(row))
    return _finished(calendar)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as both sides' calendars keep it; `rep` and `prospect` are (name, address)."""

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    rep: tuple[str, str]
    prospect: tuple[str, str]


def invitation_ics(meeting: Meeting, now: datetime) -> str:
    """Return the invitation to a meeting, to be mailed (RFC 5546)."""
    return _asked(meeting, now, "REQUEST", "CONFIRMED")


def cancellation_ics(meeting: Meeting, now: datetime) -> str:
    """Return what takes an invitation back; its sequence is higher than the invitation's."""
    return _asked(meeting, now, "CANCEL", "CANCELLED")


def _asked(meeting: Meeting, now: datetime, method: str, status: str) -> str:
    event = _event(meeting.uid, meeting.sequence, now)
    _put_times(event, meeting.starts_at, meeting.ends_at, meeting.zone)
    event.add("summary", _plain(meeting.summary))
    event.add("status", status)
    _put_people(event, meeting.rep, meeting.prospect)
    calendar = _calendar(method)
    calendar.add_component(event)
    return _finished(calendar).decode()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    return calendar


def _appointment(row: AppointmentRow) -> Event:
    event = _event(row.uid, row.sequence, row.changed_at)
    _put_times(event, row.starts_at, row.ends_at, row.zone)
    event.add("summary", _plain(f"{row.prospect}, {row.company}"))
    event.add("location", _plain(row.medium.label))
    event.add("description", _plain(_description(row)))
    event.add("status", "CANCELLED" if row.is_cancelled else "CONFIRMED")
    event.add("contact", _plain(_contact(row)))  # RFC 5546 allows no attendee in a published event
    if organizer := _person(row.rep, row.rep_email):
        event.add("organizer", organizer, encode=False)
    return event


def _event(uid: str, sequence: int, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    return event


def _put_times(event: Event, starts_at: datetime, ends_at: datetime, zone: str) -> None:
    there = ZoneInfo(zone)
    event.add("dtstart", starts_at.astimezone(there).replace(microsecond=0))
    event.add("dtend", ends_at.astimezone(there).replace(microsecond=0))


def _put_people(event: Event, rep: tuple[str, str], prospect: tuple[str, str]) -> None:
    if organizer := _person(*rep):
        event.add("organizer", organizer, encode=False)
    if attendee := _person(*prospect):
        attendee.params["partstat"] = vText("NEEDS-ACTION")
        attendee.params["rsvp"] = vText("TRUE")
        event.add("attendee", attendee, encode=False)


def _person(name: str, address: str) -> vCalAddress | None:
    """Return a calendar address; one that is no plain address is left out."""
    if "@" not in address or not address.isprintable() or any(one in address for one in ' ";:,<>'):
        return None
    person = vCalAddress(f"mailto:{address}")
    person.params["cn"] = vText(_plain(name).replace("\n", " ").replace('"', "’"))
    return person


def _contact(row: AppointmentRow) -> str:
    facts = (row.prospect, row.company, row.prospect_phone, row.prospect_email)
    return ", ".join(one for one in facts if one)


def _description(row: AppointmentRow) -> str:
    facts = [
        f"{row.prospect}, {row.job_title}" if row.job_title else row.prospect,
        ", ".join(one for one in (row.company, row.city) if one),
        row.prospect_phone,
        f"Campaign: {row.campaign}",
        f"Hand-off {row.hand_off_id}",
    ]
    return "\n".join([*(fact for fact in facts if fact), "", row.brief]).strip()


def _plain(text: str) -> str:
    """Return text without control characters but line ends, which icalendar escapes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one == "\n" or one.isprintable())


def _starts(calendar: Calendar) -> list[date]:
    return [event.start for event in calendar.events]


def _finished(calendar: Calendar) -> bytes:
    days = [date(start.year, start.month, start.day) for start in _starts(calendar)]
    if days:
        calendar.add_missing_timezones(min(days) - _ZONE_MARGIN, max(days) + _ZONE_MARGIN)
    done: bytes = calendar.to_ical()
    return done
