"""What the tests of the page of scripts may ask for: a team lead’s desk, a script, a definition."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualdesk.domain.person import Role
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.screens.scripts import ScriptsScreen
from tests.builders import a_campaign, a_person, writing
from tests.ui.conftest import the_clock
from tests.ui.screens.scripts.page import AGREED, a_screen


@pytest.fixture
def lead_desk(qapp: QApplication, sqlite_database: Database) -> Desk:  # noqa: ARG001
    """Lend the desk of a team lead, with a campaign that uses the script Inquiry."""
    with writing(sqlite_database) as session:
        sam = a_person(session, "Sam Reed", role=Role.TEAM_LEAD)
        a_campaign(session, "Caps")
    opened = Desk(Lanes.inline(), clock=the_clock)
    opened.open(lambda: Seat(sqlite_database, sam, "Sam Reed"))
    return opened


@pytest.fixture
def screen(qtbot: QtBot, lead_desk: Desk) -> ScriptsScreen:
    return a_screen(qtbot, lead_desk)


@pytest.fixture
def definition(qtbot: QtBot, lead_desk: Desk) -> ScriptsScreen:
    return a_screen(qtbot, lead_desk, AGREED)
