"""A promised call: when and by whom, typed or by a letter, and what speaks against it."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from qualdesk.commands.absences import go_away
from qualdesk.commands.requests.calls import PromiseCallback
from qualdesk.commands.requests.people import GoAway
from qualdesk.domain.callback import WhoCalls
from qualdesk.store.session import Press
from qualdesk.store.tables import Lead
from qualdesk_ui.panels.call_back import CallBackPanel
from tests.builders import NOW, writing
from tests.ui.panels.opening import open_panel
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def test_a_letter_and_the_primary_key_promise_a_call(setting: Setting, asked: list[object]) -> None:
    open_panel(setting, "call-back")
    setting.press(Qt.Key.Key_B)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PromiseCallback)
    assert request.at == datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
    assert request.who is WhoCalls.ME
    assert request.call.lead_id == setting.maria


def test_a_typed_time_is_read_in_the_prospects_zone(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.field.setFocus()
    setting.type("tomorrow 15:30")
    panel.who.set_value("anyone")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PromiseCallback)
    assert request.at == datetime(2026, 11, 19, 14, 30, tzinfo=UTC)
    assert request.who is WhoCalls.ANYONE


def _call_back(setting: Setting, when: str) -> CallBackPanel:
    panel = open_panel(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.set_text(when)
    return panel


def test_sales_may_be_the_one_who_calls_with_a_track_until_then(
    setting: Setting, asked: list[object]
) -> None:
    panel = _call_back(setting, "17.02.2027 10:30")
    panel.who.parts()[2].click()
    panel.start_with.setText("the April audit")
    panel.keeps_in_touch.setChecked(True)
    assert (
        panel.remark.text() == "Jonas gets it on Wed 17 Feb 2027; we confirm it on Fri 12 Feb 2027."
    )
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PromiseCallback)
    assert (request.who, request.start_with) == (WhoCalls.SALES, "the April audit")
    assert request.track_id is not None


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("25.12.2026 10:00", "That is a public holiday there. Keep it only if they asked for it."),
        ("Saturday 10:00", "That is a Saturday. Keep it only if they asked for it."),
        ("tomorrow 22:00", "Calling hours are 08:00 to 18:00. Keep it only if they asked for it."),
        ("tomorrow 10:00", ""),
    ],
)
def test_what_speaks_against_a_time_is_said_at_once_and_refuses_nothing(
    setting: Setting, asked: list[object], when: str, said: str
) -> None:
    panel = _call_back(setting, when)
    assert panel.day.doubts.text().startswith(said)
    assert bool(panel.day.doubts.text()) == bool(said)
    setting.confirm()
    assert len(asked) == 1


def test_a_time_that_another_promise_of_mine_has_is_said(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        lead = session.get_one(Lead, setting.tom)
        at = datetime(2026, 11, 19, 9, 5, tzinfo=UTC)
        lead.lane, lead.due_at = "promised", at
        lead.owner_kind, lead.owner_person_id = "person", setting.desk.person_id
    panel = _call_back(setting, "tomorrow 10:00")
    said = "You promised Tom Ashworth a call at 10:05 their time. Take another, or anyone free."
    assert panel.day.doubts.text() == said
    panel.who.parts()[1].click()
    assert panel.day.doubts.text() == ""


def test_a_time_at_which_i_am_away_is_said(setting: Setting) -> None:
    absence = GoAway(setting.desk.person_id, date(2026, 12, 11), from_on=date(2026, 12, 7))
    setting.desk.database.carry_out(go_away, absence, press=Press.new(), now=NOW)
    panel = _call_back(setting, "9.12.2026 10:00")
    assert panel.day.doubts.text() == "You are away then. Take another time, or anyone free."
    panel.who.parts()[1].click()
    assert panel.day.doubts.text() == ""
    assert _call_back(setting, "14.12.2026 10:00").day.doubts.text() == ""


def test_an_unread_day_keeps_the_panel_open(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "call-back")
    assert isinstance(panel, CallBackPanel)
    panel.when.field.setFocus()
    setting.type("in a while")
    setting.confirm()
    assert asked == []
    assert panel.isVisible()
    assert panel.when.field.error() == "Which day is “in a while”? Try “in 3 weeks”."
