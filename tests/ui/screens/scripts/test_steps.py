"""The steps of a script, edited: how they ask, their answers, and what must be answered before."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.script import Ask, Condition, Script
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts import ScriptsScreen
from tests.ui.screens.scripts.page import (
    a_screen,
    choice_step,
    edited_script,
    open_step,
    press,
    stored,
    type_into,
)

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.mark.parametrize("ask", list(Ask))
def test_every_way_to_ask_is_offered(screen: ScriptsScreen, ask: Ask) -> None:
    open_step(screen, 1)
    form = screen.page.script.steps.form
    index = form.ask.findData(ask)
    form.ask.setCurrentIndex(index)
    form.ask.activated.emit(index)
    before = screen.bench.body
    assert isinstance(before, Script)
    assert before.steps[1].ask is ask


def test_a_step_is_added_behind_the_open_one_moved_and_removed_by_keys(
    screen: ScriptsScreen,
) -> None:
    count = len(screen.page.script.steps.rows)
    open_step(screen, 1)
    screen.perform("script-add")
    steps = screen.page.script.steps
    assert (len(steps.rows), steps.open_place) == (count + 1, 2)
    new = edited_script(screen).steps[2]
    assert steps.form.say.hasFocus()
    screen.perform("script-up")
    assert edited_script(screen).steps[1] == new
    screen.perform("script-down")
    screen.perform("script-remove")
    assert screen.bench.edit is None, "it is as it was saved"


def test_the_rows_are_walked_by_arrows_and_opened_by_enter(screen: ScriptsScreen) -> None:
    steps = screen.page.script.steps
    steps.rows[0].setFocus()
    press(Qt.Key.Key_Down)
    assert steps.rows[1].hasFocus()
    press(Qt.Key.Key_Return)
    assert steps.open_place == 1
    assert steps.form.say.hasFocus()


def test_answers_are_added_worded_and_removed(screen: ScriptsScreen) -> None:
    place = choice_step(screen)
    choices = screen.page.script.steps.form.choices
    count = len(choices.rows)
    choices.add()
    type_into(choices.rows[-1].words, "Quite another")
    assert edited_script(screen).steps[place].choices[-1].value == "Quite another"
    choices.rows[-1].removed.emit()
    assert len(choices.rows) == count
    assert screen.bench.edit is None


def test_a_later_answer_says_in_how_many_months(screen: ScriptsScreen) -> None:
    place = choice_step(screen)
    row = screen.page.script.steps.form.choices.rows[0]
    row.means.set_value(Standing.LATER)
    row.means.chosen.emit(Standing.LATER)
    assert row.months.isVisible()
    type_into(row.months, "12x")
    assert row.months.error() == "Type a whole number, for example 12."
    press(Qt.Key.Key_Backspace)
    assert edited_script(screen).steps[place].choices[0].months == 12


def test_a_condition_is_chosen_from_earlier_questions_and_their_answers(
    screen: ScriptsScreen,
) -> None:
    body = screen.bench.body
    assert isinstance(body, Script)
    first = body.steps[0]
    place = next(at for at, step in enumerate(body.steps) if step.when is None and at)
    open_step(screen, place)
    condition = screen.page.script.steps.form.condition
    condition.step.set_value(first.id)
    condition.step.chosen.emit(first.id)
    condition.boxes[0].click()
    type_into(condition.because, "so be it")
    wanted = Condition(first.id, (first.choices[0].value,), "so be it")
    assert edited_script(screen).steps[place].when == wanted


def test_what_an_earlier_answer_means_may_open_a_step_too(screen: ScriptsScreen) -> None:
    body = screen.bench.body
    assert isinstance(body, Script)
    asked = next(at for at, step in enumerate(body.steps) if step.criterion and step.choices)
    open_step(screen, asked + 1)
    condition = screen.page.script.steps.form.condition
    condition.step.set_value(body.steps[asked].id)
    condition.step.chosen.emit(body.steps[asked].id)
    condition.means.set_value(Standing.LATER)
    condition.means.chosen.emit(Standing.LATER)
    wanted = Condition(body.steps[asked].id, means=Standing.LATER)
    assert edited_script(screen).steps[asked + 1].when == wanted


def test_showing_every_step_changes_none_of_them(
    qtbot: QtBot, lead_desk: Desk, sqlite_database: Database
) -> None:
    """Whatever a shipped script says of a step is still said once one word of it was typed."""
    screen = a_screen(qtbot, lead_desk, "script:webinar")
    before = stored(sqlite_database, "script:webinar").body
    assert isinstance(before, Script)
    for place in range(len(before.steps)):
        open_step(screen, place)
        type_into(screen.page.script.steps.form.say, "x")
        press(Qt.Key.Key_Backspace)
        for row in screen.page.script.steps.form.choices.rows:
            row.changed.emit(row.choice())
    for objection in screen.page.script.objections.rows:
        objection.changed.emit()
    assert screen.bench.edit is None


def test_objections_and_voicemail_are_edited(screen: ScriptsScreen) -> None:
    editor = screen.page.script
    editor.objections.add()
    type_into(editor.objections.rows[-1].says, "Too far")
    type_into(editor.objections.rows[-1].answer, "I see.")
    editor.voicemail.selectAll()
    type_into(editor.voicemail, "Hello.")
    script = edited_script(screen)
    assert (script.objections[-1].says, script.objections[-1].answer) == ("Too far", "I see.")
    assert script.voicemail == "Hello."
