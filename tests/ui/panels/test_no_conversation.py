"""The ends without a conversation that ask for more: gatekeeper, wrong person, do not call."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from qualdesk.commands.requests.calls import BarCalls, FindWrongNumber, ReachGatekeeper
from qualdesk.domain.outcome import Medium, SuppressionScope, WrongBecause
from qualdesk_ui.panels.do_not_call import DoNotCallPanel
from qualdesk_ui.panels.gatekeeper import GatekeeperPanel
from qualdesk_ui.panels.wrong_number import WrongNumberPanel
from tests.ui.panels.opening import open_panel
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def test_a_gatekeeper_may_name_a_better_time(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "gatekeeper")
    assert isinstance(panel, GatekeeperPanel)
    setting.type("Ms Brandt")
    setting.press(Qt.Key.Key_Tab)
    setting.type("tomorrow 8:30")
    setting.press(Qt.Key.Key_Tab)
    setting.type("Dr. Roth")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, ReachGatekeeper)
    assert (request.gatekeeper, request.decision_maker) == ("Ms Brandt", "Dr. Roth")
    assert request.best_at == datetime(2026, 11, 19, 7, 30, tzinfo=UTC)


def test_a_wrong_person_may_name_the_right_one(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "wrong")
    assert isinstance(panel, WrongNumberPanel)
    setting.confirm()
    assert asked == []
    setting.press(Qt.Key.Key_D)
    setting.type("Stefan Roth")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, FindWrongNumber)
    assert (request.because, request.successor) == (WrongBecause.WRONG_PERSON, "Stefan Roth")


def test_do_not_call_takes_scope_and_medium(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "do-not-call")
    assert isinstance(panel, DoNotCallPanel)
    setting.press(Qt.Key.Key_C)
    panel.medium.set_value(Medium.BOTH)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, BarCalls)
    assert (request.scope, request.medium) == (SuppressionScope.COMPANY, Medium.BOTH)
