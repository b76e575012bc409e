"""Reps' own calendars, read from a real CalDAV server, an address and a file: free slots know them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from sqlalchemy import select

from qualdesk.commands.calendars import choose_calendar
from qualdesk.commands.requests.calendars import ChooseCalendar
from qualdesk.domain.meeting_times import CalendarKind, CalendarState
from qualdesk.domain.person import Role
from qualdesk.errors import Forbidden
from qualdesk.jobs.publishing import publish_meetings
from qualdesk.jobs.reading_calendars import READ_EVERY, read_calendars
from qualdesk.queries.prospect_card import ProspectCard, prospect_card
from qualdesk.settings import Calendars, keep_calendar_password
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_lead, a_person, writing
from tests.qualdesk.commands.handed import MEETING, Handed, handed_over
from tests.qualdesk.jobs.radicale_server import PASSWORD, USER, Radicale, running_radicale

HALF_TEN = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
"""Tomorrow's first slot: 9:30 in München, where prospect and rep are."""


class _Keyring(KeyringBackend):
    """A keyring that forgets when the test is over."""

    priority = 1  # pyright: ignore[reportAssignmentType]

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password


@pytest.fixture(autouse=True)
def _own_keyring() -> Iterator[None]:
    former = keyring.get_keyring()
    keyring.set_keyring(_Keyring())
    yield
    keyring.set_keyring(former)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    with running_radicale(tmp_path) as server:
        yield server


def an_event(uid: str, *lines: str) -> str:
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", *lines, "END:VEVENT")
    )


def a_calendar(*events: str) -> bytes:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN")
    return ("\r\n".join((*head, *events, "END:VCALENDAR")) + "\r\n").encode()


STAND_UP = an_event(
    "stand-up",
    "DTSTART;TZID=Europe/Berlin:20261005T093000",
    "DTEND;TZID=Europe/Berlin:20261005T094500",
    "RRULE:FREQ=DAILY",
    "EXDATE;TZID=Europe/Berlin:20261120T093000",
)
"""Each day at 9:30 by the clock of Berlin, begun in summer time, but not on Friday."""


def handed_with(database: Database, kind: CalendarKind, address: str, user: str = "") -> Handed:
    """Push a lead, and choose the rep's calendar."""
    handed = handed_over(database)
    request = ChooseCalendar(handed.rep_id, handed.rep_id, kind, address, user)
    handed.do(choose_calendar, request)
    return handed


def card_of(handed: Handed) -> ProspectCard:
    with handed.database.read() as session:
        return prospect_card(session, lead_id=handed.lead_id, caller_id=handed.caller_id, now=NOW)


def with_file(database: Database, folder: Path, *events: str) -> Handed:
    path = folder / "jonas.ics"
    path.write_bytes(a_calendar(*events))
    handed = handed_with(database, CalendarKind.ICS, str(path))
    assert read_calendars(database, NOW).problems == []
    return handed


def test_busy_times_on_a_caldav_server_are_no_free_slots(
    database: Database, radicale: Radicale
) -> None:
    address = f"{radicale.url}/{USER}/jonas/"
    handed = handed_with(database, CalendarKind.CALDAV, address, USER)
    keep_calendar_password(Calendars(address, USER), PASSWORD)
    assert HALF_TEN in card_of(handed).slots
    radicale.ask("PUT", f"/{USER}/jonas/stand-up.ics", a_calendar(STAND_UP))
    assert read_calendars(database, NOW).read == 1
    card = card_of(handed)
    assert HALF_TEN not in card.slots
    assert HALF_TEN + timedelta(days=1) in card.slots
    assert card.rep.calendar == CalendarState(NOW)


def test_our_own_meetings_there_take_no_time_twice(database: Database, radicale: Radicale) -> None:
    address = f"{radicale.url}/{USER}/jonas/"
    handed = handed_over(database, meeting_at=MEETING)
    handed.do(
        choose_calendar,
        ChooseCalendar(handed.rep_id, handed.rep_id, CalendarKind.CALDAV, address, USER),
    )
    keep_calendar_password(Calendars(address, USER), PASSWORD)
    publish_meetings(database, radicale.door(), NOW)
    assert read_calendars(database, NOW).read == 1
    assert handed.all(tables.BusyTime) == []


def test_a_calendar_that_cannot_be_read_is_said_and_keeps_what_was_known(
    database: Database, radicale: Radicale, caplog: pytest.LogCaptureFixture
) -> None:
    address = f"{radicale.url}/{USER}/jonas/"
    handed = handed_with(database, CalendarKind.CALDAV, address, USER)
    keep_calendar_password(Calendars(address, USER), PASSWORD)
    radicale.ask("PUT", f"/{USER}/jonas/stand-up.ics", a_calendar(STAND_UP))
    read_calendars(database, NOW)
    keep_calendar_password(Calendars(address, USER), "wrong")
    (problem,) = read_calendars(database, NOW + READ_EVERY).problems
    caplog.clear()  # the server tells its own log of the failed login
    assert problem.startswith("Jonas Weber’s calendar: The calendar server 127.0.0.1 does not take")
    card = card_of(handed)
    assert HALF_TEN not in card.slots
    assert card.rep.calendar is not None
    assert card.rep.calendar.read_at == NOW
    assert "does not take this user and password" in card.rep.calendar.problem


