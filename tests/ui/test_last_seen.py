"""Up next as last seen: kept beside the database, shown while it opens, gone when the desk comes."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualdesk_ui.actions import Place
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.desk.last_seen import MOST_ROWS, keep_rows, kept_rows, last_seen_file
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.meanwhile import Meanwhile
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow
from tests.ui.conftest import the_clock
from tests.ui.test_main_window import Page

pytestmark = pytest.mark.usefixtures("_theme")

ROWS: list[UpNextRow | LaneHead] = [
    LaneHead("Closing windows", "closes Tue 24 Nov"),
    UpNextRow(7, "Tom Ashworth", "Pennine", "Webinar · yesterday", "video", Tone.VIOLET, "09:32"),
]


def test_what_is_kept_comes_back_without_a_time_of_day(tmp_path: Path) -> None:
    path = tmp_path / "desk.qualdesk.last-seen"
    keep_rows(path, ROWS)
    head, row = kept_rows(path)
    assert head == ROWS[0]
    assert isinstance(row, UpNextRow)
    assert (row.name, row.reason, row.tone) == (
        "Tom Ashworth",
        "Webinar · yesterday",
        Tone.VIOLET,
    )
    assert (row.local_time, row.is_quiet) == ("", True)


def test_no_more_is_kept_than_a_screen_shows(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    keep_rows(path, [LaneHead(f"Head {n}") for n in range(500)])
    assert len(kept_rows(path)) == MOST_ROWS


@pytest.mark.parametrize("content", [b"", b"{", b'[{"tone": "no such"}]', b'{"rows": 1}'])
def test_a_file_that_is_not_whole_shows_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rows"
    path.write_bytes(content)
    assert not kept_rows(path)


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    keep_rows(tmp_path / "missing" / "rows", ROWS)
    assert not kept_rows(tmp_path / "missing" / "rows")


def test_each_file_has_its_own_and_a_server_one(tmp_path: Path) -> None:
    assert last_seen_file(tmp_path / "a.qualdesk") == tmp_path / "a.qualdesk.last-seen"
    assert "://" not in str(last_seen_file("postgresql://team/desk"))


def test_the_page_stands_there_until_the_desk_is_open(qtbot: QtBot, seat: Seat) -> None:
    desk = Desk(Lanes.inline(), clock=the_clock)
    window = furnished(desk, makers={place: partial(Page, [], place) for place in Place})
    qtbot.addWidget(window)
    window.show()
    page = Meanwhile(ROWS)
    window.pages.show_meanwhile(page)
    assert window.pages.currentWidget() is page
    assert not page.list.isEnabled()
    qtbot.waitUntil(lambda: not page._to_warm)
    desk.open(lambda: seat)
    shown: QWidget | None = window.pages.currentWidget()
    assert isinstance(shown, Page)
    desk.close()
