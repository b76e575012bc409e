"""A rep's own calendar as it is kept elsewhere: over CalDAV, behind an address, or in a file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from qualdesk.domain.meeting_times import CalendarKind, Span
from qualdesk.exchange.caldav import CalendarError, CalendarServer, asked, checked_address

_LARGEST: Final = 20_000_000
"""Bytes; a larger calendar is refused."""
_DATA: Final = "{urn:ietf:params:xml:ns:caldav}calendar-data"
_XML: Final[Mapping[str, str]] = {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"}
# RFC 4791 §7.8.1: the events that touch the period, each whole, with the changes of its series.
_QUERY: Final = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:prop><C:calendar-data/></D:prop>"
    '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
    '<C:time-range start="{start}" end="{end}"/>'
    "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
)


def calendar_files(kind: CalendarKind, server: CalendarServer, period: Span) -> list[bytes]:
    """Return the calendar files that hold what touches a period; `server.url` is the calendar's.

    Raises:
        CalendarError: if it cannot be had, with the reason.
    """
    if kind is CalendarKind.CALDAV:
        return _of_server(server, period)
    scheme = urlsplit(server.url).scheme.casefold()
    if scheme in {"http", "https", "webcal"}:
        return [asked(server, checked_address(_over_https(server.url)), "GET", most=_LARGEST)]
    return [_of_file(Path(server.url).expanduser())]


def _of_server(server: CalendarServer, period: Span) -> list[bytes]:
    query = _QUERY.format(start=_stamp(period.starts_at), end=_stamp(period.ends_at))
    address = checked_address(server.url)
    answer = asked(server, address, "REPORT", _XML, query.encode(), most=_LARGEST)
    return [one.encode() for one in _data(answer, urlsplit(address).hostname)]


def _data(answer: bytes, host: str | None) -> list[str]:
    """Return the calendars in an answer; entities, by which one grows without end, are refused."""
    has_entities = b"<!DOCTYPE" in answer or b"<!ENTITY" in answer
    try:
        found = ET.fromstring(b"" if has_entities else answer)  # noqa: S314 - no entities, bounded
    except ET.ParseError as problem:
        raise CalendarError(
            f"The calendar server {host} does not answer as CalDAV. Correct the address."
        ) from problem
    return [one.text for one in found.iter(_DATA) if one.text]


def _of_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise CalendarError(f"{path} is too large for a calendar. Choose another file.")
        return path.read_bytes()
    except OSError as problem:
        why = problem.strerror or problem
        raise CalendarError(f"{path} cannot be read: {why}. Correct the path.") from problem


def _over_https(url: str) -> str:
    """Return a subscription's address as it is asked for: webcal is https by another name."""
    scheme, colon, rest = url.partition(":")
    return f"https{colon}{rest}" if scheme.casefold() == "webcal" else url


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
