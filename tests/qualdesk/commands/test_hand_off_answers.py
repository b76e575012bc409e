"""What sales says: who said it, by which door, and what it does to lead, clocks and meeting."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from qualdesk.domain.hand_off_answers import AnswerDoor
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.store import tables
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_person, writing
from tests.qualdesk.commands.handed import MEETING, handed_over

DAY = timedelta(days=1)


@pytest.mark.parametrize("door", list(AnswerDoor))
def test_an_answer_stores_who_said_it_and_by_which_door(
    database: Database, door: AnswerDoor
) -> None:
    handed = handed_over(database)
    by = handed.rep_id if door is AnswerDoor.LOGIN else handed.caller_id
    handed.answer("accepted", door=door, entered_by_id=by, words="On it.")
    answer = handed.only(tables.HandOffAnswer)
    assert (answer.door, answer.said_by_id, answer.entered_by_id) == (door, handed.rep_id, by)
    assert handed.hand_off().state == "accepted"


def test_an_accepted_lead_is_the_reps_until_the_first_touch(database: Database) -> None:
    handed = handed_over(database)
    event = handed.answer("accepted")
    lead, hand_off = handed.lead(), handed.hand_off()
    assert (lead.state, lead.owner_person_id) == ("with_sales", handed.rep_id)
    assert event.next_at == lead.due_at == hand_off.first_touch_by
    assert (hand_off.runs_over_at or NOW) > (lead.due_at or NOW)


def test_the_same_press_answers_once(database: Database) -> None:
    handed = handed_over(database)
    press = Press.new(handed.caller_id)
    assert handed.answer("accepted", press=press) == handed.answer("accepted", press=press)
    assert len(handed.all(tables.HandOffAnswer)) == 1


def test_nobody_answers_for_another_rep(database: Database) -> None:
    handed = handed_over(database)
    with pytest.raises(Forbidden, match="Jonas Weber has this hand-off"):
        handed.answer("accepted", said_by_id=handed.other_rep_id)


def test_a_login_is_the_reps_own(database: Database) -> None:
    handed = handed_over(database)
    with pytest.raises(Forbidden, match="Only Jonas Weber answers by that login"):
        handed.answer("accepted", door=AnswerDoor.LOGIN)


def test_a_team_lead_answers_in_the_review(database: Database) -> None:
    handed = handed_over(database)
    with writing(database) as session:
        lead_id = a_person(session, "Nadia Haas", role=Role.TEAM_LEAD)
    handed.answer("accepted", door=AnswerDoor.REVIEW, said_by_id=lead_id, entered_by_id=lead_id)
    assert handed.only(tables.HandOffAnswer).said_by_id == lead_id


def test_a_returned_lead_comes_back_to_the_caller_who_knows_it(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("returned", "incomplete", words="Which line?")
    lead = handed.lead()
    assert (lead.state, lead.lane, lead.owner_person_id) == ("queued", "returned", handed.caller_id)
    assert lead.due_at == NOW
    with database.read() as session:
        entry = session.get_one(tables.QueueEntry, handed.lead_id)
    assert not entry.is_waiting


def test_a_returned_lead_of_a_caller_who_left_is_the_territorys(database: Database) -> None:
    handed = handed_over(database)
    with writing(database) as session:
        session.execute(
            update(tables.Person)
            .where(tables.Person.id == handed.caller_id)
            .values(is_active=False)
        )
    handed.answer("returned", "misrouted", entered_by_id=handed.rep_id, door=AnswerDoor.LOGIN)
    assert handed.lead().owner_person_id is None


def test_timing_is_a_promise_for_sales(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("accepted")
    at = NOW + 90 * DAY
    handed.answer("returned", "timing", ask_again_at=at)
    assert handed.only(tables.Callback).due_at == at
    assert handed.lead().lane == "promised"
    assert NOW < (handed.lead().due_at or NOW) < at


def test_timing_needs_a_time(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("accepted")
    with pytest.raises(InputError, match="When is the right time"):
        handed.answer("returned", "timing")
    assert handed.hand_off().state == "accepted"


def test_a_lost_lead_is_kept_in_touch_with(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("lost", words="Bought elsewhere.")
    assert (handed.lead().state, handed.hand_off().state) == ("nurture", "lost")
    assert handed.only(tables.Nurture).check_in_at == handed.lead().due_at


def test_a_won_lead_is_resolved(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("won", amount="€ 62,000", stage="Order")
    assert handed.lead().resolution == "won_by_sales"
    assert handed.only(tables.HandOffAnswer).amount == "€ 62,000"


def test_nothing_more_is_said_of_a_lead_that_sales_gave_back(database: Database) -> None:
    handed = handed_over(database)
    handed.answer("returned", "incomplete")
    with pytest.raises(InputError, match="returned already"):
        handed.answer("met")


def test_a_no_show_is_not_said_before_the_meeting(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    with pytest.raises(InputError, match="still to come"):
        handed.answer("no_show")


def test_who_did_not_come_is_rung_and_may_be_with_sales_again(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("accepted")
    after = MEETING + DAY
    handed.answer("no_show", now=after)
    assert handed.lead().lane == "returned"
    handed.answer("rescheduled", now=after, meeting_at=after + DAY)
    assert (handed.lead().state, handed.hand_off().state) == ("with_sales", "rescheduled")
    assert handed.lead().owner_person_id == handed.rep_id


def test_a_moved_meeting_raises_its_sequence_and_invites_again(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING, invite=True)
    _sent(database)
    handed.answer("rescheduled", meeting_at=MEETING + DAY)
    meeting = handed.meeting()
    assert (meeting.sequence, meeting.starts_at) == (1, MEETING + DAY)
    assert meeting.wall_time == "2026-11-24T10:32"
    (again,) = handed.all(tables.Outbox, state=MailState.HELD)
    assert again.kind == MailKind.INVITATION
    assert "SEQUENCE:1" in again.calendar


def test_a_meeting_moved_before_its_invitation_left_is_invited_to_once(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING, invite=True)
    handed.answer("rescheduled", meeting_at=MEETING + DAY)
    held = handed.all(tables.Outbox, kind=MailKind.INVITATION, state=MailState.HELD)
    assert ["SEQUENCE:1" in mail.calendar for mail in held] == [True]


def test_a_meeting_that_nobody_keeps_stays_until_they_were_rung(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("returned", "misrouted")
    assert handed.meeting().cancelled_at is None
    assert handed.lead().lane == "returned"


def test_nobody_rings_about_a_meeting_of_a_lead_in_nurture(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("accepted")
    with pytest.raises(InputError, match="Nobody would be there"):
        handed.answer("returned", "no_need", meeting=MeetingFate.RING)
    assert handed.hand_off().state == "accepted"


def test_a_meeting_is_cancelled_courteously_when_there_is_no_need(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING, invite=True)
    _sent(database)
    handed.answer("accepted")
    handed.answer("returned", "no_need")
    assert handed.meeting().cancelled_at == NOW
    (mail,) = handed.all(tables.Outbox, state=MailState.HELD)
    assert mail.kind == MailKind.CANCELLATION
    assert "METHOD:CANCEL" in mail.calendar
    assert f"SEQUENCE:{handed.meeting().sequence}" in mail.calendar


def test_another_rep_takes_the_meeting(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer(
        "returned", "misrouted", meeting=MeetingFate.OTHER_REP, other_rep_id=handed.other_rep_id
    )
    (second,) = handed.all(tables.HandOff, follows_id=handed.hand_off_id)
    assert (second.rep_id, second.state, second.brief) == (
        handed.other_rep_id,
        "offered",
        handed.hand_off().brief,
    )
    assert (handed.meeting().hand_off_id, handed.meeting().sequence) == (second.id, 1)
    assert handed.lead().owner_person_id == handed.other_rep_id


def test_an_older_hand_off_is_not_answered_any_more(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer(
        "returned", "misrouted", meeting=MeetingFate.OTHER_REP, other_rep_id=handed.other_rep_id
    )
    with pytest.raises(Conflict, match="handed over again since"):
        handed.answer("accepted")


def _sent(database: Database) -> None:
    with writing(database) as session:
        session.execute(update(tables.Outbox).values(state=MailState.SENT, sent_at=NOW))


def test_a_rep_who_works_on_it_again_after_a_no_show_holds_it_by_a_standing_hand_off(
    database: Database,
) -> None:
    handed = handed_over(database, meeting_at=None)
    handed.answer("no_show")
    handed.answer("working")
    lead = handed.lead()
    assert (lead.state, lead.owner_person_id) == ("with_sales", handed.rep_id)
    assert handed.hand_off().state == "accepted"
