"""What was typed is in the desk's own file within the second and is there after a crash."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.commands.requests.scripts import SaveScript
from qualdesk.commands.scripts import save_script
from qualdesk.domain.person import Role
from qualdesk.store.drafts import Draft
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.call_desk.drafts import SAVED_WITHIN_MS
from tests.builders import NOW, a_person, writing
from tests.ui.conftest import the_clock
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def _on_disk(setting: Setting) -> Draft | None:
    found: list[Draft | None] = []
    setting.desk.kept.read_draft(setting.screen, found.append, setting.maria)
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
    card = setting.card()
    kept = Draft(heard, "two lines", card.script_id, card.definition_id)
    qtbot.waitUntil(lambda: _on_disk(setting) == kept, timeout=1000)


def _save_another_script(setting: Setting) -> None:
    """Let the team lead turn the script round while Maria is on the line."""
    script = setting.card().script
    with writing(setting.desk.database) as session:
        team_lead = a_person(session, "Sam Reed", role=Role.TEAM_LEAD)
        request = SaveScript(team_lead, replace(script, title="Quite another"), 1)
        save_script(session, request, NOW)


def _reopened(seat: Seat, qtbot: QtBot) -> CallDesk:
    again = Desk(Lanes.inline(), clock=the_clock)
    again.open(lambda: seat)
    screen = CallDesk(again, opener=print, template=lambda: "tel:{number}")
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    return screen


def test_an_open_call_goes_on_with_its_script_when_its_card_is_read_again(
    setting: Setting,
) -> None:
    before = setting.card().script
    _save_another_script(setting)
    setting.screen.calling._flow.cards.read(setting.maria)
    assert setting.card().script == before


def test_a_call_that_comes_back_after_a_crash_goes_on_with_the_script_it_began_with(
    setting: Setting, seat: Seat, qtbot: QtBot
) -> None:
    before = setting.card().script
    _type(setting)
    setting.screen.calling.drafts.save()
    _save_another_script(setting)
    setting.screen.hide()
    screen = _reopened(seat, qtbot)
    assert screen.calling.on_desk is not None
    assert screen.calling.on_desk.card.script == before


def test_the_next_call_begins_with_the_new_script(setting: Setting) -> None:
    _save_another_script(setting)
    setting.screen.perform("outcome-no-answer")
    assert setting.name() == "Tom Ashworth"
    assert setting.card().script.title == "Quite another"


def test_another_window_on_the_same_file_shows_it(
    setting: Setting, seat: Seat, qtbot: QtBot
) -> None:
    heard = _type(setting)
    setting.screen.hide()
    screen = _reopened(seat, qtbot)
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
