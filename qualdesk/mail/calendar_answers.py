"""Answers of calendars to our invitations (iTIP, RFC 5546): accepted, declined, another time."""

from datetime import UTC, datetime
from typing import Any, Final

from qualdesk.domain.received import CalendarAnswer, MeetingAnswer
from qualdesk.mail.plain_words import clean

_ANSWERS: Final = {
    "ACCEPTED": MeetingAnswer.ACCEPTED,
    "DECLINED": MeetingAnswer.DECLINED,
    "TENTATIVE": MeetingAnswer.TENTATIVE,
}
_MAILTO: Final = "mailto:"
_LONGEST: Final = 320
_MOST_CHANGES: Final = 1_000_000
_YEARS: Final = range(2000, 2200)
"""Of a time that somebody can mean."""


def calendar_answer(text: str) -> CalendarAnswer | None:
    """Read an answer; None for a calendar that answers nothing of ours.

    Raises:
        ValueError: if it is no calendar.
    """
    from icalendar import Calendar  # noqa: PLC0415 - 40 ms, only when one comes in

    calendar = Calendar.from_ical(text)
    method = str(calendar.get("METHOD", "")).upper()
    event = next(iter(calendar.walk("VEVENT")), None)
    if event is None or method not in {"REPLY", "COUNTER"}:
        return None
    attendee = _first(event.get("ATTENDEE"))
    uid = clean(str(event.get("UID", "")), _LONGEST)
    if attendee is None or not uid:
        return None
    said = _ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())
    answer = MeetingAnswer.COUNTER if method == "COUNTER" else said
    if answer is None:
        return None
    is_counter = answer is MeetingAnswer.COUNTER
    return CalendarAnswer(
        uid=uid,
        attendee=_address(str(attendee)),
        answer=answer,
        sequence=min(max(int(event.get("SEQUENCE", 0)), 0), _MOST_CHANGES),
        proposed_at=_start(event) if is_counter else None,
    )


def _first(attendees: Any) -> Any:
    """Return the one attendee of an answer; some programs write a list of them."""
    return attendees[0] if isinstance(attendees, list) and attendees else attendees


def _address(value: str) -> str:
    is_mailto = value.lower().startswith(_MAILTO)
    return clean(value[len(_MAILTO) :] if is_mailto else value, _LONGEST)


def _start(event: Any) -> datetime | None:
    start = event.get("DTSTART")
    moment = getattr(start, "dt", None)
    if not isinstance(moment, datetime):
        return None
    if moment.year not in _YEARS:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
