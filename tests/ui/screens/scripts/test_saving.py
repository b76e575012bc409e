"""Saving a version: who uses it, what is wrong with it, and what somebody saved meanwhile."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from qualdesk.commands.requests.scripts import SaveScript
from qualdesk.commands.scripts import save_script
from qualdesk.errors import QualDeskError
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts import ScriptsScreen
from tests.builders import NOW, writing
from tests.ui.screens.scripts.page import (
    choice_step,
    open_step,
    press,
    stored,
    stored_script,
    type_into,
)

pytestmark = pytest.mark.usefixtures("_theme")


def test_ctrl_enter_saves_a_version_and_says_who_uses_it(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    type_into(screen.page.script.title, " warmer")
    assert screen.page.note.text().startswith("Caps would use it from the next call on.")
    assert screen.perform("confirm")
    assert stored(sqlite_database).version == 2
    title = stored_script(sqlite_database).title
    assert title.endswith(" warmer")
    assert screen.hints.sentence() == f"{title} is version 2 now, used from now on by Caps"
    assert screen.bench.edit is None
    assert screen.page.save.text() == "Save version 3"


def test_nothing_changed_is_nothing_to_save(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    screen.perform("confirm")
    assert stored(sqlite_database).version == 1
    assert screen.hints.sentence() == "Nothing was changed, so there is nothing to save."


def test_a_fault_is_a_sentence_that_leads_to_its_step(screen: ScriptsScreen) -> None:
    place = choice_step(screen)
    form = screen.page.script.steps.form
    type_into(form.say, "{nobody}")
    screen.perform("back")
    (line,) = screen.page.strip.lines
    assert line.text().startswith(f"Step {place + 1} uses {{nobody}}, which does not exist")
    line.click()
    assert screen.page.script.steps.open_place == place
    assert form.say.hasFocus()


def test_a_faulty_script_is_not_saved_and_the_fault_is_gone_to(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    open_step(screen, 1)
    screen.page.script.steps.form.say.selectAll()
    press(Qt.Key.Key_Delete)
    screen.perform("back")
    screen.perform("confirm")
    assert stored(sqlite_database).version == 1
    assert screen.page.script.steps.open_place == 1
    assert screen.hints.sentence() == "Step 2 says nothing: write what the caller says."


def test_what_somebody_saved_meanwhile_is_named_and_mine_can_go_on_top(
    screen: ScriptsScreen, lead_desk: Desk, sqlite_database: Database
) -> None:
    refusals: list[QualDeskError] = []
    lead_desk.refused.connect(refusals.append)
    type_into(screen.page.script.title, " warmer")
    other = replace(stored_script(sqlite_database), title="Colder")
    with writing(sqlite_database) as session:
        save_script(session, SaveScript(lead_desk.person_id, other, 1), NOW)
    screen.perform("confirm")
    assert "has a version 2 meanwhile" in str(refusals[0])
    assert screen.page.notice.button.text() == "Keep mine on top"
    assert screen.page.script.title.text().endswith(" warmer")
    screen.page.notice.button.click()
    screen.perform("confirm")
    assert stored(sqlite_database).version == 3


def test_a_copy_is_kept_and_saved_under_its_own_key(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    screen._copy.click()
    assert screen.page.script.title.hasFocus()
    assert screen.page.save.text() == "Save version 1"
    screen.perform("confirm")
    assert stored(sqlite_database, "script:inquiry-copy").version == 1
    assert stored(sqlite_database).version == 1
