"""The widgets of the call desk: outcomes, verdict, script, Up next, panel and rail."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualdesk.domain.outcome import Outcome
from qualdesk.domain.verdicts import verdict
from qualdesk_ui.theme import Theme
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.outcome_bar import OutcomeBar
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.rail import Rail
from qualdesk_ui.widgets.script_rows import FoldedAnswer
from qualdesk_ui.widgets.script_view import ScriptView
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextList, UpNextRow
from qualdesk_ui.widgets.verdict_bar import VerdictBar, short_sentence
from tests.ui.gallery_desk import ANSWERS, DEFINITION, FIELDS, HEARING, RAIL, SCRIPT


def an_outcome_bar(qtbot: QtBot, width: int = 748) -> OutcomeBar:
    bar = OutcomeBar()
    qtbot.addWidget(bar)
    bar.set_second_lines({Outcome.PUSH_TO_SALES: "to Jonas Weber"})
    bar.resize(width, 108)
    bar.show()
    return bar


def test_an_outcome_is_chosen_with_a_click(qtbot: QtBot) -> None:
    bar = an_outcome_bar(qtbot)
    for outcome in Outcome:
        with qtbot.waitSignal(bar.outcome_chosen) as chosen:
            qtbot.mouseClick(bar.button(outcome), Qt.MouseButton.LeftButton)
        assert chosen.args == [outcome]


@pytest.mark.parametrize("width", [748, 480])
def test_an_outcome_is_heard_with_its_key_and_where_it_goes(qtbot: QtBot, width: int) -> None:
    bar = an_outcome_bar(qtbot, width)
    name = bar.button(Outcome.PUSH_TO_SALES).accessibleName()
    assert name == "Push to sales, key 1, to Jonas Weber"
    assert bar.button(Outcome.WRONG_NUMBER).accessibleName() == "Wrong number or person, key 9"


def test_the_grade_lights_a_key_and_presses_nothing(qtbot: QtBot) -> None:
    bar = an_outcome_bar(qtbot)
    with qtbot.assertNotEmitted(bar.outcome_chosen):
        bar.set_fitting(Outcome.NURTURE)
    assert "fits what was heard" in bar.button(Outcome.NURTURE).accessibleName()
    assert "fits" not in bar.button(Outcome.CLOSE_OUT).accessibleName()


@pytest.mark.parametrize(("width", "percent"), [(1012, 140), (748, 140), (748, 100), (660, 100)])
def test_no_outcome_is_lost_in_a_narrow_window(
    qtbot: QtBot, theme: Theme, width: int, percent: int
) -> None:
    theme.set_text_percent(percent)
    bar = an_outcome_bar(qtbot, width)
    assert bar.width() == width
    for outcome in Outcome:
        button = bar.button(outcome)
        assert button.isVisible()
        assert button.mapTo(bar, button.rect().bottomRight()).x() <= bar.width()


def test_the_verdict_is_heard_criterion_by_criterion(qtbot: QtBot) -> None:
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.set_verdict(verdict(SCRIPT, DEFINITION, ANSWERS, HEARING.today))
    assert bar.accessibleName() == (
        "Agreed lead: Need met, Authority met, Timing to ask, Budget not asked. "
        "Not a lead yet · 2 of 3 required met"
    )


def test_the_verdict_says_which_answer_decided_each_criterion(qtbot: QtBot) -> None:
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.set_verdict(verdict(SCRIPT, DEFINITION, ANSWERS, HEARING.today))
    assert bar.toolTip().splitlines() == [
        "Not a lead yet · 2 of 3 required met",
        f"Need met: {ANSWERS['cost']}",
        f"Authority met: {ANSWERS['who']}",
    ]


def a_script(qtbot: QtBot) -> ScriptView:
    view = ScriptView()
    qtbot.addWidget(view)
    view.resize(748, 640)
    view.show_script(SCRIPT, ANSWERS, FIELDS, DEFINITION, HEARING)
    with qtbot.waitExposed(view):
        view.show()
    view.focus_current()
    return view


def test_the_first_open_question_is_asked(qtbot: QtBot) -> None:
    view = a_script(qtbot)
    assert view.current_step_id() == "timing"
    assert len(view.findChildren(FoldedAnswer)) == len(ANSWERS)


def test_a_letter_answers_the_question_and_the_focus_goes_on(qtbot: QtBot) -> None:
    view = a_script(qtbot)
    with qtbot.waitSignal(view.answered) as answered:
        assert view.choose_letter("B")
    assert answered.args == ["timing", "Next quarter"]
    view.set_answers({**ANSWERS, "timing": "Next quarter"})
    assert view.current_step_id() == "money"
    assert view._writing.current is not None
    assert view._writing.current.isAncestorOf(view.focusWidget())


def test_words_typed_are_an_answer_too(qtbot: QtBot) -> None:
    view = a_script(qtbot)
    assert view._writing.current is not None
    field = view._writing.current.field
    assert field is not None
    qtbot.keyClicks(field, "before the audit")
    with qtbot.waitSignal(view.answered) as answered:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert answered.args == ["timing", "before the audit"]


def test_a_folded_answer_can_be_opened_again(qtbot: QtBot) -> None:
    view = a_script(qtbot)
    qtbot.mouseClick(view.findChildren(FoldedAnswer)[1], Qt.MouseButton.LeftButton)
    assert view.current_step_id() == "today"


def test_up_next_skips_lane_heads_and_is_heard_in_sentences(qtbot: QtBot) -> None:
    listed = UpNextList()
    qtbot.addWidget(listed)
    tom = UpNextRow("t", "Tom Ashworth", "Pennine Packaging", "Webinar one day ago", "video")
    listed.set_rows([LaneHead("First"), tom, LaneHead("Later today"), tom])
    listed.show()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    heard = listed.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Tom Ashworth, Pennine Packaging, Webinar one day ago")
    with qtbot.waitSignal(listed.opened) as opened:
        qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert opened.args == ["t"]


def test_escape_leads_out_of_a_panel(qtbot: QtBot) -> None:
    panel = Panel("Push to sales", "Jonas Weber")
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)


def test_a_panel_comes_up_only_where_motion_is_wanted(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    panel = Panel("Push to sales", parent=window)
    panel.place_over(QRect(0, 100, 800, 400))
    theme.set_still(wanted=True)
    panel.rise()
    assert panel.graphicsEffect() is None
    theme.set_still(wanted=False)
    panel.rise()
    assert panel.graphicsEffect() is not None


def test_the_rail_says_where_to_go_and_lights_only_what_is_open(qtbot: QtBot) -> None:
    rail = Rail(RAIL)
    qtbot.addWidget(rail)
    rail.show_place("desk")
    rail.set_badge("hand_offs", 3)
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(rail._places["hand_offs"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["hand_offs"]
    assert not rail._places["hand_offs"].is_here
    assert rail._places["hand_offs"].accessibleName() == "Hand-offs, 3 need you"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_place_as_space_does(qtbot: QtBot, key: Qt.Key) -> None:
    rail = Rail(RAIL)
    qtbot.addWidget(rail)
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.keyClick(rail._places["queue"], key)
    assert chosen.args == ["queue"]


def test_ctrl_enter_is_not_the_buttons(qtbot: QtBot) -> None:
    button = NormalButton("Close without e-mail")
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_verdict_says_the_half_that_counts_where_there_is_little_room() -> None:
    assert short_sentence("Not a lead yet · 2 of 3 required met") == "2 of 3 required met"
    met = "A lead: all 3 required met"
    assert short_sentence(f"{met} · budget not asked") == met
    assert short_sentence("Nothing known yet") == "Nothing known yet"
