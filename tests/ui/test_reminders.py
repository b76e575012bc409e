"""Reminders stand above every page: mine before its time, overdue ones for a team lead until kept."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from qualdesk.domain.lead import Lane
from qualdesk.domain.person import Role
from qualdesk.store import tables
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window.reminders import ReminderBars
from qualdesk_ui.widgets.buttons import LinkButton
from tests.builders import a_lead, a_person, writing

pytestmark = pytest.mark.usefixtures("_theme")

PROMISED = datetime(2026, 11, 18, 10, tzinfo=UTC)
"""11:00 in München."""


class Reminded:
    """The bars on a desk whose clock is moved by hand."""

    def __init__(self, seat: Seat, qtbot: QtBot) -> None:
        self.now = PROMISED - timedelta(hours=1)
        self.desk = Desk(Lanes.inline(), clock=lambda: self.now)
        self.parent = QObject()
        self.bars = ReminderBars(self.desk, self.parent)
        for bar in (self.bars.mine, self.bars.overdue):
            qtbot.addWidget(bar)
        self.desk.open(lambda: seat)

    def at(self, minutes: int) -> str:
        """Return what is said so many minutes after the time promised."""
        self.now = PROMISED + timedelta(minutes=minutes)
        self.bars.look()
        return self.said(self.bars.mine)

    def said(self, bar: object) -> str:
        """Return what a bar says, nothing while it is hidden."""
        return "" if bar.isHidden() else bar.accessibleName()  # type: ignore[attr-defined]


@pytest.fixture
def lead_id(seat: Seat) -> int:
    """Have Priya promise Maria a call."""
    with writing(seat.database) as session:
        return a_lead(session, lane=Lane.PROMISED, due_at=PROMISED, owner_person_id=seat.person_id)


@pytest.fixture
def reminded(seat: Seat, lead_id: int, qtbot: QtBot) -> Reminded:
    del lead_id
    return Reminded(seat, qtbot)


def test_ten_and_five_minutes_before_its_caller_is_reminded(reminded: Reminded) -> None:
    promise = "Maria Keller, Bergmann Molkerei You promised a call at 11:00 their time: "
    assert reminded.at(-11) == ""
    assert reminded.at(-10) == f"{promise}within 10 minutes."
    assert reminded.at(-6) == f"{promise}within 10 minutes."
    assert reminded.at(-5) == f"{promise}within 5 minutes."
    assert reminded.at(0) == f"{promise}now."
    assert reminded.at(17) == f"{promise}15 minutes late."


def test_one_that_was_closed_by_hand_comes_again_with_something_new(reminded: Reminded) -> None:
    reminded.at(-10)
    reminded.bars.mine.hide()
    assert reminded.at(-8) == ""
    assert reminded.at(-5).endswith("within 5 minutes.")


def test_enter_opens_the_prospect(reminded: Reminded, lead_id: int, qtbot: QtBot) -> None:
    reminded.at(-5)
    (link,) = reminded.bars.mine.findChildren(LinkButton)
    with qtbot.waitActive(reminded.bars.mine):
        reminded.bars.mine.activateWindow()
    with qtbot.waitSignal(reminded.bars.lead_chosen) as opened:
        link.setFocus()
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert opened.args == [lead_id]


def test_while_it_is_on_the_desk_nobody_is_reminded(reminded: Reminded, lead_id: int) -> None:
    seat = reminded.desk.seat
    with writing(seat.database) as session:
        until = PROMISED + timedelta(hours=1)
        session.add(
            tables.Claim(lead_id=lead_id, caller_id=seat.person_id, claim_no=1, until=until)
        )
    assert reminded.at(-5) == ""


def test_a_team_lead_sees_what_nobody_has_kept_until_somebody_does(
    seat: Seat, qtbot: QtBot
) -> None:
    with writing(seat.database) as session:
        sam = a_person(session, "Sam Cole")
        a_lead(session, lane=Lane.PROMISED, due_at=PROMISED, owner_person_id=sam)
        session.get_one(tables.Person, seat.person_id).role = Role.TEAM_LEAD
    reminded = Reminded(seat, qtbot)
    overdue = reminded.bars.overdue
    reminded.at(4)
    assert reminded.said(overdue) == ""
    reminded.at(5)
    assert reminded.said(overdue) == "One promise is overdue Maria Keller, Sam’s, 5 minutes late."
    reminded.at(60 * 24)
    assert reminded.said(overdue).endswith("Sam’s, 24 hours late.")
    with writing(seat.database) as session:
        session.execute(update(tables.Lead).values(due_at=PROMISED + timedelta(days=9)))
    reminded.at(60 * 24)
    assert reminded.said(overdue) == ""


def test_a_caller_is_not_told_of_others_promises(reminded: Reminded) -> None:
    reminded.at(60)
    assert reminded.said(reminded.bars.overdue) == ""
