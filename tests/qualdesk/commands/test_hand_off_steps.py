"""The four next steps of a hand-off that came back, and their undo."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from qualdesk.commands.corrections import correct_mail
from qualdesk.commands.hand_off_steps import (
    call_instead,
    close_returned,
    remind_rep,
    send_again,
    take_to_nurture,
)
from qualdesk.commands.hand_off_undo import take_back_deed
from qualdesk.commands.letters import mark_printed
from qualdesk.commands.requests.hand_offs import (
    CallInstead,
    CloseReturned,
    RemindRep,
    SendAgain,
    TakeBackDeed,
    TakeToNurture,
)
from qualdesk.commands.requests.letters import MarkPrinted
from qualdesk.commands.requests.mail import CorrectMail
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.queries.hand_offs import hand_offs
from qualdesk.store import tables
from qualdesk.store.session import Database
from tests.builders import NOW, a_person, writing
from tests.qualdesk.commands.handed import BRIEF, MEETING, Handed, handed_over

DAY = timedelta(days=1)
STEPS = ["instead", "nurture", "again", "close"]


def returned(database: Database, **others: Any) -> Handed:
    handed = handed_over(database, **others)
    handed.answer("accepted")
    handed.answer("returned", "no_authority", right_person="Lucía Marco")
    return handed


def step(handed: Handed, name: str) -> str:
    ours = (handed.hand_off_id, handed.caller_id)
    commands = {
        "instead": (call_instead, CallInstead(*ours, "Lucía Marco")),
        "nurture": (take_to_nurture, TakeToNurture(*ours, NOW + 90 * DAY)),
        "again": (send_again, SendAgain(*ours, handed.other_rep_id, "She may sign.")),
        "close": (close_returned, CloseReturned(*ours, CloseOutReason.NO_NEED_NOW, "Aldergrove")),
    }
    deed: str = handed.do(*commands[name]).deed
    return deed


def test_the_right_person_is_called_with_the_same_brief(database: Database) -> None:
    handed = returned(database)
    step(handed, "instead")
    assert handed.lead().state == "closed"
    (new,) = [one for one in handed.all(tables.Lead) if one.id != handed.lead_id]
    assert (new.lane, new.owner_person_id, new.due_at) == ("returned", handed.caller_id, NOW)
    with database.read() as session:
        person = session.get_one(tables.Prospect, new.prospect_id)
        words = session.scalar(
            select(tables.TouchText.words)
            .join(tables.Touch, tables.Touch.text_id == tables.TouchText.id)
            .where(tables.Touch.lead_id == new.id)
        )
    assert (person.first_name, person.last_name) == ("Lucía", "Marco")
    assert BRIEF in (words or "")


def test_a_right_person_needs_a_name(database: Database) -> None:
    handed = returned(database)
    with pytest.raises(InputError, match="Who is it, then"):
        handed.do(call_instead, CallInstead(handed.hand_off_id, handed.caller_id, "  "))


def test_the_conversation_is_kept_going(database: Database) -> None:
    handed = returned(database)
    step(handed, "nurture")
    assert handed.lead().state == "nurture"
    assert handed.only(tables.Nurture).lead_id == handed.lead_id


def test_it_is_sent_again_with_an_answer_before_the_brief(database: Database) -> None:
    handed = returned(database, meeting_at=MEETING)
    step(handed, "again")
    (second,) = handed.all(tables.HandOff, follows_id=handed.hand_off_id)
    assert second.brief == f"She may sign.\n\n{BRIEF}"
    assert (handed.lead().state, handed.lead().due_at) == ("with_sales", second.accept_by)
    assert handed.meeting().hand_off_id == second.id


@pytest.mark.parametrize("answer", ["accepted", "rescheduled", "met"])
def test_what_its_rep_has_taken_meanwhile_is_not_sent_to_another(
    database: Database, answer: str
) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    handed.answer("accepted")
    if answer != "accepted":
        handed.answer(answer, meeting_at=MEETING + DAY if answer == "rescheduled" else None)
    with pytest.raises(Conflict, match="Jonas Weber has taken it meanwhile"):
        step(handed, "again")
    assert len(handed.all(tables.HandOff)) == 1


def test_whoever_knows_of_the_meeting_is_told_when_another_rep_comes(database: Database) -> None:
    handed = returned(database, meeting_at=MEETING, invite=True)
    with writing(database) as session:
        session.execute(update(tables.Outbox).values(state=MailState.SENT))
    deed = step(handed, "again")
    told = {one.to_address: one for one in handed.all(tables.Outbox, state=MailState.HELD)}
    methods = {address: _method(one.calendar) for address, one in told.items()}
    assert methods == {
        "maria.keller@bergmann-molkerei.example": ("REQUEST", "marta"),
        "marta@aldergrove.example": ("REQUEST", "marta"),
        "jonas@aldergrove.example": ("CANCEL", "jonas"),
    }
    handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert handed.all(tables.Outbox, state=MailState.HELD) == []


@pytest.mark.parametrize("is_moved", [True, False])
def test_undo_lets_the_mail_leave_that_something_newer_had_kept_back(
    database: Database, *, is_moved: bool
) -> None:
    handed = handed_over(database, meeting_at=MEETING, invite=True)
    before = _held(handed)
    if is_moved:
        handed.answer("accepted")
        deed = handed.answer("rescheduled", meeting_at=MEETING + DAY).deed
    else:
        deed = step(handed, "again")
    assert _held(handed) != before
    handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert _held(handed) == before


def _held(handed: Handed) -> set[int]:
    return {one.id for one in handed.all(tables.Outbox, state=MailState.HELD)}


def _method(calendar: str) -> tuple[str, str]:
    """Return an entry's method and the first name of whose meeting it is."""
    entry = Calendar.from_ical(calendar)
    (event,) = entry.events
    return str(entry["METHOD"]), str(event["ORGANIZER"]).removeprefix("mailto:").partition("@")[0]


