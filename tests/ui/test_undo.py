"""Ctrl+Z takes back the newest action of this desk, Alt+U the last outcome; the toast says what."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update
from sqlcipher3 import dbapi2 as sqlite

from qualdesk.commands.reassigning import reassign_territory
from qualdesk.commands.requests.territories import ReassignTerritory
from qualdesk.domain.lead import Lane
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.person import Role
from qualdesk.events.calls import TookBack
from qualdesk.events.imports import WithdrewImport
from qualdesk.events.mail import CorrectedMail
from qualdesk.events.order import LeftInOrder
from qualdesk.store.session import Database
from qualdesk.store.tables import (
    HandOff,
    Lead,
    Outbox,
    Person,
    Prospect,
    Skip,
    Snooze,
    Territory,
)
from qualdesk_ui.actions import ActionId, Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.hand_offs import HandOffsScreen
from qualdesk_ui.screens.queue import QueueScreen
from qualdesk_ui.widgets.toast import Toast
from tests.builders import a_campaign, a_lead, a_prospect, writing
from tests.qualdesk.commands.handed import handed_over

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.fixture
def leads(sqlite_database: Database, desk: Desk) -> list[int]:
    assert desk.is_open
    with writing(sqlite_database) as session:
        campaign = a_campaign(session)
        return [
            a_lead(
                session,
                prospect_id=a_prospect(session, f"Person {n}", numbers=(f"+4989999982{n}0",)),
                campaign_id=campaign,
                lane=Lane.FRESH,
            )
            for n in range(1, 5)
        ]


@pytest.fixture
def window(desk: Desk, leads: list[int], qtbot: QtBot, tmp_path: Path) -> MainWindow:
    assert leads
    made = furnished(desk, log_folder=tmp_path)
    qtbot.addWidget(made)
    made.show()
    desk.opened.emit()
    return made


@pytest.fixture
def events(desk: Desk) -> list[object]:
    heard: list[object] = []
    desk.committed.connect(heard.append)
    return heard


def on_desk(window: MainWindow) -> int:
    screen = window.pages.screen_at(Place.CALL_DESK)
    assert isinstance(screen, CallDesk)
    return screen.calling.on_desk.card.lead_id if screen.calling.on_desk else 0


def queue(window: MainWindow) -> QueueScreen:
    window.furniture.perform(ActionId.GO_QUEUE)
    screen = window.pages.screen_at(Place.QUEUE)
    assert isinstance(screen, QueueScreen)
    screen.grab()
    return screen


def toast(window: MainWindow) -> str:
    shown = window.findChild(Toast)
    assert isinstance(shown, Toast)
    return shown.accessibleName() if shown.isVisible() else ""


def skip(window: MainWindow) -> None:
    screen = window.pages.screen_at(Place.CALL_DESK)
    assert isinstance(screen, CallDesk)
    window.furniture.perform(ActionId.SKIP)
    screen.centre.skipping.choose_letter("A")


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Let another program hold the file, and this one not wait for it."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    other = sqlite.connect(database.target, isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def test_a_skip_is_taken_back_and_the_prospect_is_on_the_desk_again(
    window: MainWindow, events: list[object]
) -> None:
    first = on_desk(window)
    skip(window)
    assert on_desk(window) != first
    assert toast(window).endswith(" · not offered to you again today")
    window.furniture.perform(ActionId.UNDO)
    assert any(isinstance(event, LeftInOrder) for event in events)
    assert on_desk(window) == first
    assert toast(window) == ""


def reassigned(window: MainWindow, desk: Desk, database: Database) -> int:
    """Give the territory of a pushed lead to Marta at this desk; return the hand-off."""
    handed = handed_over(database)
    with writing(database) as session:
        session.get_one(Person, desk.person_id).role = Role.TEAM_LEAD
        south = session.scalars(select(Territory.id).where(Territory.name == "DE South")).one()
    request = ReassignTerritory(south, handed.other_rep_id, by_id=desk.person_id)
    desk.submit(window, reassign_territory, request)
    return handed.hand_off_id


def test_a_territory_given_away_is_taken_back(
    window: MainWindow, desk: Desk, sqlite_database: Database
) -> None:
    hand_off_id = reassigned(window, desk, sqlite_database)
    assert toast(window).startswith("Marta Pires has DE South now · 1 offered again")
    window.furniture.perform(ActionId.UNDO)
    assert toast(window) == ""
    with sqlite_database.read() as session:
        rep = session.get_one(Person, session.get_one(HandOff, hand_off_id).rep_id)
        assert rep.name == "Jonas Weber"


def test_who_was_told_of_a_new_rep_already_is_named_when_that_is_taken_back(
    window: MainWindow, desk: Desk, sqlite_database: Database
) -> None:
    reassigned(window, desk, sqlite_database)
    with writing(sqlite_database) as session:
        session.execute(update(Outbox).values(state=MailState.SENT))
    window.furniture.perform(ActionId.UNDO)
    said = "DE South is taken back, but already sent: Maria Keller stays"
    assert toast(window).startswith(said)


def test_the_newest_goes_first_then_the_outcome_before_it(
    window: MainWindow, events: list[object], sqlite_database: Database
) -> None:
    called = on_desk(window)
    window.furniture.perform(ActionId.OUTCOME_NO_ANSWER)
    skipped = on_desk(window)
    skip(window)
    window.furniture.perform(ActionId.UNDO)
    assert on_desk(window) == skipped
    with sqlite_database.read() as session:
        assert session.query(Skip).count() == 0
    window.furniture.perform(ActionId.UNDO)
    assert isinstance(next(e for e in reversed(events) if isinstance(e, TookBack)), TookBack)
    assert on_desk(window) == called


def test_alt_u_takes_back_the_outcome_under_a_newer_skip(
    window: MainWindow, sqlite_database: Database
) -> None:
    called = on_desk(window)
    window.furniture.perform(ActionId.OUTCOME_NO_ANSWER)
    skip(window)
    window.furniture.perform(ActionId.UNDO_OUTCOME)
    assert on_desk(window) == called
    with sqlite_database.read() as session:
        assert session.query(Skip).count() == 1


def test_rows_snoozed_together_are_taken_back_together(
    window: MainWindow, sqlite_database: Database
) -> None:
    screen = queue(window)
    others = [key for key in screen.table.rows.keys_between(0, 9) if key != on_desk(window)][:2]
    for key in others:
        screen.table.focus_key(key)
        screen.perform("select")
    screen.grab()
    screen.perform("snooze-rows")
    screen.deeds.snoozing.choose_letter("A")
    assert toast(window).startswith("Snoozed 2 prospects until ")
    window.furniture.perform(ActionId.UNDO)
    with sqlite_database.read() as session:
        assert session.query(Snooze).count() == 0
    assert window.pages.place is Place.QUEUE


def test_called_first_says_so_and_can_be_taken_back(
    window: MainWindow, events: list[object]
) -> None:
    screen = queue(window)
    screen.table.focus_place(99)
    screen.grab()
    row = screen.table.focused_row()
    assert row is not None
    screen.perform("call-first")
    assert toast(window) == f"{row.row.name} comes first"
    window.furniture.perform(ActionId.UNDO)
    assert isinstance(events[-1], LeftInOrder)


def test_a_break_shows_on_the_rail(window: MainWindow) -> None:
    def me() -> list[str]:
        buttons = window.findChildren(QAbstractButton)
        return [one.toolTip() for one in buttons if one.toolTip().startswith("Priya Nair")]

    assert me() == ["Priya Nair, ready"]
    window.furniture.perform(ActionId.BREAK)
    assert me() == ["Priya Nair, away"]
    window.furniture.perform(ActionId.BREAK)
    assert me() == ["Priya Nair, ready"]


def test_a_next_step_of_a_hand_off_is_taken_back_where_it_was_taken(
    window: MainWindow, desk: Desk, sqlite_database: Database
) -> None:
    handed = handed_over(sqlite_database)
    handed.answer("returned", "incomplete")
    window.furniture.perform(ActionId.GO_HAND_OFFS)
    screen = window.pages.screen_at(Place.HAND_OFFS)
    assert isinstance(screen, HandOffsScreen)
    window.furniture.perform(ActionId.STEP_2)
    screen._asking.strip.choose_letter("A")
    assert handed.lead().state == "nurture"
    toast = window.findChild(Toast)
    assert toast is not None
    assert toast.isVisible()
    window.furniture.perform(ActionId.UNDO)
    assert (handed.lead().state, handed.lead().lane) == ("queued", "returned")
    assert window.pages.place is Place.HAND_OFFS
    assert not toast.isVisible()
    assert desk.is_open


def test_what_cannot_be_taken_back_lets_the_one_before_be(
    window: MainWindow, sqlite_database: Database
) -> None:
    handed = handed_over(sqlite_database)
    handed.answer("returned", "incomplete")
    window.furniture.perform(ActionId.GO_HAND_OFFS)
    screen = window.pages.screen_at(Place.HAND_OFFS)
    assert isinstance(screen, HandOffsScreen)
    window.furniture.perform(ActionId.STEP_2)
    screen._asking.strip.choose_letter("A")
    with writing(sqlite_database) as session:
        lead = session.get_one(Lead, handed.lead_id)
        lead.version += 1
    window.furniture.perform(ActionId.UNDO)
    assert handed.lead().state == "nurture"
    assert window.furniture._undo._deeds == []


def test_what_only_failed_to_be_taken_back_can_be_tried_again(
    window: MainWindow, sqlite_database: Database
) -> None:
    first = on_desk(window)
    skip(window)
    with locked(sqlite_database):
        window.furniture.perform(ActionId.UNDO)
    assert on_desk(window) != first
    window.furniture.perform(ActionId.UNDO)
    assert on_desk(window) == first


def test_v_writes_the_short_email_after_a_voicemail_and_undo_takes_back_both(
    window: MainWindow, sqlite_database: Database
) -> None:
    called = on_desk(window)
    window.furniture.perform(ActionId.OUTCOME_VOICEMAIL)
    assert "Short e-mail, key V" in ways(window)
    window.furniture.perform(ActionId.SHORT_EMAIL)
    assert toast(window).endswith(" · short e-mail goes in 30 s")
    assert "Short e-mail, key V" not in ways(window)
    with sqlite_database.read() as session:
        assert [(one.kind, one.state) for one in session.query(Outbox)] == [("tried", "held")]
    window.furniture.perform(ActionId.UNDO)
    assert on_desk(window) == called
    with sqlite_database.read() as session:
        assert [one.state for one in session.query(Outbox)] == ["cancelled"]


def test_without_a_voicemail_v_says_what_it_is_for(window: MainWindow, desk: Desk) -> None:
    refusals: list[object] = []
    desk.refused.connect(refusals.append)
    window.furniture.perform(ActionId.OUTCOME_NO_ANSWER)
    assert "Short e-mail, key V" not in ways(window)
    window.furniture.perform(ActionId.SHORT_EMAIL)
    assert [str(one) for one in refusals] == [
        "The short e-mail follows a voicemail. Leave one with 6 first."
    ]


def ways(window: MainWindow) -> list[str]:
    shown = window.findChild(Toast)
    assert isinstance(shown, Toast)
    return [one.accessibleName() for one in shown.findChildren(QAbstractButton) if one.isVisible()]


def closed_out_and_sent(window: MainWindow, database: Database) -> int:
    """Close out whom the desk shows, and let the e-mail leave before it is taken back."""
    called = on_desk(window)
    window.furniture.perform(ActionId.OUTCOME_CLOSE_OUT)
    window.furniture.perform(ActionId.CONFIRM)
    with writing(database) as session:
        session.execute(update(Outbox).values(state=MailState.SENT))
    window.furniture.perform(ActionId.UNDO)
    return called


def test_an_e_mail_that_had_left_is_said_and_put_right_by_a_key(
    window: MainWindow, events: list[object], sqlite_database: Database
) -> None:
    called = closed_out_and_sent(window, sqlite_database)
    assert on_desk(window) == called
    assert toast(window).startswith("Taken back, but its e-mail had already been sent: Person")
    shown = window.findChild(Toast)
    assert isinstance(shown, Toast)
    offered = [way.text() for way in shown.findChildren(QAbstractButton) if way.isVisible()]
    assert offered == ["Ask to disregard it"]
    window.furniture.perform(ActionId.SHORT_EMAIL)
    assert any(isinstance(event, CorrectedMail) for event in events)
    assert toast(window).startswith("Asked to disregard it: Person")
    with sqlite_database.read() as session:
        held = session.scalars(select(Outbox).where(Outbox.state == MailState.HELD)).one()
    assert held.kind == MailKind.CORRECTION


def test_a_step_whose_e_mail_had_left_is_put_right_on_its_page(
    window: MainWindow, events: list[object], sqlite_database: Database
) -> None:
    handed = handed_over(sqlite_database)
    handed.answer("returned", "incomplete")
    window.furniture.perform(ActionId.GO_HAND_OFFS)
    screen = window.pages.screen_at(Place.HAND_OFFS)
    assert isinstance(screen, HandOffsScreen)
    window.furniture.perform(ActionId.STEP_4)
    screen._asking.strip.choose_letter("A")
    assert handed.lead().state == "closed"
    with writing(sqlite_database) as session:
        session.execute(update(Outbox).values(state=MailState.SENT))
    window.furniture.perform(ActionId.UNDO)
    assert handed.lead().lane == "returned"
    assert toast(window).startswith("Taken back, but its e-mail had already been sent: Maria")
    window.furniture.perform(ActionId.DISREGARD)
    assert any(isinstance(event, CorrectedMail) for event in events)
    assert window.pages.place is Place.HAND_OFFS


def test_after_the_next_outcome_v_is_the_short_e_mail_again(
    window: MainWindow, desk: Desk, sqlite_database: Database
) -> None:
    closed_out_and_sent(window, sqlite_database)
    refused: list[object] = []
    desk.refused.connect(refused.append)
    window.furniture.perform(ActionId.OUTCOME_NO_ANSWER)
    window.furniture.perform(ActionId.SHORT_EMAIL)
    assert "follows a voicemail" in str(refused[0])


def _add_carla(window: MainWindow, number: str = "+39 0521 555019") -> None:
    window.furniture.perform(ActionId.NEW_PROSPECT)
    for words in ("Carla Neri", "Oleificio Neri", number):
        QTest.keyClicks(window.focusWidget(), words)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    window.furniture.perform(ActionId.CONFIRM)


def test_the_toast_names_who_was_added_and_undo_takes_them_away_again(
    window: MainWindow, events: list[object], sqlite_database: Database
) -> None:
    _add_carla(window)
    said = toast(window)
    assert said == "Added Carla Neri to Line inspection without line stops"
    window.furniture.perform(ActionId.UNDO)
    assert isinstance(events[-1], WithdrewImport)
    with sqlite_database.read() as session:
        assert session.scalar(select(Prospect.id).where(Prospect.last_name == "Neri")) is None


def test_the_toast_says_of_who_was_known_that_they_were(window: MainWindow) -> None:
    _add_carla(window)
    _add_carla(window)
    said = toast(window)
    assert said == "Carla Neri was known already · now in Line inspection without line stops"
