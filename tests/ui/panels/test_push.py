"""A push to sales: what is not met, when they meet, and the brief."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from qualdesk.commands.requests.calls import PushToSales
from qualdesk.domain.meeting_times import CalendarState
from qualdesk_ui.panels.brief import drafted_brief
from qualdesk_ui.panels.push import PushPanel
from qualdesk_ui.panels.slot_list import calendar_words
from tests.builders import NOW
from tests.ui.panels.opening import open_panel
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def test_an_open_criterion_needs_a_reason(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "push")
    assert isinstance(panel, PushPanel)
    assert panel.unmet.isVisible()
    setting.confirm()
    assert asked == []
    setting.type("the audit is in April")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PushToSales)
    assert request.unmet_because == "the audit is in April"
    assert request.meeting_at == panel.context.card.slots[0]
    assert request.invite
    assert request.brief.startswith("Maria Keller, Bergmann.")


def test_a_missing_reason_is_asked_for_until_something_is_typed(
    setting: Setting, asked: list[object]
) -> None:
    panel = open_panel(setting, "push")
    assert isinstance(panel, PushPanel)
    setting.confirm()
    assert asked == []
    assert panel.unmet._error.isVisible()
    assert panel.unmet.reason.hasFocus()
    setting.type("He asked")
    assert not panel.unmet._error.isVisible()


def test_ask_now_goes_to_the_open_question(setting: Setting) -> None:
    panel = open_panel(setting, "push")
    assert isinstance(panel, PushPanel)
    panel.unmet.ask_now.emit()
    missing = panel.context.verdict.missing[0].id
    steps = panel.context.card.script.steps
    asked = next(step.id for step in steps if step.criterion == missing)
    assert not panel.isVisible()
    assert setting.screen.centre.script.view.current_step_id() == asked


def test_the_arrows_choose_a_slot_and_the_last_is_no_fixed_time(
    setting: Setting, asked: list[object]
) -> None:
    panel = open_panel(setting, "push")
    assert isinstance(panel, PushPanel)
    panel.unmet.reason.setText("urgent")
    setting.press(Qt.Key.Key_Up)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PushToSales)
    assert request.meeting_at is None
    assert not request.invite


def test_another_time_replaces_the_slot(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "push")
    assert isinstance(panel, PushPanel)
    panel.unmet.reason.setText("urgent")
    panel.other.field.setFocus()
    setting.type("tomorrow 15:00")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, PushToSales)
    assert request.meeting_at == datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def test_the_brief_says_each_criterion_once_and_no_pleasantries(setting: Setting) -> None:
    panel = open_panel(setting, "push")
    assert isinstance(panel, PushPanel)
    context = panel.context
    asked = [one for one in context.card.script.steps if one.criterion and not one.when]
    opener = next(one for one in context.card.script.steps if one.each_call)
    heard = {opener.id: "Yes", **{one.id: one.choices[0].value for one in asked if one.choices}}
    lines = drafted_brief(replace(context, answers=heard), "").splitlines()
    labels = [line.partition(" – ")[0] for line in lines[1:]]
    assert lines[0] == "Maria Keller, Bergmann."
    assert "Need" in labels
    assert len(set(labels)) == len(labels)
    assert not any("Yes" in line for line in lines)


def test_an_edited_brief_stays_and_an_unedited_one_is_drafted_again(setting: Setting) -> None:
    panel = open_panel(setting, "push")
    assert isinstance(panel, PushPanel)
    setting.screen.perform("back")
    setting.screen.perform("notes")
    setting.type("audit in April")
    open_panel(setting, "push")
    assert "Noted – audit in April." in panel.brief.text()
    panel.brief.setFocus()
    setting.type("Call soon. ")
    setting.screen.perform("back")
    open_panel(setting, "push")
    assert "Call soon. " in panel.brief.text()


@pytest.mark.parametrize(
    ("read_at", "problem", "sentence"),
    [
        (None, "", "Jonas’s calendar is not read yet"),
        (NOW - timedelta(minutes=4), "", "Jonas’s calendar read at 09:28"),
        (
            NOW - timedelta(days=1),
            "The line is dead.",
            "Jonas’s calendar was last read yesterday at 09:32. The line is dead.",
        ),
        (None, "No.", "Jonas’s calendar cannot be read; these are the usual hours. No."),
    ],
)
def test_beside_the_slots_stands_how_well_the_calendar_is_known(
    setting: Setting, read_at: datetime | None, problem: str, sentence: str
) -> None:
    context = replace(open_panel(setting, "push").context, own_zone="Europe/London")
    rep = replace(context.card.rep, calendar=CalendarState(read_at, problem))
    known = replace(context, card=replace(context.card, rep=rep))
    assert calendar_words(context) == ""
    assert calendar_words(known) == sentence
