"""The page of the nurture tracks says what each yields, and counts again after what happens."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from qualdesk.commands.coming_in import hear_from
from qualdesk.commands.requests.coming_in import HearFrom
from qualdesk.store.session import Database
from qualdesk.store.tables import Nurture
from qualdesk_ui.actions import ActionId, Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.screens.tracks import TracksScreen
from tests.builders import NOW, writing
from tests.qualdesk.nurturing import on_a_track

pytestmark = pytest.mark.usefixtures("_theme")


def test_who_comes_forward_is_counted_at_once(
    qtbot: QtBot, desk: Desk, sqlite_database: Database, tmp_path: Path
) -> None:
    maria = on_a_track(sqlite_database)
    with writing(sqlite_database) as session:
        session.execute(update(Nurture).values(started_at=NOW - timedelta(days=7)))
    window = furnished(desk, log_folder=tmp_path)
    qtbot.addWidget(window)
    window.show()
    desk.opened.emit()
    window.furniture.perform(ActionId.GO_TRACKS)
    screen = window.pages.screen_at(Place.TRACKS)
    assert isinstance(screen, TracksScreen)
    assert screen._head.note() == "of 1 put on a track 0 went to sales"
    before = screen._table.row_at(0)
    desk.submit(window, hear_from, HearFrom(maria.lead_id, maria.caller_id))
    after = screen._table.row_at(0)
    assert before is not None
    assert after is not None
    assert (before.title, before.running, before.responded) == ("After a webinar", 1, 0)
    assert (after.running, after.responded) == (0, 1)


def test_without_anybody_it_says_how_one_comes_onto_a_track(qtbot: QtBot, desk: Desk) -> None:
    screen = TracksScreen(desk)
    qtbot.addWidget(screen)
    screen.refresh()
    assert screen._head.note() == "nobody is on a track yet"
    assert screen._shown.currentIndex() == 1