def test_a_calendar_is_read_behind_an_address(database: Database, radicale: Radicale) -> None:
    radicale.ask("PUT", f"/{USER}/jonas/stand-up.ics", a_calendar(STAND_UP))
    address = f"{radicale.url}/{USER}/jonas/stand-up.ics"
    handed = handed_with(database, CalendarKind.ICS, address, USER)
    keep_calendar_password(Calendars(address, USER), PASSWORD)
    assert read_calendars(database, NOW).read == 1
    assert HALF_TEN not in card_of(handed).slots


def test_a_calendar_is_asked_again_after_ten_minutes(database: Database, tmp_path: Path) -> None:
    with_file(database, tmp_path, STAND_UP)
    assert read_calendars(database, NOW + READ_EVERY / 2).read == 0
    assert read_calendars(database, NOW + READ_EVERY).read == 1


def test_whole_days_take_the_day_where_the_rep_is(database: Database, tmp_path: Path) -> None:
    holiday = an_event("off", "DTSTART;VALUE=DATE:20261119", "DTEND;VALUE=DATE:20261121")
    handed = with_file(database, tmp_path, holiday)
    assert {one.date() for one in card_of(handed).slots[:1]} == {MEETING.date()}
    (busy,) = handed.all(tables.BusyTime)
    assert busy.starts_at == datetime(2026, 11, 18, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Jonas@aldergrove.example",
    ],
)
def test_what_takes_no_time_is_not_busy(
    sqlite_database: Database, tmp_path: Path, line: str
) -> None:
    event = an_event("free", "DTSTART:20261119T083000Z", "DTEND:20261119T090000Z", line)
    handed = with_file(sqlite_database, tmp_path, event)
    assert HALF_TEN in card_of(handed).slots


def test_one_repetition_that_was_moved_or_called_off_counts_as_it_is(
    sqlite_database: Database, tmp_path: Path
) -> None:
    moved = an_event(
        "stand-up",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261119T093000",
        "DTSTART;TZID=Europe/Berlin:20261119T140000",
        "DTEND;TZID=Europe/Berlin:20261119T143000",
    )
    off = an_event(
        "stand-up",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261123T093000",
        "DTSTART;TZID=Europe/Berlin:20261123T093000",
        "DTEND;TZID=Europe/Berlin:20261123T094500",
        "STATUS:CANCELLED",
    )
    slots = card_of(with_file(sqlite_database, tmp_path, STAND_UP, moved, off)).slots
    assert HALF_TEN in slots
    assert datetime(2026, 11, 19, 13, tzinfo=UTC) not in slots
    assert HALF_TEN + timedelta(days=4) in slots


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no calendar file"),
        (b"<html>Log in</html>", "no calendar file"),
        (a_calendar(STAND_UP).replace(b"FREQ=DAILY", b"FREQ=NEVER"), "cannot be understood"),
        (a_calendar(STAND_UP).replace(b"20261005T093000", b"20269905T093000"), "be understood"),
        (a_calendar(STAND_UP).replace(b"FREQ=DAILY", b"FREQ=SECONDLY"), "repeats every minute"),
        (b"\xff\x00" * 99, "no calendar file"),
    ],
)
def test_what_is_no_calendar_is_said_in_a_sentence(
    sqlite_database: Database, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "jonas.ics"
    path.write_bytes(content)
    handed_with(sqlite_database, CalendarKind.ICS, str(path))
    (problem,) = read_calendars(sqlite_database, NOW).problems
    assert sentence in problem


@pytest.mark.parametrize(
    ("kind", "address", "sentence"),
    [
        (CalendarKind.ICS, "/nowhere/jonas.ics", "cannot be read: No such file"),
        (CalendarKind.ICS, "webcal://127.0.0.1:9/x.ics", "cannot be reached"),
        (CalendarKind.ICS, "http://calendar.example/x.ics", "no safe calendar address"),
        (CalendarKind.CALDAV, "http://[", "no safe calendar address"),
    ],
)
def test_a_calendar_that_is_not_there_is_said(
    sqlite_database: Database, kind: CalendarKind, address: str, sentence: str
) -> None:
    handed = handed_with(sqlite_database, kind, address)
    (problem,) = read_calendars(sqlite_database, NOW).problems
    assert sentence in problem
    assert card_of(handed).rep.calendar == CalendarState(
        None, problem.removeprefix("Jonas Weber’s calendar: ")
    )


def test_another_calendar_forgets_what_the_former_said(database: Database, tmp_path: Path) -> None:
    handed = with_file(database, tmp_path, STAND_UP)
    handed.do(choose_calendar, ChooseCalendar(handed.rep_id, handed.rep_id))
    card = card_of(handed)
    assert HALF_TEN in card.slots
    assert card.rep.calendar is None


def test_only_a_team_lead_chooses_anothers_calendar(database: Database) -> None:
    with writing(database) as session:
        a_lead(session)
        priya, jonas = a_person(session), a_person(session, "Jonas Weber", role=Role.SALES)
        tessa = a_person(session, "Tessa Brook", role=Role.TEAM_LEAD)
    press = Press.new()
    with pytest.raises(Forbidden, match="Only a team lead may choose another’s calendar"):
        database.carry_out(choose_calendar, ChooseCalendar(jonas, priya), press=press, now=NOW)
    wanted = ChooseCalendar(jonas, tessa, CalendarKind.ICS, "~/jonas.ics")
    database.carry_out(choose_calendar, wanted, press=press, now=NOW)
    with database.read() as session:
        assert session.scalars(select(tables.RepCalendar.address)).all() == ["~/jonas.ics"]
