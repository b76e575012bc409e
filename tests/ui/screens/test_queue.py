"""The queue page: rows with their reason, tabs that filter, and numbers to find out."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from qualdesk.domain.lead import Lane
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue import QueueScreen
from qualdesk_ui.screens.queue.rows import RESEARCH
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
def screen(qtbot: QtBot, desk: Desk, promised: int) -> QueueScreen:
    assert promised
    made = QueueScreen(desk)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    made.refresh()
    return made


def go_to_tab(screen: QueueScreen, tab: str) -> None:
    screen._tabs.set_value(tab)
    screen._tabs.chosen.emit(tab)


def test_a_promise_stands_first_and_the_foot_says_why(screen: QueueScreen, promised: int) -> None:
    row = screen._table.focused_row()
    assert row is not None
    assert row.lead_id == promised
    assert screen._hints.sentence().startswith("Tom Ashworth is 1st: You promised Tom a call")


def test_enter_opens_the_row_on_the_call_desk(screen: QueueScreen, promised: int) -> None:
    asked: list[tuple[str, object]] = []
    screen.go_to.connect(lambda place, subject: asked.append((place, subject)))
    screen._table.opened.emit(screen._table.focused_row())
    assert asked == [("call-desk", promised)]


def test_a_tab_shows_its_reason_alone(screen: QueueScreen) -> None:
    go_to_tab(screen, "fresh")
    row = screen._table.focused_row()
    assert row is not None
    assert row.name == "Maria Keller"
    go_to_tab(screen, "retries")
    assert screen._empty.isVisible()


def test_a_narrow_window_keeps_the_focused_row(screen: QueueScreen) -> None:
    go_to_tab(screen, "all")
    maria = next(row for row in screen._rows if row.name == "Maria Keller")
    screen._table.focus_key(maria.lead_id)
    screen.resize(1024, 700)
    assert screen._table is screen._narrow
    assert screen._table.focused_row() == maria


def test_a_number_that_is_found_puts_the_lead_into_the_queue(screen: QueueScreen) -> None:
    go_to_tab(screen, RESEARCH)
    assert screen._form.isVisible()
    screen._form._number.setText("089 9999 8211")
    screen._form._last.setText("Moor")
    assert screen.perform("confirm")
    assert screen._research == []
    assert "Moor" in [row.name for row in screen._rows]
    assert screen._hints.sentence() == "Moor can be called now"


def test_a_number_that_is_none_is_marked_and_stays(screen: QueueScreen) -> None:
    go_to_tab(screen, RESEARCH)
    screen._form._number.setText("12")
    screen.perform("confirm")
    assert screen._form._number.error()
    assert screen._form._number.text() == "12"
    assert len(screen._research) == 1


def test_without_a_number_the_form_says_what_is_missing(screen: QueueScreen) -> None:
    go_to_tab(screen, RESEARCH)
    screen.perform("confirm")
    assert screen._form._refusal.isVisible()
