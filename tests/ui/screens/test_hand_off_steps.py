"""The four keyed next steps of the Hand-offs page: each asks in place, does its work, and is undone."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.person import Role
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.received import MeetingAnswer
from qualdesk.queries.hand_offs import HandOffGroup, hand_offs
from qualdesk.store import tables
from qualdesk_ui.desk import Desk, Seat
from qualdesk_ui.screens.hand_offs import HandOffsScreen
from qualdesk_ui.screens.hand_offs.steps import StepKind, steps_of
from qualdesk_ui.widgets.keyed_button import KeyedButton
from tests.builders import NOW, a_person, a_response, writing
from tests.qualdesk.commands.handed import BRIEF, MEETING, Handed, handed_over
from tests.qualdesk.queries.test_hand_offs import a_hand_off

DAY = timedelta(days=1)


@pytest.fixture
def handed(seat: Seat) -> Handed:
    return handed_over(seat.database, meeting_at=MEETING)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> HandOffsScreen:
    made = HandOffsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    return made


def give_back(handed: Handed) -> None:
    handed.answer("accepted")
    handed.answer("returned", "no_authority", right_person="Lucía Marco", words="He may not sign.")


def labels(screen: HandOffsScreen) -> list[str]:
    return [one.text() for one in buttons(screen)]


def buttons(screen: HandOffsScreen) -> list[KeyedButton]:
    steps = screen._details._steps
    return [one for one in widgets_in(steps) if isinstance(one, KeyedButton)]


def widgets_in(layout: QLayout) -> list[QWidget]:
    items = [layout.itemAt(place) for place in range(layout.count())]
    found = [item.widget() for item in items if item is not None]
    return [one for one in found if one is not None]


def press(screen: HandOffsScreen, letter: str) -> None:
    assert screen._asking.strip.choose_letter(letter)


def typed(screen: HandOffsScreen, words: str) -> None:
    field = screen._asking.strip.field
    field.setText(words)
    field.returnPressed.emit()


def declined(handed: Handed) -> None:
    """Let the rep's calendar decline the meeting."""
    with writing(handed.database) as session:
        session.execute(update(tables.Appointment).values(rep_answer=MeetingAnswer.DECLINED))


def test_a_rep_who_declined_by_calendar_needs_a_step_and_loses_the_lead_by_one_key(
    screen: HandOffsScreen, handed: Handed
) -> None:
    declined(handed)
    screen.refresh()
    assert labels(screen) == [
        "Take it back from Jonas",
        "Offer it to another rep",
        "Offer it to Jonas again",
        "Jonas accepts it after all",
    ]
    (row,) = screen._rows
    assert row.group is HandOffGroup.NEEDS_YOU
    assert row.what_next == "Jonas declined by calendar: take it back, or offer it again"
    assert screen.perform("step-1")
    typed(screen, "misrouted")
    typed(screen, "He is on a fair that week")
    assert handed.hand_off().state == HandOffState.RETURNED


def test_an_accepted_meeting_that_the_reps_calendar_declined_is_moved_or_taken_back(
    screen: HandOffsScreen, handed: Handed
) -> None:
    handed.answer("accepted")
    declined(handed)
    screen.refresh()
    assert labels(screen) == ["Take it back from Jonas", "Another time was agreed", "They met"]
    said = "Jonas declined by calendar: take it back, or agree on another time"
    assert screen._rows[0].what_next == said


def test_a_rep_reads_of_their_own_no_that_it_gives_nothing_back(desk: Desk, handed: Handed) -> None:
    declined(handed)
    with desk.database.read() as session:
        (row,) = hand_offs(session, now=NOW, rep_id=handed.rep_id)
    assert row.what_next == "You declined by calendar: give it back, or agree on another time"
    assert StepKind.GIVE_BACK in [one.kind for one in steps_of(row, NOW, is_own=True)]


def test_a_returned_hand_off_offers_the_four_of_the_picture(
    screen: HandOffsScreen, handed: Handed
) -> None:
    give_back(handed)
    screen.refresh()
    assert labels(screen) == [
        "Call Lucía Marco instead",
        "Take Maria back to nurture",
        "Send again with an answer",
        "Close out courteously",
    ]
    assert screen._details._says.said() == "“He may not sign.” The right person is Lucía Marco"


def test_the_criterion_the_rep_doubts_says_so(screen: HandOffsScreen, handed: Handed) -> None:
    give_back(handed)
    screen.refresh()
    names = [line.accessibleName() for line in widgets_in(screen._details._criteria)]
    assert "Authority not met, says Jonas" in names


