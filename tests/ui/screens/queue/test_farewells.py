"""Rows of the queue closed out together: a reason, a look at what it comes to, then the button."""

import pytest

from qualdesk.domain.person import Role
from qualdesk.store.session import Database
from qualdesk.store.tables import Person
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from tests.builders import writing
from tests.ui.screens.queue.page import listed

pytestmark = pytest.mark.usefixtures("_theme")


def team_leads(desk: Desk, database: Database) -> None:
    with writing(database) as session:
        session.query(Person).filter(Person.id == desk.person_id).update({"role": Role.TEAM_LEAD})


def test_4_closes_the_chosen_out_after_a_reason_and_a_look(
    screen: QueueScreen, desk: Desk, sqlite_database: Database, maria: int
) -> None:
    team_leads(desk, sqlite_database)
    screen.table.focus_key(maria)
    assert screen.perform("close-rows")
    assert screen.farewells.strip.choose_letter("F")
    assert screen.farewells.panel.isVisible()
    assert screen.farewells.panel._sum.text() == "1 by e-mail"
    assert "Dear" in screen.farewells.panel._text.text()
    assert screen.perform("confirm")
    screen.refresh()
    assert maria not in listed(screen)
    assert screen.farewells.panel.isHidden()


def test_esc_leaves_the_close_out_and_closes_nobody(
    screen: QueueScreen, desk: Desk, sqlite_database: Database, maria: int
) -> None:
    team_leads(desk, sqlite_database)
    screen.table.focus_key(maria)
    screen.perform("close-rows")
    assert screen.perform("back")
    assert screen.farewells.strip.isHidden()
    screen.perform("close-rows")
    screen.farewells.strip.choose_letter("A")
    assert screen.perform("back")
    assert screen.farewells.panel.isHidden()
    assert maria in listed(screen)


def test_who_is_no_team_lead_is_told_before_anything_is_asked(
    screen: QueueScreen, desk: Desk, maria: int
) -> None:
    refused: list[object] = []
    desk.refused.connect(refused.append)
    screen.table.focus_key(maria)
    screen.perform("close-rows")
    assert "Only a team lead" in str(refused[0])
    assert screen.farewells.strip.isHidden()
    assert maria in listed(screen)
