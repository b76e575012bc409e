"""The script page takes every kind of answer: choices, several, a number, money, a day, a person."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from qualdesk.domain.lead_definition import Standing
from qualdesk.domain.script import Ask, Choice, Script, Step
from qualdesk_ui.theme import Theme
from qualdesk_ui.widgets.many_choice import ManyRow
from qualdesk_ui.widgets.motion import Fold
from qualdesk_ui.widgets.question import Question
from qualdesk_ui.widgets.script_rows import BranchLine, FoldedAnswer
from qualdesk_ui.widgets.script_view import ScriptView
from tests.qualdesk.domain.conversation import BUDGET, CLOSE, LATER, NEED, PLAIN, TIMING, WHO
from tests.ui.gallery_desk import HEARING

SIZE = Step("size", "How many are you?", Ask.NUMBER)
DECIDER = Step("decider", "Who is it, at {company}?", Ask.PERSON, short="Who is it?")
ALL = (NEED, WHO, TIMING, LATER, BUDGET, SIZE, DECIDER, CLOSE)


def a_page(qtbot: QtBot, *steps: Step, answers: dict[str, str] | None = None) -> ScriptView:
    view = ScriptView()
    qtbot.addWidget(view)
    view.resize(748, 640)
    view.show_script(Script("test", "Test", steps or ALL), answers or {}, {}, PLAIN, HEARING)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: is_whole(view))
    view.focus_current()
    return view


def is_whole(view: ScriptView) -> bool:
    shown = [*view.findChildren(Question), *view.findChildren(FoldedAnswer)]
    return not view._writing._to_write and all(one.isVisible() for one in shown)


def asked(view: ScriptView) -> Question:
    assert view._writing.current is not None
    return view._writing.current


def folds(view: ScriptView) -> list[Fold]:
    return [one for one in view.findChildren(Fold) if not one.isHidden()]


def many(view: ScriptView) -> ManyRow:
    row = asked(view).choices
    assert isinstance(row, ManyRow)
    return row


def type_and_enter(qtbot: QtBot, view: ScriptView, words: str) -> None:
    field = asked(view).field
    assert field is not None
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_what_is_still_to_be_written_goes_with_its_page(qtbot: QtBot) -> None:
    view = ScriptView()
    view.show_script(Script("test", "Test", ALL), {}, {}, PLAIN, HEARING)
    writing = view._writing
    left = len(writing._to_write)
    delete(view)
    qtbot.waitUntil(lambda: not isValid(writing))
    QApplication.processEvents()
    assert len(writing._to_write) == left > 0


def test_several_letters_are_checked_and_enter_takes_them_together(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, CLOSE)
    first = many(view).choices()[0]
    qtbot.keyClick(first, Qt.Key.Key_A)
    qtbot.keyClick(first, Qt.Key.Key_B)
    with qtbot.waitSignal(view.answered) as answered:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert answered.args == ["need", "Too slow; Too dear"]


def test_own_words_stand_beside_what_is_checked(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, CLOSE)
    view.choose_letter("A")
    with qtbot.waitSignal(view.answered) as answered:
        type_and_enter(qtbot, view, "rust")
    assert answered.args == ["need", "Too slow; rust"]


def test_what_is_checked_is_reported_before_it_is_taken(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, CLOSE)
    with qtbot.waitSignal(view.typed) as typed:
        view.choose_letter("B")
    assert typed.args == ["need", "Too dear"]


def test_one_that_goes_with_no_other_clears_the_rest(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, CLOSE)
    for letter in "ABC":
        view.choose_letter(letter)
    assert many(view).value() == ["Nothing"]
    view.choose_letter("A")
    assert many(view).value() == ["Too slow"]


def test_arrows_go_through_the_checkboxes_and_space_checks(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, CLOSE)
    choices = many(view).choices()
    qtbot.keyClick(choices[0], Qt.Key.Key_Right)
    assert choices[1].hasFocus()
    qtbot.keyClick(choices[1], Qt.Key.Key_Space)
    assert many(view).value() == ["Too dear"]


@pytest.mark.parametrize(
    ("step", "words", "answer"),
    [
        (SIZE, "some 1,200", "1200"),
        (BUDGET, "about 40k", "EUR 40000"),
        (BUDGET, "£ 900", "GBP 900"),
        (TIMING, "17.02.2027", "2027-02-17"),
        (TIMING, "tomorrow", "2026-11-19"),
        (DECIDER, "Stefan Roth, plant manager", "Stefan Roth; plant manager"),
    ],
)
def test_what_is_typed_is_kept_in_one_way(
    qtbot: QtBot, step: Step, words: str, answer: str
) -> None:
    view = a_page(qtbot, step, CLOSE)
    with qtbot.waitSignal(view.answered) as answered:
        type_and_enter(qtbot, view, words)
    assert answered.args == [step.id, answer]


def test_money_is_meant_in_the_currency_that_is_chosen(qtbot: QtBot) -> None:
    view = a_page(qtbot, BUDGET, CLOSE)
    line = asked(view).line
    assert line is not None
    assert line.currency.value() == "EUR"
    line.currency.set_value("CHF")
    with qtbot.waitSignal(view.answered) as answered:
        type_and_enter(qtbot, view, "900")
    assert answered.args == ["budget", "CHF 900"]


def test_a_person_has_a_name_and_a_role(qtbot: QtBot) -> None:
    view = a_page(qtbot, DECIDER, CLOSE)
    line = asked(view).line
    assert line is not None
    qtbot.keyClicks(line.field, "Stefan Roth")
    qtbot.keyClick(line.field, Qt.Key.Key_Tab)
    assert line.role.hasFocus()
    qtbot.keyClicks(line.role, "Plant manager")
    with qtbot.waitSignal(view.answered) as answered:
        qtbot.keyClick(line.role, Qt.Key.Key_Return)
    assert answered.args == ["decider", "Stefan Roth; Plant manager"]


@pytest.mark.parametrize(
    ("step", "words", "sentence"),
    [
        (TIMING, "in a while", "Which day is “in a while”? Try “in 3 weeks”."),
        (SIZE, "many", "“many” is no number. Type figures, for example 40."),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_typed(
    qtbot: QtBot, step: Step, words: str, sentence: str
) -> None:
    view = a_page(qtbot, step, CLOSE)
    with qtbot.assertNotEmitted(view.answered):
        type_and_enter(qtbot, view, words)
    field = asked(view).field
    assert field is not None
    assert (field.text(), field.error()) == (words, sentence)
    qtbot.keyClicks(field, "s")
    assert field.error() == ""


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        (NEED, "Too slow; rust"),
        (SIZE, "1200"),
        (BUDGET, "GBP 900"),
        (TIMING, "2027-02-17"),
        (DECIDER, "Stefan Roth; Plant manager"),
    ],
)
def test_an_answer_opened_again_and_taken_is_the_same(
    qtbot: QtBot, step: Step, answer: str
) -> None:
    view = a_page(qtbot, step, CLOSE, answers={step.id: answer})
    view.focus_question(step.id)
    with qtbot.waitSignal(view.answered) as answered:
        type_and_enter(qtbot, view, "")
    assert answered.args == [step.id, answer]


def test_a_folded_answer_reads_as_people_say_it_with_the_criterion_at_its_side(
    qtbot: QtBot,
) -> None:
    answers = {"need": "Too slow; Too dear", "timing": "2027-02-17", "budget": "EUR 40000"}
    view = a_page(qtbot, answers=answers | {"decider": "Stefan Roth; Plant manager"})
    heard = [one.accessibleName() for one in view.findChildren(FoldedAnswer)]
    assert heard == [
        "What is wrong with it?. Too slow, Too dear. Need met",
        "By when?. Wed 17 Feb 2027. Timing met",
        "What may it cost?. € 40,000. Budget met",
        "Who is it?. Stefan Roth, Plant manager",
    ]
    assert {one.height() for one in view.findChildren(FoldedAnswer)} == {28}


def test_a_day_too_far_off_ends_the_call_with_its_close(qtbot: QtBot) -> None:
    view = a_page(qtbot, answers={"timing": "2029-02-17"})
    shown = [one.accessibleName() for one in view.findChildren(Question)]
    assert shown == ["What is wrong with it?", "Who decides?"]
    timing = next(
        one for one in view.findChildren(FoldedAnswer) if "By when" in one.accessibleName()
    )
    assert timing.accessibleName() == "By when?. Sat 17 Feb 2029. Timing later"


def test_a_missing_field_is_named_and_never_blank(qtbot: QtBot) -> None:
    view = a_page(qtbot, DECIDER, CLOSE)
    assert asked(view).accessibleName() == "Who is it, at [company]?"


def test_a_branch_that_an_answer_would_open_says_after_which(qtbot: QtBot) -> None:
    then = replace(LATER, ask=Ask.DATE, short="Which month?")
    view = a_page(qtbot, TIMING, then, CLOSE)
    assert [one.accessibleName() for one in view.findChildren(BranchLine)] == [
        "If it can wait: Which month?"
    ]


def test_questions_are_answered_in_any_order(qtbot: QtBot) -> None:
    view = a_page(qtbot)
    later = next(one for one in view.findChildren(Question) if one.step_id() == "budget")
    assert later.field is not None
    qtbot.keyClicks(later.field, "40k")
    with qtbot.waitSignal(view.answered) as answered:
        qtbot.keyClick(later.field, Qt.Key.Key_Return)
    assert answered.args == ["budget", "EUR 40000"]
    view.set_answers({"budget": "EUR 40000"})
    assert view.current_step_id() == "need"


def test_tab_goes_from_question_to_question_and_back(qtbot: QtBot) -> None:
    view = a_page(qtbot, replace(WHO, placeholder=""), replace(WHO, id="again"), CLOSE)
    first, second = (one.choices for one in view.findChildren(Question))
    assert first is not None
    assert second is not None
    assert first.isAncestorOf(focus_of(view))
    qtbot.keyClick(focus_of(view), Qt.Key.Key_Tab)
    assert second.isAncestorOf(focus_of(view))
    qtbot.keyClick(focus_of(view), Qt.Key.Key_Backtab)
    assert first.isAncestorOf(focus_of(view))


def focus_of(view: ScriptView) -> QWidget:
    focused = view.focusWidget()
    assert focused is not None
    return focused


def test_a_long_answer_set_wraps_within_the_page(qtbot: QtBot) -> None:
    choices = tuple(Choice(f"A rather long answer, number {n}", Standing.MET) for n in range(6))
    view = a_page(qtbot, replace(NEED, choices=choices), CLOSE)
    rows = many(view).choices()
    assert len({one.y() for one in rows}) > 1
    assert all(one.geometry().right() <= many(view).width() for one in rows)


def test_choices_are_radio_buttons_or_checkboxes_in_a_group_that_has_a_name(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, WHO, CLOSE)
    roles = {}
    for question in view.findChildren(Question):
        assert question.choices is not None
        assert question.choices.accessibleName() == question.accessibleName()
        interface = QAccessible.queryAccessibleInterface(question.choices.choices()[0])
        roles[question.step_id()] = interface.role()
    assert roles == {"need": QAccessible.Role.CheckBox, "who": QAccessible.Role.RadioButton}


def test_the_question_that_was_answered_folds_away(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, WHO)
    view.set_answers({NEED.id: "Yes"})
    assert len(folds(view)) == 1


def test_nothing_folds_where_no_motion_is_wanted(qtbot: QtBot, theme: Theme) -> None:
    theme.set_still(wanted=True)
    view = a_page(qtbot, NEED, WHO)
    view.set_answers({NEED.id: "Yes"})
    assert folds(view) == []


def test_a_quick_next_answer_ends_the_fold_before_it(qtbot: QtBot) -> None:
    view = a_page(qtbot, NEED, WHO)
    view.set_answers({NEED.id: "Yes"})
    view.set_answers({NEED.id: "Yes", WHO.id: "Yes"})
    assert len(folds(view)) == 1
