"""Each page reads again what was done elsewhere: what an event changes, the page in sight shows."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from qualdesk.commands.outcomes import (
    close_out,
    promise_callback,
    record_no_answer,
    send_to_nurture,
)
from qualdesk.commands.requests.calls import (
    Call,
    CloseOut,
    PromiseCallback,
    RecordNoAnswer,
    SendToNurture,
)
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.events.calls import OUTCOMES, ChoseAtCap, TookBack, WroteShortEmail
from qualdesk.queries.hand_offs import HandOffGroup
from qualdesk_ui.actions import ActionId, Place
from qualdesk_ui.desk import Desk, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent
from qualdesk_ui.screens.hand_offs import HandOffsScreen
from qualdesk_ui.screens.outbox import OutboxScreen
from qualdesk_ui.screens.territories import TerritoriesScreen
from tests.builders import NOW, a_call
from tests.qualdesk.commands.handed import Handed, handed_over

pytestmark = pytest.mark.usefixtures("_theme")
LATER = NOW + timedelta(days=40)


@pytest.fixture
def handed(seat: Seat) -> Handed:
    made = handed_over(seat.database)
    made.answer("returned", "incomplete")
    return made


@pytest.fixture
def window(desk: Desk, handed: Handed, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    assert handed.lead_id
    made = furnished(desk, log_folder=tmp_path)
    qtbot.addWidget(made)
    made.show()
    desk.opened.emit()
    return made


def nurtured(desk: Desk, call: Call) -> None:
    desk.submit(desk, send_to_nurture, SendToNurture(call, check_in_on=LATER.date()))


def closed(desk: Desk, call: Call) -> None:
    request = CloseOut(call, CloseOutReason.NO_NEED_NOW, told_by=ToldBy.PHONE, words="No need.")
    desk.submit(desk, close_out, request)


def promised(desk: Desk, call: Call) -> None:
    desk.submit(desk, promise_callback, PromiseCallback(call, NOW + timedelta(days=1)))


def not_reached(desk: Desk, call: Call) -> None:
    desk.submit(desk, record_no_answer, RecordNoAnswer(call))


@pytest.mark.parametrize("done", [nurtured, closed, promised, not_reached])
def test_what_sales_gave_back_and_a_call_put_right_is_shown_so(
    window: MainWindow, desk: Desk, handed: Handed, done: Callable[[Desk, Call], None]
) -> None:
    window.furniture.perform(ActionId.GO_HAND_OFFS)
    page = window.pages.screen_at(Place.HAND_OFFS)
    assert isinstance(page, HandOffsScreen)
    assert [row.group for row in page._rows] == [HandOffGroup.NEEDS_YOU]
    done(desk, a_call(handed.lead_id, desk.person_id, version=handed.lead().version))
    assert [row.group for row in page._rows] == [HandOffGroup.SETTLED]


@pytest.mark.parametrize("page", [HandOffsScreen, TerritoriesScreen, OutboxScreen])
def test_every_outcome_is_read_by_the_pages_that_count_leads_and_mails(
    page: type[HandOffsScreen | TerritoriesScreen | OutboxScreen],
) -> None:
    outcomes = {*get_args(OutcomeEvent), ChoseAtCap, WroteShortEmail, TookBack}
    assert outcomes == set(OUTCOMES)
    assert outcomes <= set(page.refreshes_on)
