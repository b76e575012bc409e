"""Up next as last seen: kept beside the database, shown while it opens, gone when the desk comes."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qualdesk.store.session import Database
from qualdesk_ui.actions import Place
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.desk.last_seen import MOST_ROWS, keep_rows, last_seen_file, rows_of_last_time
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.meanwhile import Meanwhile
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow
from tests.builders import a_lead, writing
from tests.ui.conftest import NOW, the_clock
from tests.ui.test_main_window import Page

pytestmark = pytest.mark.usefixtures("_theme")

ROWS: list[UpNextRow | LaneHead] = [
    LaneHead("Closing windows", "closes Tue 24 Nov"),
    UpNextRow(7, "Tom Ashworth", "Pennine", "Webinar · yesterday", "video", Tone.VIOLET, "09:32"),
]


SERVER = "postgresql://team/desk"


@pytest.fixture
def server_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lend the place where a server's rows are kept; nobody looks into a server at the start."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    place = last_seen_file(SERVER)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


@pytest.fixture
def desk_file(sqlite_database: Database) -> Path:
    return Path(str(sqlite_database.engine.url.database))


def test_what_is_kept_comes_back_without_a_time_of_day(server_rows: Path) -> None:
    keep_rows(server_rows, ROWS)
    head, row = rows_of_last_time(SERVER, NOW)
    assert head == ROWS[0]
    assert isinstance(row, UpNextRow)
    assert (row.name, row.reason, row.tone) == (
        "Tom Ashworth",
        "Webinar · yesterday",
        Tone.VIOLET,
    )
    assert (row.local_time, row.is_quiet) == ("", True)


def test_no_more_is_kept_than_a_screen_shows(server_rows: Path) -> None:
    keep_rows(server_rows, [LaneHead(f"Head {n}") for n in range(500)])
    assert len(rows_of_last_time(SERVER, NOW)) == MOST_ROWS


@pytest.mark.parametrize("content", [b"", b"{", b'[{"tone": "no such"}]', b'{"rows": 1}'])
def test_a_file_that_is_not_whole_shows_nothing(server_rows: Path, content: bytes) -> None:
    server_rows.write_bytes(content)
    assert not rows_of_last_time(SERVER, NOW)


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    keep_rows(tmp_path / "missing" / "rows", ROWS)
    assert not (tmp_path / "missing").exists()


def test_only_who_still_stands_there_is_shown_called_as_they_are_now(
    sqlite_database: Database, desk_file: Path
) -> None:
    with writing(sqlite_database) as session:
        lead_id = a_lead(session)
    gone = UpNextRow(lead_id + 1, "Long Gone", "Nowhere", "Webinar", "video")
    stands = UpNextRow(lead_id, "Maria Kessler", "Bergmann", "Webinar", "video")
    keep_rows(last_seen_file(desk_file), [LaneHead("First"), gone, LaneHead("Normal"), stands])
    head, row = rows_of_last_time(desk_file, NOW)
    assert head == LaneHead("Normal")
    assert isinstance(row, UpNextRow)
    assert (row.key, row.name, row.company) == (lead_id, "Maria Keller", "Bergmann Molkerei")


def test_a_file_that_cannot_tell_shows_nothing(tmp_path: Path) -> None:
    keep_rows(last_seen_file(tmp_path / "gone.qualdesk"), ROWS)
    assert not rows_of_last_time(tmp_path / "gone.qualdesk", NOW)


def test_each_file_and_each_server_has_its_own(tmp_path: Path) -> None:
    assert last_seen_file(tmp_path / "a.qualdesk") == tmp_path / "a.qualdesk.last-seen"
    ours = last_seen_file("postgresql://ann:secret@team.test:5433/desk")
    assert ours.name == "team.test-5433-desk.last-seen"
    assert ours != last_seen_file("postgresql://ann:secret@other.test:5433/desk")


def test_the_page_stands_there_until_the_desk_is_open(qtbot: QtBot, seat: Seat) -> None:
    desk = Desk(Lanes.inline(), clock=the_clock)
    window = furnished(desk, makers={place: partial(Page, [], place) for place in Place})
    qtbot.addWidget(window)
    window.show()
    page = Meanwhile()
    page.list.set_rows(ROWS)
    window.pages.show_meanwhile(page)
    assert window.pages.currentWidget() is page
    assert not page.list.isEnabled()
    qtbot.waitUntil(lambda: not page._to_warm)
    desk.open(lambda: seat)
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), Page))
    desk.close()
