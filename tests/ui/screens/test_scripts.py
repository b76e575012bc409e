"""The page of scripts: edited with a live preview, kept while one is away, saved as a version."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.commands.requests.scripts import SaveScript
from qualdesk.commands.scripts import save_script
from qualdesk.domain.lead_definition import LeadDefinition, Standing
from qualdesk.domain.merge_fields import MERGE_FIELDS
from qualdesk.domain.person import Role
from qualdesk.domain.script import Ask, Condition, Script
from qualdesk.domain.versions import Versioned
from qualdesk.errors import QualDeskError
from qualdesk.queries.scripts import OneVersion, one_version
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.screens.scripts import ScriptsScreen
from qualdesk_ui.screens.scripts.edits import SAVED_WITHIN_MS
from qualdesk_ui.screens.scripts.preview import SAMPLE_FIELDS
from tests.builders import NOW, a_campaign, a_person, writing
from tests.qualdesk.queries.test_scripts import ship_another
from tests.ui.conftest import the_clock

pytestmark = pytest.mark.usefixtures("_theme")

INQUIRY, AGREED = "script:inquiry", "definition:agreed-lead"


@pytest.fixture
def lead_desk(qapp: QApplication, sqlite_database: Database) -> Desk:  # noqa: ARG001
    """Lend the desk of a team lead, with a campaign that uses the script Inquiry."""
    with writing(sqlite_database) as session:
        sam = a_person(session, "Sam Reed", role=Role.TEAM_LEAD)
        a_campaign(session, "Caps")
    opened = Desk(Lanes.inline(), clock=the_clock)
    opened.open(lambda: Seat(sqlite_database, sam, "Sam Reed"))
    return opened


def a_screen(qtbot: QtBot, desk: Desk, subject: str = INQUIRY, width: int = 1364) -> ScriptsScreen:
    made = ScriptsScreen(desk)
    qtbot.addWidget(made)

    def read_again(event: object) -> None:
        if isinstance(event, made.refreshes_on):
            made.refresh()

    desk.committed.connect(read_again)
    made.resize(width, 900)
    made.show()
    made.activateWindow()
    made.refresh()
    made.show_subject(subject)
    QApplication.processEvents()
    return made


@pytest.fixture
def screen(qtbot: QtBot, lead_desk: Desk) -> ScriptsScreen:
    return a_screen(qtbot, lead_desk)


@pytest.fixture
def definition(qtbot: QtBot, lead_desk: Desk) -> ScriptsScreen:
    return a_screen(qtbot, lead_desk, AGREED)


def stored(database: Database, subject: str = INQUIRY) -> OneVersion:
    kind, _colon, key = subject.partition(":")
    with database.read() as session:
        return one_version(session, kind=Versioned(kind), key=key)


def stored_script(database: Database) -> Script:
    body = stored(database).body
    assert isinstance(body, Script)
    return body


def edited_script(screen: ScriptsScreen) -> Script:
    assert screen.bench.edit is not None
    assert isinstance(screen.bench.edit.body, Script)
    return screen.bench.edit.body


def type_into(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def open_step(screen: ScriptsScreen, place: int) -> None:
    screen.page.script.steps.open_step(place)


def choice_step(screen: ScriptsScreen) -> int:
    """Open the first step with choices that inform a criterion; return its place."""
    body = screen.bench.body
    assert isinstance(body, Script)
    place = next(at for at, step in enumerate(body.steps) if step.criterion and step.choices)
    open_step(screen, place)
    return place


def on_disk(screen: ScriptsScreen, desk: Desk) -> dict[str, str]:
    found: list[dict[str, str]] = []
    desk.kept.read_edits(screen, found.append)
    return found[0]


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


def test_ctrl_enter_saves_a_version_and_says_who_uses_it(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    type_into(screen.page.script.title, " warmer")
    assert screen.page.note.text().startswith("Caps would use it from the next call on.")
    assert screen.perform("confirm")
    assert stored(sqlite_database).version == 2
    title = stored_script(sqlite_database).title
    assert title.endswith(" warmer")
    assert screen.hints.sentence() == f"{title} is version 2 now, used from now on by Caps"
    assert screen.bench.edit is None
    assert screen.page.save.text() == "Save version 3"


def test_nothing_changed_is_nothing_to_save(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    screen.perform("confirm")
    assert stored(sqlite_database).version == 1
    assert screen.hints.sentence() == "Nothing was changed, so there is nothing to save."


def test_what_is_typed_back_to_as_it_was_is_no_edit(screen: ScriptsScreen) -> None:
    type_into(screen.page.script.title, "x")
    assert not screen.page.notice.isHidden()
    press(Qt.Key.Key_Backspace)
    assert screen.bench.edit is None
    assert not screen.page.notice.isVisible()


def test_an_edit_is_kept_while_one_looks_elsewhere(screen: ScriptsScreen) -> None:
    type_into(screen.page.script.title, " warmer")
    screen.show_subject(AGREED)
    assert screen.page.definition.isVisible()
    screen.show_subject(INQUIRY)
    assert screen.page.script.title.text().endswith(" warmer")
    assert screen.page.notice.sentence() == "Changed, and kept for you until it is saved."


def test_an_edit_is_on_disk_within_the_second_and_there_after_a_crash(
    screen: ScriptsScreen, lead_desk: Desk, qtbot: QtBot
) -> None:
    assert SAVED_WITHIN_MS < 1000
    type_into(screen.page.script.title, " warmer")
    qtbot.waitUntil(lambda: INQUIRY in on_disk(screen, lead_desk), timeout=1000)
    again = Desk(Lanes.inline(), clock=the_clock)
    again.open(lambda: lead_desk.seat)
    reopened = a_screen(qtbot, again)
    assert reopened.page.script.title.text().endswith(" warmer")


def test_esc_asks_nothing_and_keeps_the_edit(screen: ScriptsScreen) -> None:
    open_step(screen, 1)
    type_into(screen.page.script.steps.form.short, "x")
    assert screen.perform("back")
    assert screen.page.script.steps.open_place is None
    assert not screen.perform("back"), "the window goes back to where one came from"
    assert screen.bench.edit is not None


def test_start_over_can_be_taken_back(screen: ScriptsScreen) -> None:
    type_into(screen.page.script.title, " warmer")
    screen.page.notice.button.click()
    assert not screen.page.script.title.text().endswith(" warmer")
    assert screen.page.notice.button.text() == "Bring my changes back"
    screen.page.notice.button.click()
    assert screen.page.script.title.text().endswith(" warmer")


def test_a_fault_is_a_sentence_that_leads_to_its_step(screen: ScriptsScreen) -> None:
    place = choice_step(screen)
    form = screen.page.script.steps.form
    type_into(form.say, "{nobody}")
    screen.perform("back")
    (line,) = screen.page.strip.lines
    assert line.text().startswith(f"Step {place + 1} uses {{nobody}}, which does not exist")
    line.click()
    assert screen.page.script.steps.open_place == place
    assert form.say.hasFocus()


def test_a_faulty_script_is_not_saved_and_the_fault_is_gone_to(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    open_step(screen, 1)
    screen.page.script.steps.form.say.selectAll()
    press(Qt.Key.Key_Delete)
    screen.perform("back")
    screen.perform("confirm")
    assert stored(sqlite_database).version == 1
    assert screen.page.script.steps.open_place == 1
    assert screen.hints.sentence() == "Step 2 says nothing: write what the caller says."


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


def test_what_somebody_saved_meanwhile_is_named_and_mine_can_go_on_top(
    screen: ScriptsScreen, lead_desk: Desk, sqlite_database: Database
) -> None:
    refusals: list[QualDeskError] = []
    lead_desk.refused.connect(refusals.append)
    type_into(screen.page.script.title, " warmer")
    other = replace(stored_script(sqlite_database), title="Colder")
    with writing(sqlite_database) as session:
        save_script(session, SaveScript(lead_desk.person_id, other, 1), NOW)
    screen.perform("confirm")
    assert "has a version 2 meanwhile" in str(refusals[0])
    assert screen.page.notice.button.text() == "Keep mine on top"
    assert screen.page.script.title.text().endswith(" warmer")
    screen.page.notice.button.click()
    screen.perform("confirm")
    assert stored(sqlite_database).version == 3


def test_a_newer_shipped_version_is_offered_and_taken_as_a_version(
    qtbot: QtBot, lead_desk: Desk, sqlite_database: Database
) -> None:
    shipped = stored_script(sqlite_database)
    ship_another(sqlite_database, "inquiry")
    screen = a_screen(qtbot, lead_desk)
    assert screen.page.notice.sentence() == "A newer version ships with the program."
    screen.page.notice.button.click()
    screen.perform("confirm")
    assert stored(sqlite_database).version == 2
    assert stored_script(sqlite_database) == shipped


def test_an_older_version_is_read_and_left_again(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    before = stored_script(sqlite_database)
    open_step(screen, 0)
    screen.page.script.steps.form.say.selectAll()
    type_into(screen.page.script.steps.form.say, "Quite another opening")
    screen.perform("confirm")
    screen.side.show_view("versions")
    screen.side.versions.links[-1].click()
    assert screen.page.reading.isVisible()
    assert before.steps[0].say[-20:] in screen.page.reading.text()
    assert screen.perform("back")
    assert screen.page.script.isVisible()


def test_a_campaign_is_given_a_script_here(
    qtbot: QtBot, lead_desk: Desk, sqlite_database: Database
) -> None:
    screen = a_screen(qtbot, lead_desk, "script:webinar")
    screen.side.show_view("versions")
    screen.side.versions.use.click()
    assert screen.hints.sentence().startswith("Caps uses Webinar follow-up, version 1")
    assert stored(sqlite_database, "script:webinar").versions[0].campaigns == ("Caps",)


def test_a_copy_is_kept_and_saved_under_its_own_key(
    screen: ScriptsScreen, sqlite_database: Database
) -> None:
    screen._copy.click()
    assert screen.page.script.title.hasFocus()
    assert screen.page.save.text() == "Save version 1"
    screen.perform("confirm")
    assert stored(sqlite_database, "script:inquiry-copy").version == 1
    assert stored(sqlite_database).version == 1


def test_a_caller_reads_and_tries_out_but_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    screen = a_screen(qtbot, desk)
    assert screen.page.reading.isVisible()
    assert screen.page.notice.sentence().startswith("Team leads change scripts and definitions.")
    assert not screen._copy.isVisible()
    assert not screen.perform("script-add")
    assert screen.side.preview.view.choose_letter("A")


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


def test_where_it_is_narrow_the_preview_lies_over_the_page_and_esc_folds_it(
    qtbot: QtBot, lead_desk: Desk
) -> None:
    screen = a_screen(qtbot, lead_desk, width=1024)
    assert not screen.side.isVisible()
    screen.perform("script-preview")
    assert screen.side.isVisible()
    assert screen.perform("back")
    assert not screen.side.isVisible()


@pytest.mark.parametrize("width", [1024, 1364])
@pytest.mark.parametrize("subject", [INQUIRY, AGREED])
def test_nothing_is_cut_off_at_the_right(
    qtbot: QtBot, lead_desk: Desk, subject: str, width: int
) -> None:
    screen = a_screen(qtbot, lead_desk, subject, width)
    if subject == INQUIRY:
        choice_step(screen)
    QApplication.processEvents()
    for area in (screen.page.script, screen.page.definition, screen.side.preview.view):
        page = area.widget()
        assert page is not None
        if area.isVisible():
            assert page.minimumSizeHint().width() <= area.viewport().width()


def test_every_merge_field_has_a_value_in_the_preview() -> None:
    assert set(SAMPLE_FIELDS) == MERGE_FIELDS
