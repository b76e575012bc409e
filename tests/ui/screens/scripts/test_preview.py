"""The preview of a script: it shows each key at once, and is tried out by letters."""

import pytest
from PySide6.QtWidgets import QWidget

from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.merge_fields import MERGE_FIELDS
from qualdesk.domain.script import Script
from qualdesk_ui.screens.scripts import ScriptsScreen
from qualdesk_ui.screens.scripts.preview import SAMPLE_FIELDS
from tests.ui.screens.scripts.page import choice_step, edited_script, open_step, type_into

pytestmark = pytest.mark.usefixtures("_theme")


def test_what_is_typed_is_seen_in_the_preview_at_once(screen: ScriptsScreen) -> None:
    open_step(screen, 0)
    form = screen.page.script.steps.form
    form.say.selectAll()
    type_into(form.say, "Hello {first_name}, a word?")
    spoken = [one.accessibleName() for one in screen.side.preview.view.findChildren(QWidget)]
    assert "Hello Maria, a word?" in spoken


def test_the_preview_is_clicked_through_by_letters_and_tells_the_verdict(
    screen: ScriptsScreen,
) -> None:
    preview = screen.side.preview
    before = preview.view.current_step_id()
    assert preview.view.choose_letter("A")
    assert preview.answers == {before: stored_first_answer(screen)}
    assert preview.view.current_step_id() != before
    assert preview.sentence.text() == "Nothing known yet"


def stored_first_answer(screen: ScriptsScreen) -> str:
    body = screen.bench.body
    assert isinstance(body, Script)
    return body.steps[0].choices[0].value


def test_what_an_answer_means_changes_the_verdict_of_the_preview(screen: ScriptsScreen) -> None:
    place = choice_step(screen)
    row = screen.page.script.steps.form.choices.rows[0]
    row.means.set_value(Standing.NOT_MET)
    row.means.chosen.emit(Standing.NOT_MET)
    step = edited_script(screen).steps[place]
    screen.side.preview.view.answered.emit(step.id, step.choices[0].value)
    assert screen.side.preview.sentence.text() == f"Does not fit: {step.choices[0].value}"


def test_start_again_forgets_the_answers_of_the_preview(screen: ScriptsScreen) -> None:
    screen.side.preview.view.choose_letter("A")
    screen.side.again.click()
    assert screen.side.preview.answers == {}


def test_every_merge_field_has_a_value_in_the_preview() -> None:
    assert set(SAMPLE_FIELDS) == MERGE_FIELDS