def test_it_is_closed_out_with_an_e_mail(database: Database) -> None:
    handed = returned(database)
    step(handed, "close")
    assert handed.lead().resolution == "closed_out"
    (mail,) = handed.all(tables.Outbox, kind=MailKind.CLOSE_OUT)
    assert mail.state == MailState.HELD


def test_where_neither_mail_nor_post_may_go_it_is_closed_without(database: Database) -> None:
    handed = returned(database)
    with writing(database) as session:
        session.execute(update(tables.Prospect).values(email="", email_domain=""))
        session.execute(update(tables.Site).values(street=""))
    step(handed, "close")
    assert handed.only(tables.CloseOut).told_by == "nobody"


def test_who_has_no_e_mail_is_told_by_a_letter_until_undo(database: Database) -> None:
    handed = returned(database)
    deed = _closed_by_letter(handed)
    (letter,) = handed.all(tables.Letter)
    assert (letter.state, letter.person_id) == ("waiting", handed.caller_id)
    assert letter.print_after == NOW + timedelta(seconds=30)
    handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert handed.only(tables.Letter).state == "cancelled"
    assert handed.lead().state == "queued"


def test_a_printed_letter_cannot_be_taken_back(database: Database) -> None:
    handed = returned(database)
    deed = _closed_by_letter(handed)
    handed.do(mark_printed, MarkPrinted((handed.only(tables.Letter).id,)))
    with pytest.raises(Conflict, match="printed already"):
        handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert handed.lead().state == "closed"


def test_a_check_in_that_is_taken_back_is_no_plan_any_more(database: Database) -> None:
    handed = returned(database)
    deed = step(handed, "nurture")
    assert handed.only(tables.Nurture).taken_back_at is None
    handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert handed.only(tables.Nurture).taken_back_at == NOW


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("instead", "Closed: not the right person"),
        ("nurture", "Kept in touch with"),
        ("again", "Marta answers by"),
        ("close", "Closed out courteously"),
    ],
)
def test_what_was_decided_is_said_as_it_is(database: Database, name: str, said: str) -> None:
    handed = returned(database)
    step(handed, name)
    with database.read() as session:
        sentences = [row.what_next for row in hand_offs(session, now=NOW)]
    assert any(one.startswith(said) for one in sentences)


@pytest.mark.parametrize("name", ["instead", "nurture", "close"])
def test_no_step_leaves_a_meeting_that_nobody_keeps(database: Database, name: str) -> None:
    handed = returned(database, meeting_at=MEETING)
    step(handed, name)
    assert handed.meeting().cancelled_at == NOW


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_taken_once(database: Database, name: str) -> None:
    handed = returned(database)
    step(handed, name)
    with pytest.raises(Conflict):
        step(handed, name)


@pytest.mark.parametrize("name", STEPS)
def test_undo_puts_everything_back(database: Database, name: str) -> None:
    handed = returned(database, meeting_at=MEETING)
    before = _picture(handed)
    deed = step(handed, name)
    assert _picture(handed) != before
    handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert _picture(handed) == before
    assert all(mail.state == MailState.CANCELLED for mail in handed.all(tables.Outbox)[1:])
    step(handed, name)