def test_one_calls_the_right_person_instead(screen: HandOffsScreen, handed: Handed) -> None:
    give_back(handed)
    screen.refresh()
    assert screen.perform("step-1")
    people = [one.last_name for one in handed.all(tables.Prospect)]
    assert people == ["Keller", "Marco"]


def test_two_asks_when_and_nurtures(screen: HandOffsScreen, handed: Handed) -> None:
    give_back(handed)
    screen.refresh()
    screen.perform("step-2")
    press(screen, "B")
    assert handed.lead().state == "nurture"
    assert (handed.lead().due_at or NOW) > NOW + 80 * DAY
    assert screen._asking.strip.isHidden()


def test_a_day_that_cannot_be_read_stays_to_be_mended(
    screen: HandOffsScreen, handed: Handed
) -> None:
    give_back(handed)
    screen.refresh()
    screen.perform("step-2")
    typed(screen, "when it suits")
    assert "when it suits" in screen._asking.strip.refusal()
    assert handed.lead().state == "queued"


def test_three_sends_it_again_with_an_answer(screen: HandOffsScreen, handed: Handed) -> None:
    give_back(handed)
    screen.refresh()
    screen.perform("step-3")
    press(screen, "B")
    typed(screen, "She may sign up to 20,000.")
    (second,) = handed.all(tables.HandOff, follows_id=handed.hand_off_id)
    assert second.rep_id == handed.other_rep_id
    assert second.brief == f"She may sign up to 20,000.\n\n{BRIEF}"


def test_four_closes_out_courteously(screen: HandOffsScreen, handed: Handed) -> None:
    give_back(handed)
    screen.refresh()
    screen.perform("step-4")
    press(screen, "D")
    assert handed.lead().resolution == "closed_out"
    assert handed.only(tables.CloseOut).reason == "no_budget_in_sight"


def test_what_jonas_says_is_typed_as_his_answer(screen: HandOffsScreen, handed: Handed) -> None:
    screen.refresh()
    assert labels(screen)[:2] == ["Jonas accepts it", "Jonas gives it back"]
    screen.perform("step-2")
    press(screen, "D")
    typed(screen, "A customer of Vienna already.")
    answer = handed.only(tables.HandOffAnswer)
    assert (answer.door, answer.reason) == ("reply", "already_ours")
    assert (answer.said_by_id, handed.lead().lane) == (handed.rep_id, "returned")


def test_timing_asks_when_and_authority_asks_who(screen: HandOffsScreen, handed: Handed) -> None:
    handed.answer("accepted")
    screen.refresh()
    screen.perform("step-3")
    press(screen, "C")
    assert screen._asking.strip.accessibleName() == "Who decides, then?"
    screen.perform("step-3")
    press(screen, "D")
    assert screen._asking.strip.accessibleName() == "When is the right time?"


def test_a_meeting_that_is_over_asks_how_it_went(screen: HandOffsScreen, seat: Seat) -> None:
    with writing(seat.database) as session:
        a_hand_off(session, state=HandOffState.ACCEPTED, meeting_at=NOW - DAY)
    screen.refresh()
    assert labels(screen) == [
        "They met",
        "Did not come",
        "Another time was agreed",
        "Jonas gives it back",
    ]
    screen.perform("step-1")
    press(screen, "A")
    screen.refresh()
    (row,) = screen._shown()
    assert (row.state, row.group) == (HandOffState.MET, HandOffGroup.MET)


def test_after_a_step_the_next_that_needs_somebody_is_focused(
    screen: HandOffsScreen, handed: Handed, seat: Seat
) -> None:
    give_back(handed)
    with writing(seat.database) as session:
        late = a_hand_off(session, accept_by=NOW - DAY)
    screen.refresh()
    screen.show_subject(handed.hand_off_id)
    screen.perform("step-2")
    press(screen, "A")
    screen.refresh()
    row = screen._table.focused_row()
    assert row is not None
    assert row.hand_off_id == late


def test_a_button_does_what_its_key_does(screen: HandOffsScreen, handed: Handed) -> None:
    give_back(handed)
    screen.refresh()
    buttons(screen)[0].click()
    assert handed.lead().state == "closed"


def test_escape_leaves_the_question_and_changes_nothing(
    screen: HandOffsScreen, handed: Handed
) -> None:
    give_back(handed)
    screen.refresh()
    screen.perform("step-2")
    assert screen.perform("back")
    assert screen._asking.strip.isHidden()
    assert handed.lead().lane == "returned"


