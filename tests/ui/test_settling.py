"""Where one person works alone, the window reads the reps' own calendars itself."""

from pathlib import Path

from qualdesk.commands.calendars import choose_calendar
from qualdesk.commands.requests.calendars import ChooseCalendar
from qualdesk.domain.meeting_times import CalendarKind
from qualdesk.domain.person import Role
from qualdesk.queries.calendars import CalendarRow, calendars
from qualdesk.store.session import Database
from qualdesk_ui.app.settling import Settling
from qualdesk_ui.desk import Desk
from tests.builders import NOW, a_person, writing


def chosen(database: Database, path: Path) -> None:
    with writing(database) as session:
        jonas = a_person(session, "Jonas Weber", role=Role.SALES)
        choose_calendar(session, ChooseCalendar(jonas, jonas, CalendarKind.ICS, str(path)), NOW)


def known(database: Database) -> CalendarRow:
    with database.read() as session:
        (row,) = calendars(session)
    return row


def test_a_calendar_is_read_and_one_that_is_not_there_stops_nothing(
    desk: Desk, sqlite_database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "jonas.ics"
    chosen(sqlite_database, path)
    settling = Settling(desk, "", desk)
    settling.read_calendars()
    assert known(sqlite_database).problem.startswith(f"{path} cannot be read")
    path.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n")
    chosen(sqlite_database, path)
    settling.read_calendars()
    assert (known(sqlite_database).read_at, known(sqlite_database).problem) == (NOW, "")