def test_undo_of_an_answer_leaves_the_hand_off_as_it_was(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    before = _picture(handed)
    event = handed.answer("returned", "misrouted")
    handed.do(take_back_deed, TakeBackDeed(event.deed, handed.caller_id))
    assert _picture(handed) == before
    handed.answer("accepted")


def test_a_moved_meeting_has_its_time_again_after_undo(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    event = handed.answer("rescheduled", meeting_at=MEETING + DAY)
    handed.do(take_back_deed, TakeBackDeed(event.deed, handed.caller_id))
    assert (handed.meeting().starts_at, handed.meeting().sequence) == (MEETING, 2)
    assert handed.meeting().wall_time == "2026-11-23T10:32"


def sent(database: Database) -> None:
    """Let every mail that waits leave."""
    with writing(database) as session:
        held = tables.Outbox.state == MailState.HELD
        session.execute(update(tables.Outbox).where(held).values(state=MailState.SENT))


def test_a_step_whose_e_mail_has_left_is_taken_back_and_put_right(database: Database) -> None:
    handed = returned(database)
    sent(database)
    deed = step(handed, "close")
    sent(database)
    back = handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    assert (back.is_mail_already_sent, back.can_correct_mail) == (True, True)
    assert handed.lead().lane == "returned"
    request = CorrectMail(back.touch_id, handed.caller_id)
    assert handed.do(correct_mail, request).names == ("Maria Keller",)
    (mail,) = handed.all(tables.Outbox, state=MailState.HELD)
    assert (mail.kind, mail.to_name) == (MailKind.CORRECTION, "Maria Keller")


def test_undo_is_over_once_an_e_mail_about_the_meeting_has_left(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING, invite=True)
    sent(database)
    event = handed.answer("rescheduled", meeting_at=MEETING + DAY)
    sent(database)
    with pytest.raises(Conflict, match="about the meeting has already been sent"):
        handed.do(take_back_deed, TakeBackDeed(event.deed, handed.caller_id))
    assert handed.meeting().starts_at == MEETING + DAY


def test_undo_is_over_once_the_lead_has_moved_on(database: Database) -> None:
    handed = returned(database)
    deed = step(handed, "again")
    second = handed.only(tables.HandOff, follows_id=handed.hand_off_id)
    handed.answer("accepted", hand_off_id=second.id, said_by_id=handed.other_rep_id)
    with pytest.raises(Conflict, match="moved on"):
        handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))


def test_nobody_takes_back_what_another_did(database: Database) -> None:
    handed = returned(database)
    deed = step(handed, "nurture")
    with writing(database) as session:
        sam = a_person(session, "Sam Whitaker")
    with pytest.raises(Forbidden, match="Somebody else did this"):
        handed.do(take_back_deed, TakeBackDeed(deed, sam))


def test_undo_works_once(database: Database) -> None:
    handed = returned(database)
    deed = step(handed, "nurture")
    handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))
    with pytest.raises(Conflict, match="nothing to take back"):
        handed.do(take_back_deed, TakeBackDeed(deed, handed.caller_id))


def test_a_rep_who_has_not_answered_is_reminded(database: Database) -> None:
    handed = handed_over(database)
    handed.do(remind_rep, RemindRep(handed.hand_off_id, handed.caller_id), now=NOW + DAY)
    mails = handed.all(tables.Outbox, kind=MailKind.OFFER)
    assert mails[-1].subject.startswith("Still waiting for you: ")
    handed.answer("accepted")
    with pytest.raises(Conflict, match="answered already"):
        handed.do(remind_rep, RemindRep(handed.hand_off_id, handed.caller_id))


def test_an_offer_nobody_answers_goes_to_another_rep(database: Database) -> None:
    handed = handed_over(database, meeting_at=MEETING)
    request = SendAgain(handed.hand_off_id, handed.caller_id, handed.other_rep_id)
    event = handed.do(send_again, request)
    assert handed.hand_off().state == "taken_back"
    assert handed.lead().owner_person_id == handed.other_rep_id
    handed.do(take_back_deed, TakeBackDeed(event.deed, handed.caller_id))
    assert (handed.hand_off().state, handed.lead().owner_person_id) == ("offered", handed.rep_id)


def _closed_by_letter(handed: Handed) -> str:
    with writing(handed.database) as session:
        session.execute(update(tables.Prospect).values(email="", email_domain=""))
        session.execute(update(tables.Site).values(street="Milchstr. 4"))
    return step(handed, "close")


def _picture(handed: Handed) -> tuple[object, ...]:
    lead, hand_off, meeting = handed.lead(), handed.hand_off(), handed.meeting()
    open_leads = [one.id for one in handed.all(tables.Lead) if one.state != "closed"]
    return (
        (lead.state, lead.lane, lead.due_at, lead.owner_person_id, lead.interest_at),
        (hand_off.state, hand_off.runs_over_at, hand_off.first_touch_by),
        (meeting.hand_off_id, meeting.starts_at, meeting.cancelled_at),
        open_leads,
    )
