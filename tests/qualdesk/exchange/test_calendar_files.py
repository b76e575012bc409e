"""The calendar files of RFC examples and of a library's tests, each read as what it is or refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualdesk.domain.meeting_times import Span
from qualdesk.exchange.busy_times import CalendarContentError, busy_times
from tests.real_lists import real_list

_EVER = Span(datetime(1990, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
_FRAME = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests\r\n%b\r\nEND:VCALENDAR\r\n"

BUSY = {
    "calendars/alarm_google_acknowledged.ics": (1, "2024-10-04 18:15", "2024-10-04 19:00"),
    "calendars/alarm_google_future.ics": (1, "2024-10-04 18:15", "2024-10-04 19:00"),
    "calendars/america_new_york.ics": (1, "2014-08-29 12:00", "2014-08-29 14:00"),
    "calendars/rfc_7265_appendix_example_1_ical.ics": (1, "2008-10-05 22:00", "2008-10-06 22:00"),
    "calendars/rfc_7265_appendix_example_2_ical.ics": (6, "2006-01-02 17:00", "2006-01-06 18:00"),
    "calendars/timezoned.ics": (1, "2012-02-13 09:00", "2012-02-17 17:00"),
    "calendars/x_location.ics": (3437, "2016-10-28 12:00", "2029-12-31 13:30"),
    "events/event_with_recurrence.ics": (97, "1996-04-01 01:00", "1996-07-09 02:00"),
    "events/event_with_recurrence_exdates_on_different_lines.ics": (
        *(10, "2012-03-27 08:00", "2012-07-03 16:00"),
    ),
    "events/event_with_unicode_fields.ics": (1, "2010-10-10 10:00", "2010-10-10 12:00"),
    "events/rfc_7265_example_4.ics": (1, "2011-05-11 22:00", "2011-05-12 22:00"),
    **{
        f"events/rfc_9074_example_{number}.ics": (1, "2021-03-02 15:30", "2021-03-02 16:30")
        for number in range(1, 5)
    },
}
"""How many busy times each has, when the first begins and the last ends, all in UTC."""

FREE = {
    # Nothing that takes time: no event, one without a beginning, transparent ones, one that takes none.
    *("calendar_with_unicode", "example", "rfc_5545_RDATE_example", "rfc_6868"),
    *(
        "rfc_7256_multi_value_parameters",
        "rfc_7265_example_1",
        "rfc_7953_3",
        "rfc_7986_conferences",
    ),
    *("rfc_7986_image", "rfc_7986_properties", "rfc_9253_examples", "rfc_9253_gap"),
    "rfc_9253_related_to",
}

UNCLEAR = {
    # Two beginnings, repeated at a time without a day, repeated in a calendar other than ours.
    *("america_new_york_forward_reference", "multiple_timezones", "rfc_7529"),
}


def _files() -> dict[str, Path]:
    folder = real_list("../ics")
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.ics")}


def _busy(content: bytes) -> tuple[Span, ...]:
    return busy_times([content], period=_EVER, zone="Europe/Berlin")


def _whole(name: str, content: bytes) -> bytes:
    """Return a calendar; what stands alone in a file is put into one."""
    return content if name.startswith("calendars/") else _FRAME.replace(b"%b", content.strip())


@pytest.mark.real_lists
def test_every_calendar_takes_the_time_it_says() -> None:
    files = _files()
    assert len(files) == 49
    clear = {name for name in files if name.split("/")[1].removesuffix(".ics") not in UNCLEAR}
    found = {name: _busy(_whole(name, files[name].read_bytes())) for name in clear}
    told = {
        name: (len(spans), f"{spans[0].starts_at:%F %R}", f"{spans[-1].ends_at:%F %R}")
        for name, spans in found.items()
        if spans
    }
    assert told == BUSY
    assert {f"calendars/{name}.ics" for name in FREE} == {
        name for name, spans in found.items() if name.startswith("calendars/") and not spans
    }


@pytest.mark.real_lists
@pytest.mark.parametrize("name", sorted(UNCLEAR))
def test_a_time_that_nobody_can_understand_is_not_passed_over(name: str) -> None:
    content = real_list(f"../ics/calendars/{name}.ics").read_bytes()
    with pytest.raises(CalendarContentError, match="cannot be understood"):
        _busy(content)


@pytest.mark.real_lists
def test_what_is_not_in_a_calendar_is_refused_by_one_sentence() -> None:
    pieces = {name: path for name, path in _files().items() if not name.startswith("calendars/")}
    for path in pieces.values():
        with pytest.raises(CalendarContentError, match="What came is no whole calendar"):
            _busy(path.read_bytes())
    assert len(pieces) == 49 - len(FREE) - len(UNCLEAR) - 7


def test_an_event_without_a_beginning_loses_none_of_the_others() -> None:
    events = (
        b"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Some day\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261102T090000Z\r\nDTEND:20261102T100000Z\r\nEND:VEVENT"
    )
    start = datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert _busy(_FRAME.replace(b"%b", events)) == (Span(start, start.replace(hour=10)),)
