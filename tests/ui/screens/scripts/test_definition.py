"""The lead definition, edited: its criteria, and the day sales agreed to them."""

from datetime import date

import pytest

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.store.session import Database
from qualdesk_ui.screens.scripts import ScriptsScreen
from tests.ui.screens.scripts.page import AGREED, stored, type_into

pytestmark = pytest.mark.usefixtures("_theme")


def test_a_criterion_is_added_required_and_agreed_with_sales(
    definition: ScriptsScreen, sqlite_database: Database
) -> None:
    editor = definition.page.definition
    definition.perform("script-add")
    type_into(editor.rows[-1].title, "Size")
    type_into(editor.rows[-1].words, "Two lines or more")
    type_into(editor.agreed_on, "12.11.2026")
    type_into(editor.agreed_with, "Jonas Weber")
    definition.perform("confirm")
    body = stored(sqlite_database, AGREED).body
    assert isinstance(body, LeadDefinition)
    assert (body.agreed_on, body.agreed_with) == (date(2026, 11, 12), "Jonas Weber")
    assert (body.criteria[-1].title, body.criteria[-1].words) == ("Size", "Two lines or more")
    assert not body.criteria[-1].is_required


def test_required_or_helpful_is_seen_in_the_verdict_at_once(definition: ScriptsScreen) -> None:
    row = definition.page.definition.rows[-1]
    row.kind.parts()[0].click()
    assert "Budget to ask" in definition.side.preview.verdict.accessibleName()


def test_a_definition_without_the_day_is_not_saved(
    definition: ScriptsScreen, sqlite_database: Database
) -> None:
    type_into(definition.page.definition.title, " 2")
    definition.perform("confirm")
    assert stored(sqlite_database, AGREED).version == 1
    assert definition.page.definition.agreed_on.hasFocus()
    assert definition.hints.sentence().startswith("Sales has not agreed to it yet")


@pytest.mark.parametrize(
    ("typed", "error"),
    [("soonish", "Which day is “soonish”?"), ("12.11.2027", "12 Nov 2027 is still to come.")],
)
def test_a_day_that_cannot_be_is_said_and_what_was_typed_stays(
    definition: ScriptsScreen, typed: str, error: str
) -> None:
    editor = definition.page.definition
    type_into(editor.agreed_on, typed)
    assert editor.agreed_on.error().startswith(error)
    assert editor.agreed_on.text() == typed


def test_a_day_without_a_year_is_the_last_one(definition: ScriptsScreen) -> None:
    type_into(definition.page.definition.agreed_on, "3 March")
    edit = definition.bench.edit
    assert edit is not None
    assert isinstance(edit.body, LeadDefinition)
    assert edit.body.agreed_on == date(2026, 3, 3)
