"""What was typed is in the desk's own file within the second and is there after a crash."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.store.drafts import Draft
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.call_desk.drafts import SAVED_WITHIN_MS
from tests.ui.conftest import the_clock
from tests.ui.screens.call_desk_setting import Setting, a_call_desk

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.fixture
def setting(desk: Desk, qtbot: QtBot) -> Setting:
    made = a_call_desk(desk)
    qtbot.addWidget(made.screen)
    return made


def _on_disk(setting: Setting) -> Draft | None:
    found: list[Draft | None] = []
    setting.desk.read_draft(setting.screen, found.append, setting.maria)
    return found[0]


def _type(setting: Setting) -> dict[str, str]:
    setting.press(Qt.Key.Key_A)
    setting.screen.perform("notes")
    setting.type("two lines")
    assert setting.screen.calling.on_desk is not None
    return setting.screen.calling.on_desk.draft.heard()


def test_what_was_typed_is_on_disk_within_the_second(setting: Setting, qtbot: QtBot) -> None:
    assert SAVED_WITHIN_MS < 1000
    heard = _type(setting)
    qtbot.waitUntil(lambda: _on_disk(setting) == Draft(heard, "two lines"), timeout=1000)


def test_another_window_on_the_same_file_shows_it(
    setting: Setting, seat: Seat, qtbot: QtBot
) -> None:
    heard = _type(setting)
    setting.screen.hide()
    again = Desk(Lanes.inline(), clock=the_clock)
    again.open(lambda: seat)
    screen = CallDesk(again, opener=print, template=lambda: "tel:{number}")
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    assert screen.calling.on_desk is not None
    assert screen.calling.on_desk.card.lead_id == setting.maria
    assert screen.calling.on_desk.draft.answers == heard
    assert screen.details.notes.text() == "two lines"


def test_an_outcome_takes_the_draft_along(setting: Setting) -> None:
    _type(setting)
    setting.screen.calling.drafts.save()
    assert _on_disk(setting) is not None
    setting.screen.perform("outcome-no-answer")
    setting.screen.calling.drafts.save()
    assert _on_disk(setting) is None
