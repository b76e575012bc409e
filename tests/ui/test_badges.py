"""The rail says how many hand-offs need a person, and says another number once one is put right."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from qualdesk.commands.hand_off_answers import answer_hand_off
from qualdesk.commands.requests.hand_offs import AnswerHandOff
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from tests.builders import NOW, a_person, writing
from tests.qualdesk.queries.test_hand_offs import HOUR, a_hand_off
from tests.ui.conftest import the_clock

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.fixture
def late(seat: Seat) -> tuple[int, int]:
    """Have two hand-offs wait for an answer too long; return one of them and its rep."""
    with writing(seat.database) as session:
        a_hand_off(session, accept_by=NOW - HOUR)
        return a_hand_off(session, accept_by=NOW - HOUR), a_person(session, "Jonas Weber")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    del qtbot
    return Desk(Lanes.inline(), clock=the_clock)


@pytest.fixture
def window(desk: Desk, seat: Seat, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = furnished(desk, log_folder=tmp_path)
    qtbot.addWidget(window)
    window.show()
    desk.open(lambda: seat)
    return window


def hand_offs_button(window: MainWindow) -> QAbstractButton:
    return next(
        one
        for one in window.findChildren(QAbstractButton)
        if one.accessibleName().startswith("Hand-offs")
    )


def says(window: MainWindow, qtbot: QtBot, name: str) -> bool:
    button = hand_offs_button(window)
    qtbot.waitUntil(lambda: button.accessibleName() == name)
    return button.toolTip().startswith(name)


@pytest.mark.usefixtures("late")
def test_the_rail_says_how_many_hand_offs_need_you(window: MainWindow, qtbot: QtBot) -> None:
    assert says(window, qtbot, "Hand-offs, 2 need you")


def test_an_answer_changes_the_count(
    window: MainWindow, desk: Desk, late: tuple[int, int], qtbot: QtBot
) -> None:
    assert says(window, qtbot, "Hand-offs, 2 need you")
    hand_off_id, rep_id = late
    accepts = AnswerHandOff(hand_off_id, RepAnswer.ACCEPTED, AnswerDoor.REPLY, said_by_id=rep_id)
    desk.submit(window, answer_hand_off, accepts)
    assert says(window, qtbot, "Hand-offs, 1 needs you")


def test_where_nothing_waits_the_rail_names_the_place_alone(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert says(window, qtbot, "Hand-offs")
