"""Meetings in reps' calendars, on a real CalDAV server (Radicale) on loopback."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.errors import InputError
from qualdesk.exchange.caldav import CalendarError, CalendarServer
from qualdesk.jobs.publishing import publish_meetings
from qualdesk.store.session import Database
from tests.builders import NOW
from tests.qualdesk.commands.handed import MEETING, handed_over
from tests.qualdesk.jobs.radicale_server import PASSWORD, USER, Radicale, running_radicale

DAY = timedelta(days=1)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    with running_radicale(tmp_path) as server:
        yield server


def test_a_meeting_is_read_back_from_its_reps_calendar(
    database: Database, radicale: Radicale
) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    report = publish_meetings(database, radicale.door(), NOW)
    assert (report.written, report.problems) == (1, [])
    (event,) = radicale.events_of("jonas")
    assert event.uid.value == handed.meeting().uid
    assert event.dtstart.value == MEETING
    assert event.dtstart.value.utcoffset() == timedelta(hours=1)
    assert event.summary.value == "Maria Keller, Bergmann Molkerei"
    assert radicale.events_of("marta") == []


def test_what_stands_there_already_is_not_written_again(
    database: Database, radicale: Radicale
) -> None:
    handed_over(database, meeting_at=MEETING)
    publish_meetings(database, radicale.door(), NOW)
    report = publish_meetings(database, radicale.door(), NOW)
    assert (report.written, report.unchanged) == (0, 1)


def test_a_moved_meeting_moves_there_under_a_higher_sequence(
    database: Database, radicale: Radicale
) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    publish_meetings(database, radicale.door(), NOW)
    handed.answer("rescheduled", meeting_at=MEETING + DAY)
    assert publish_meetings(database, radicale.door(), NOW).written == 1
    (event,) = radicale.events_of("jonas")
    assert event.dtstart.value == MEETING + DAY
    assert event.sequence.value == "1"


def test_a_cancelled_meeting_is_taken_out(database: Database, radicale: Radicale) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    publish_meetings(database, radicale.door(), NOW)
    handed.answer("accepted")
    handed.answer("returned", "no_need")
    assert publish_meetings(database, radicale.door(), NOW).taken_out == 1
    assert radicale.events_of("jonas") == []
    assert publish_meetings(database, radicale.door(), NOW).unchanged == 1


def test_a_meeting_that_another_rep_takes_changes_calendars(
    database: Database, radicale: Radicale
) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    publish_meetings(database, radicale.door(), NOW)
    handed.answer(
        "returned", "misrouted", meeting=MeetingFate.OTHER_REP, other_rep_id=handed.other_rep_id
    )
    report = publish_meetings(database, radicale.door(), NOW)
    assert (report.written, report.taken_out) == (1, 1)
    assert radicale.events_of("jonas") == []
    (event,) = radicale.events_of("marta")
    assert event.uid.value == handed.meeting().uid


def test_an_entry_somebody_deleted_there_is_no_fault(
    database: Database, radicale: Radicale
) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    publish_meetings(database, radicale.door(), NOW)
    radicale.ask("DELETE", f"/{USER}/jonas/")
    handed.answer("accepted")
    handed.answer("returned", "no_need")
    assert publish_meetings(database, radicale.door(), NOW).problems == []


def test_a_wrong_password_is_said_and_nothing_is_noted(
    database: Database, radicale: Radicale, caplog: pytest.LogCaptureFixture
) -> None:
    handed_over(database, meeting_at=MEETING)
    (problem,) = publish_meetings(database, radicale.door("wrong"), NOW).problems
    caplog.clear()  # the server tells its own log of the failed login
    assert "does not take this user and password" in problem
    assert publish_meetings(database, radicale.door(), NOW).written == 1


def test_a_rep_without_a_calendar_there_stops_nobody_else(
    database: Database, radicale: Radicale
) -> None:
    handed_over(database, meeting_at=MEETING)
    radicale.ask("DELETE", f"/{USER}/jonas/")
    (problem,) = publish_meetings(database, radicale.door(), NOW).problems
    assert "has no calendar at this address" in problem


def test_a_server_that_is_not_there_is_said(sqlite_database: Database) -> None:
    handed_over(sqlite_database, meeting_at=MEETING)
    door = CalendarServer("http://127.0.0.1:9/calendar/")
    (problem,) = publish_meetings(sqlite_database, door, NOW).problems
    assert "cannot be reached" in problem


def test_without_a_server_it_says_where_to_set_one(sqlite_database: Database) -> None:
    with pytest.raises(InputError, match=r"calendars\.url"):
        publish_meetings(sqlite_database, CalendarServer(""), NOW)


@pytest.mark.parametrize("url", ["http://dav.example/x/", "file:///etc/passwd", "ftp://x/"])
def test_a_password_goes_over_no_open_line(url: str) -> None:
    with pytest.raises(CalendarError, match="no safe calendar address"):
        CalendarServer(url, USER, PASSWORD).collection_of("jonas@aldergrove.example")


def test_an_address_cannot_leave_its_calendar() -> None:
    door = CalendarServer("https://dav.example/{email}/")
    assert door.collection_of("../a@b/c") == "https://dav.example/..%2Fa%40b%2Fc/"
