"""Versions: an older one to read, one for a campaign, a newer one that ships."""

import pytest
from pytestqt.qtbot import QtBot

from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts import ScriptsScreen
from tests.qualdesk.queries.test_scripts import ship_another
from tests.ui.screens.scripts.page import a_screen, open_step, stored, stored_script, type_into

pytestmark = pytest.mark.usefixtures("_theme")


def test_a_newer_shipped_version_is_offered_and_taken_as_a_version(
    qtbot: QtBot, lead_desk: Desk, sqlite_database: Database
) -> None:
    shipped = stored_script(sqlite_database)
    ship_another(sqlite_database, "inquiry")
    screen = a_screen(qtbot, lead_desk)
    assert screen.page.notice.sentence() == "A newer version ships with the program."
    screen.page.notice.button.click()
    screen.perform("confirm")
    assert stored(sqlite_database).version == 2
    assert stored_script(sqlite_database) == shipped


def test_an_older_version_is_read_and_left_again(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    before = stored_script(sqlite_database)
    open_step(screen, 0)
    screen.page.script.steps.form.say.selectAll()
    type_into(screen.page.script.steps.form.say, "Quite another opening")
    screen.perform("confirm")
    screen.side.show_view("versions")
    screen.side.versions.links[-1].click()
    assert screen.page.reading.isVisible()
    assert before.steps[0].say[-20:] in screen.page.reading.text()
    assert screen.perform("back")
    assert screen.page.script.isVisible()


def test_a_campaign_is_given_a_script_here(
    qtbot: QtBot, lead_desk: Desk, sqlite_database: Database
) -> None:
    screen = a_screen(qtbot, lead_desk, "script:webinar")
    screen.side.show_view("versions")
    screen.side.versions.use.click()
    assert screen.hints.sentence().startswith("Caps uses Webinar follow-up, version 1")
    assert stored(sqlite_database, "script:webinar").versions[0].campaigns == ("Caps",)
