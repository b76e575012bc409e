"""What the tests of the queue may ask for: its page, with a promise, Maria and somebody to find out."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from qualdesk.domain.lead import Lane
from qualdesk.errors import QualDeskError
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.builders import NOW, a_campaign, a_lead, a_person, a_prospect, writing


@pytest.fixture
def promised(sqlite_database: Database) -> int:
    with writing(sqlite_database) as session:
        campaign = a_campaign(session)
        priya = a_person(session)
        a_lead(session, campaign_id=campaign)
        tom = a_prospect(session, "Tom Ashworth", company="Pennine", numbers=("+441134960142",))
        lead = a_lead(
            session,
            prospect_id=tom,
            campaign_id=campaign,
            lane=Lane.PROMISED,
            due_at=NOW - timedelta(minutes=2),
            owner_person_id=priya,
        )
        nobody = a_prospect(session, "", company="Alpquell", numbers=())
        a_lead(session, prospect_id=nobody, campaign_id=campaign, lane=Lane.RESEARCH)
    return lead


@pytest.fixture
def maria(promised: int) -> int:
    return promised - 1


@pytest.fixture
def refusals(desk: Desk) -> list[QualDeskError]:
    found: list[QualDeskError] = []
    desk.refused.connect(found.append)
    return found


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, promised: int) -> QueueScreen:
    assert promised
    made = QueueScreen(desk)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh()
    made.grab()
    return made
