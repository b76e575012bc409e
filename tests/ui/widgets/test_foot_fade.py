"""A script that goes on below fades out; what is asked stays clear, and nothing scrolls needlessly."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualdesk.domain.lead_definition import Criterion, LeadDefinition
from qualdesk.domain.script import Ask, Choice, Condition, Script, Step
from qualdesk_ui.screens.scripts.preview import SAMPLE_FIELDS
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.foot_fade import FADE, FootFade
from qualdesk_ui.widgets.question import Question
from qualdesk_ui.widgets.script_rows import BranchLine
from qualdesk_ui.widgets.script_view import ScriptView
from tests.ui.gallery_desk import HEARING

pytestmark = pytest.mark.usefixtures("_theme")

_LONG = "or a date behind it: “April”, “before the audit”"
_CHOICES = (Choice("Yes"), Choice("No"))
_STEPS = (
    Step("first", "Is this a good moment?", Ask.CHOICE, choices=_CHOICES),
    Step(
        "when",
        "When would it have to be running, and is there a date behind it?",
        Ask.DATE,
        when=Condition("first", ("Yes, that suits me well", "No, but on another day this week")),
    ),
    Step("date", "By when?", Ask.DATE, placeholder=_LONG, hint="Meets Timing if within 12 months"),
    *(Step(f"q{n}", f"Question {n}?", Ask.CHOICE, choices=_CHOICES) for n in range(8)),
)
_DEFINITION = LeadDefinition("agreed", "Agreed lead", (Criterion("need", "Need"),))


@pytest.fixture
def view(qtbot: QtBot) -> ScriptView:
    made = ScriptView()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_script(Script("s", "Script", _STEPS), {}, SAMPLE_FIELDS, _DEFINITION, HEARING)
    _settle()
    return made


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def _fade(view: ScriptView) -> FootFade:
    return view.findChildren(FootFade)[0]


def test_the_foot_fades_while_the_script_goes_on_below_and_not_at_its_end(view: ScriptView) -> None:
    fade, bar = _fade(view), view.verticalScrollBar()
    assert fade.isVisible()
    assert fade.height() == FADE
    assert fade.geometry().bottom() == view.viewport().rect().bottom()
    bar.setValue(bar.maximum())
    assert not fade.isVisible()


def test_the_question_being_asked_is_never_under_the_fade(view: ScriptView) -> None:
    asked = next(one for one in view.findChildren(Question) if one.step_id() == "first")
    foot = asked.mapTo(view.viewport(), QPoint(0, asked.height())).y()
    view.resize(700, foot + 20)
    view.focus_current()
    _settle()
    assert view.verticalScrollBar().value() == 0
    assert 0 < _fade(view).height() <= 20


def test_a_question_in_sight_does_not_move_and_one_below_is_scrolled_to(view: ScriptView) -> None:
    view.focus_current()
    _settle()
    assert view.verticalScrollBar().value() == 0
    view.focus_question("q7")
    _settle()
    assert view.verticalScrollBar().value() > 0


def test_branches_and_placeholders_are_whole_in_a_narrow_script(view: ScriptView) -> None:
    branch = view.findChildren(BranchLine)[0]
    view.resize(1100, 400)
    _settle()
    one_line = branch.height()
    view.resize(520, 400)
    _settle()
    assert branch.height() > one_line
    field = next(one for one in view.findChildren(Field) if one.placeholderText() == _LONG)
    words = field.fontMetrics().horizontalAdvance(_LONG)
    margins = field.textMargins()
    assert words <= field.width() - margins.left() - margins.right() - 4