@pytest.mark.usefixtures("handed")
def test_words_find_a_hand_off_and_escape_shows_all_again(
    screen: HandOffsScreen, seat: Seat
) -> None:
    with writing(seat.database) as session:
        a_hand_off(session, rep="Karen Doyle")
    screen.refresh()
    screen.perform("find-hand-off")
    QTest.keyClicks(screen._filters.find, "karen berg")
    assert [row.rep for row in screen._shown()] == ["Karen Doyle"]
    screen.perform("back")
    assert len(screen._shown()) == 2


def test_this_week_and_next_leaves_later_meetings_out(screen: HandOffsScreen, seat: Seat) -> None:
    with writing(seat.database) as session:
        soon = a_hand_off(session, meeting_at=NOW + 11 * DAY)
        a_hand_off(session, meeting_at=NOW + 13 * DAY)
    screen.refresh()
    assert [row.hand_off_id for row in screen._shown()] == [soon]
    screen._filters.span.set_value("ever")
    assert len(screen._shown()) == 2


@pytest.mark.usefixtures("handed")
def test_the_page_begins_in_the_table_where_the_keys_work(screen: HandOffsScreen) -> None:
    screen.refresh()
    assert screen.focusWidget() is screen._table


def test_a_rep_sees_their_own_and_answers_by_their_login(
    qtbot: QtBot, desk: Desk, seat: Seat
) -> None:
    handed = handed_over(seat.database)
    with writing(seat.database) as session:
        a_hand_off(session, rep="Karen Doyle")
        me = session.scalars(select(tables.Person).where(tables.Person.id == desk.person_id)).one()
        me.role = Role.SALES
        mine = session.get_one(tables.HandOff, handed.hand_off_id)
        mine.rep_id = me.id
        lead = session.get_one(tables.Lead, handed.lead_id)
        lead.owner_person_id = me.id
        mine.caller_id = a_person(session, "Sam Whitaker")
    screen = HandOffsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    assert [row.hand_off_id for row in screen._shown()] == [handed.hand_off_id]
    assert labels(screen) == ["You accept it", "You give it back"]
    screen.perform("step-1")
    assert handed.only(tables.HandOffAnswer).door == "login"


def test_a_lead_they_had_already_shows_what_brought_it_first(
    screen: HandOffsScreen, handed: Handed, seat: Seat
) -> None:
    with writing(seat.database) as session:
        a_response(session, handed.lead_id, ResponseKind.ATTENDED, at=NOW - 40 * DAY)
    handed.answer("returned", "already_ours")
    screen.refresh()
    assert "Line inspection without line stops, Oct 2026" in screen._details._facts.accessibleName()


def test_any_rep_may_be_named_by_the_beginning_of_a_name(
    screen: HandOffsScreen, handed: Handed, seat: Seat
) -> None:
    names = ["Ada Bell", "Bo Lind", "Cy Moor", "Di Noor", "Eva Orr", "Flo Pike", "Zoe Quinn"]
    with writing(seat.database) as session:
        for name in names:
            a_person(session, name, role=Role.SALES)
    give_back(handed)
    screen.refresh()
    screen.perform("step-3")
    typed(screen, "Nobody")
    assert "is no rep here" in screen._asking.strip.refusal()
    typed(screen, "zoe")
    typed(screen, "The plant manager signs.")
    (_old, new) = handed.all(tables.HandOff)
    with seat.database.read() as session:
        rep = session.get(tables.Person, new.rep_id)
        assert rep is not None
        assert rep.name == "Zoe Quinn"


def test_reps_of_one_first_name_are_offered_with_both(
    screen: HandOffsScreen, handed: Handed, seat: Seat
) -> None:
    with writing(seat.database) as session:
        a_person(session, "Jonas Weberling", role=Role.SALES)
        a_person(session, "Karen Doyle", role=Role.SALES)
    give_back(handed)
    screen.refresh()
    screen.perform("step-3")
    offered = [one.text() for one in screen._asking.strip.offered.choices()]
    assert offered == ["Jonas Weber", "Jonas Weberling", "Karen", "Marta"]


def test_words_are_typed_at_once_and_no_letter_of_them_decides(
    screen: HandOffsScreen, handed: Handed
) -> None:
    give_back(handed)
    screen.refresh()
    screen.perform("step-3")
    press(screen, "A")
    field = screen._asking.strip.field
    assert screen.focusWidget() is field
    QTest.keyClicks(field, "A plant manager signs too")
    assert len(handed.all(tables.HandOff)) == 1
    field.returnPressed.emit()
    assert len(handed.all(tables.HandOff)) == 2
