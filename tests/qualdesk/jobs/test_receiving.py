"""Reading a mailbox: what each mail brings about, once, whatever breaks and whoever else reads."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from qualdesk.commands.outcomes import close_out
from qualdesk.commands.received_choices import (
    give_received,
    put_received_aside,
    take_back_put_aside,
)
from qualdesk.commands.requests.calls import CloseOut, TakeBack
from qualdesk.commands.requests.receiving import GiveReceived, PutReceivedAside, TakeBackPutAside
from qualdesk.commands.undo import take_back
from qualdesk.domain.hand_off_answers import AnswerDoor
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.domain.received import MeetingAnswer, ReceivedKind
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.jobs.receiving import ReadReport, read_mailbox
from qualdesk.mail.fetching import ImapMailbox
from qualdesk.queries.came_in import ReceivedRow, received_ids, received_rows
from qualdesk.queries.hand_offs import HandOffGroup, hand_offs
from qualdesk.queries.receiving import received_waiting
from qualdesk.queries.timeline import timeline
from qualdesk.settings import Imap, Security
from qualdesk.store import tables
from qualdesk.store.numbers import may_be_mailed
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, writing
from tests.qualdesk.commands.handed import MEETING, Handed, handed_over
from tests.qualdesk.imap_server import PASSWORD, USER, ImapServer, reading
from tests.qualdesk.mailing import ADDRESS
from tests.qualdesk.nurturing import Nurtured, on_a_track
from tests.qualdesk.received_mails import automatic, bounced, calendar_reply, reply, with_charset

LATER = NOW + timedelta(days=10)
JONAS = "jonas@aldergrove.example"


@dataclass
class Box:
    """A mailbox on loopback, and the desk that reads it."""

    server: ImapServer
    database: Database

    def read(self, *contents: bytes) -> ReadReport:
        """Deliver mails and read what is new."""
        for content in contents:
            self.server.deliver(content)
        imap = Imap("127.0.0.1", self.server.port, Security.NONE, USER)
        return read_mailbox(self.database, ImapMailbox(imap, PASSWORD), LATER)

    def count(self, table: type[tables.Table]) -> int:
        """Return how many rows a table has."""
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def kinds(self) -> list[str]:
        """Return what each mail that was handled turned out to be."""
        with self.database.read() as session:
            return list(session.scalars(select(tables.Received.kind).order_by(tables.Received.uid)))

    def told(self, lead_id: int) -> list[tuple[str, str]]:
        """Return title and words of the timeline of a lead's prospect, the newest first."""
        with self.database.read() as session:
            prospect_id = session.get_one(tables.Lead, lead_id).prospect_id
            return [(row.title, row.words) for row in timeline(session, prospect_id)]


@pytest.fixture
def box(database: Database) -> Iterator[Box]:
    with reading(ImapServer()) as server:
        yield Box(server, database)


@pytest.fixture
def maria(database: Database) -> Nurtured:
    """Return Maria, whose track has written to her."""
    found = on_a_track(database)
    meet_deadlines(database, LATER)
    with writing(database) as session:
        sent = {"state": MailState.SENT, "sent_at": LATER}
        session.execute(update(tables.Outbox).values(sent))
    return found


def closed_out(database: Database, *, street: str = "") -> int:
    """Close Maria out by e-mail; return her lead."""
    with writing(database) as session:
        priya, lead_id = a_person(session), a_lead(session)
        session.query(tables.Site).update({"street": street})
    call = a_call(lead_id, priya)
    request = CloseOut(
        call, CloseOutReason.NO_NEED_NOW, ToldBy.EMAIL, subject="Thank you", body="Dear Ms Keller"
    )
    database.carry_out(close_out, request, press=Press.new(priya), now=NOW)
    with writing(database) as session:
        session.execute(update(tables.Outbox).values(state=MailState.SENT, sent_at=NOW))
    return lead_id


def sent_id(database: Database, kind: MailKind) -> str:
    with database.read() as session:
        found = select(tables.Outbox.message_id).where(tables.Outbox.kind == kind)
        return session.scalars(found).first() or ""


def test_a_reply_to_a_note_pauses_the_track_and_lifts_the_lead(box: Box, maria: Nurtured) -> None:
    note = maria.mails()[0].message_id
    report = box.read(reply(note, "We decide in March. Call me."))
    assert report.words == "1 reply"
    lead = maria.lead()
    assert (lead.state, lead.lane, lead.due_at) == (LeadState.QUEUED, Lane.FRESH, LATER)
    waiting = [ending for ending in maria.endings().values() if ending is None]
    assert waiting == []
    assert ("Replied by e-mail", "We decide in March. Call me.") in box.told(maria.lead_id)


def test_a_reply_whose_id_a_server_changed_is_known_by_its_address(
    box: Box, maria: Nurtured
) -> None:
    assert box.read(reply("<other@elsewhere.example>", "Call me.")).replies == 1
    assert maria.lead().state == LeadState.QUEUED


def test_a_reply_to_a_close_out_opens_another_pursuit(box: Box, database: Database) -> None:
    lead_id = closed_out(database)
    box.read(reply(sent_id(database, MailKind.CLOSE_OUT), "We changed our mind."))
    with database.read() as session:
        leads = session.scalars(select(tables.Lead).order_by(tables.Lead.id)).all()
    assert [lead.state for lead in leads] == [LeadState.CLOSED, LeadState.QUEUED]
    assert leads[0].id == lead_id


def test_a_close_out_is_not_taken_back_once_their_reply_opened_another_pursuit(
    box: Box, database: Database
) -> None:
    closed_out(database)
    box.read(reply(sent_id(database, MailKind.CLOSE_OUT), "We changed our mind."))
    with database.read() as session:
        priya = session.scalars(select(tables.Touch.person_id)).first()
    assert priya is not None
    with pytest.raises(Conflict, match="Maria came forward since"):
        database.carry_out(take_back, TakeBack(priya), press=Press.new(priya), now=LATER)


def test_a_reply_of_somebody_with_sales_is_told_the_rep_at_once(
    box: Box, database: Database
) -> None:
    handed = handed_over(database)
    box.read(reply("", "Is Jonas still coming?"))
    (told,) = handed.all(tables.Outbox, kind=MailKind.REP_NEWS)
    assert (told.to_address, told.send_after) == (JONAS, LATER)
    assert "Is Jonas still coming?" in told.body
    assert handed.lead().state == LeadState.WITH_SALES


def test_the_word_stop_bars_mail_for_ever(box: Box, maria: Nurtured) -> None:
    report = box.read(reply("", "", subject="stop"))
    assert report.stops == 1
    with maria.database.read() as session:
        assert not may_be_mailed(session, maria.lead().prospect_id, LATER)
    assert maria.lead().state != LeadState.CLOSED  # the next call stands
    assert ("Note", "Asked by e-mail to hear no more") in box.told(maria.lead_id)


@pytest.mark.parametrize(
    "header", ["Auto-Submitted: auto-replied", "Precedence: auto_reply", "Return-Path: <>"]
)
def test_an_automatic_answer_is_kept_and_changes_nothing(
    box: Box, maria: Nurtured, header: str
) -> None:
    before = maria.lead()
    report = box.read(automatic(header, maria.mails()[0].message_id))
    after = maria.lead()
    assert report.automatic == 1
    assert (after.version, after.due_at, after.state) == (
        before.version,
        before.due_at,
        before.state,
    )
    assert None in maria.endings().values()
    assert ("Note", "Automatic answer: Re: x") in box.told(maria.lead_id)


def test_a_hard_bounce_marks_the_address_and_has_them_called_soon(
    box: Box, maria: Nurtured
) -> None:
    before = maria.lead().due_at
    note = maria.mails()[0]
    assert box.read(bounced(note.message_id, ADDRESS)).bounces == 1
    after = maria.lead()
    assert before is not None
    assert after.due_at is not None
    assert (after.state, after.lane) == (LeadState.NURTURE, Lane.CHECK_IN)
    assert LATER < after.due_at < min(before, LATER + timedelta(days=5))
    with maria.database.read() as session:
        assert not may_be_mailed(session, after.prospect_id, LATER)
    assert maria.mails()[0].state == MailState.FAILED
    assert "550 5.1.1 No such person" in maria.mails()[0].last_error


def test_a_delay_changes_nothing(box: Box, maria: Nurtured) -> None:
    note = maria.mails()[0]
    box.read(bounced(note.message_id, ADDRESS, action="delayed", status="4.4.1"))
    with maria.database.read() as session:
        assert may_be_mailed(session, maria.lead().prospect_id, LATER)
    assert maria.mails()[0].state == MailState.SENT


def test_a_close_out_that_came_back_goes_on_paper(box: Box, database: Database) -> None:
    lead_id = closed_out(database, street="Milchstr. 4")
    box.read(bounced(sent_id(database, MailKind.CLOSE_OUT), ADDRESS))
    with database.read() as session:
        letter = session.scalars(select(tables.Letter)).one()
        ended = session.scalars(select(tables.CloseOut)).one()
    assert (letter.lead_id, letter.subject, ended.told_by) == (lead_id, "Thank you", "letter")


def test_a_close_out_that_came_back_without_a_postal_address_answered_nobody(
    box: Box, database: Database
) -> None:
    closed_out(database)
    box.read(bounced(sent_id(database, MailKind.CLOSE_OUT), ADDRESS))
    with database.read() as session:
        assert session.scalars(select(tables.CloseOut.told_by)).one() == ToldBy.NOBODY


def test_a_reply_from_an_address_that_was_marked_frees_it(box: Box, maria: Nurtured) -> None:
    note = maria.mails()[0].message_id
    box.read(bounced(note, ADDRESS), reply(note, "I am here."))
    with maria.database.read() as session:
        assert may_be_mailed(session, maria.lead().prospect_id, LATER)


def meeting_of(database: Database) -> Handed:
    return handed_over(database, meeting_at=MEETING + timedelta(days=20))


def row_of(handed: Handed) -> tuple[HandOffGroup, str]:
    with handed.database.read() as session:
        (row,) = hand_offs(session, now=LATER)
    return row.group, row.what_next


def test_a_reps_calendar_accepts_the_hand_off(box: Box, database: Database) -> None:
    handed = meeting_of(database)
    box.read(calendar_reply(handed.meeting().uid, JONAS, "ACCEPTED"))
    answer = handed.only(tables.HandOffAnswer)
    assert (answer.answer, answer.door) == ("accepted", AnswerDoor.REPLY)
    assert handed.hand_off().state == "accepted"
    assert handed.meeting().rep_answer == MeetingAnswer.ACCEPTED


def test_a_rep_accepts_by_one_word_and_other_words_are_kept(box: Box, database: Database) -> None:
    handed = handed_over(database)
    offer = sent_id(database, MailKind.OFFER)
    box.read(reply(offer, "What do they make?", sender=JONAS, message_id="<1@x.example>"))
    assert handed.hand_off().state == "offered"
    assert ("Note", "Jonas Weber wrote: What do they make?") in box.told(handed.lead_id)
    box.read(reply(offer, "Accepted.\n\n> Jonas,", sender=JONAS, message_id="<2@x.example>"))
    assert handed.hand_off().state == "accepted"


@pytest.mark.parametrize("answer", ["DECLINED", "COUNTER"])
def test_a_prospect_who_cannot_come_needs_somebody(
    box: Box, database: Database, answer: str
) -> None:
    handed = meeting_of(database)
    with writing(database) as session:
        later = LATER + timedelta(days=1)
        session.execute(update(tables.HandOff).values(accept_by=later))
    assert row_of(handed)[0] is HandOffGroup.COMING_UP
    box.read(calendar_reply(handed.meeting().uid, ADDRESS, answer))
    group, words = row_of(handed)
    assert group is HandOffGroup.NEEDS_YOU
    said = {"DECLINED": "declined the time; agree on another", "COUNTER": "suggests Fri 20 Nov"}
    assert said[answer] in words


def test_a_prospect_who_accepts_is_told_in_the_history(box: Box, database: Database) -> None:
    handed = meeting_of(database)
    assert box.read(calendar_reply(handed.meeting().uid, ADDRESS, "ACCEPTED")).answers == 1
    assert handed.meeting().prospect_answer == MeetingAnswer.ACCEPTED
    assert "Maria Keller accepted the meeting on" in box.told(handed.lead_id)[0][1]


def test_an_answer_to_a_former_time_counts_for_nothing(box: Box, database: Database) -> None:
    handed = meeting_of(database)
    with writing(database) as session:
        session.execute(update(tables.Appointment).values(sequence=2))
    report = box.read(calendar_reply(handed.meeting().uid, ADDRESS, "DECLINED", sequence=1))
    assert "earlier time of the meeting" in report.problems[0]
    assert handed.meeting().prospect_answer is None


def test_a_strangers_answer_counts_for_nobody(box: Box, database: Database) -> None:
    handed = meeting_of(database)
    report = box.read(calendar_reply(handed.meeting().uid, "eve@evil.example", "DECLINED"))
    assert "was not invited" in report.problems[0]
    assert (handed.meeting().prospect_answer, handed.meeting().rep_answer) == (None, None)


def test_an_answer_that_cannot_be_given_any_more_is_told_and_never_stops_the_round(
    box: Box, database: Database, maria: Nurtured
) -> None:
    stranger = calendar_reply(
        "no-such-uid", ADDRESS, "ACCEPTED", answers=maria.mails()[0].message_id
    )
    report = box.read(stranger, reply("", "Call me."))
    assert (len(report.problems), report.replies) == (1, 1)
    assert maria.lead().state == LeadState.QUEUED
    assert database.dialect


def came_in(database: Database) -> list[ReceivedRow]:
    """Return what came in, as the Outbox shows it."""
    with database.read() as session:
        ids = received_ids(session)
        rows = received_rows(session, ids=ids)
    return [rows[one] for one in ids]


def test_what_could_not_be_matched_waits_for_somebody_before_all_else(
    box: Box, maria: Nurtured
) -> None:
    report = box.read(reply("", "I am Maria, write here", sender="m.keller@home.example"))
    assert report.unrelated == 1
    box.read(reply(maria.mails()[0].message_id, "Call me.", message_id="<2@x.example>"))
    unmatched, answered = came_in(maria.database)
    assert (unmatched.kind, unmatched.by_itself) == (ReceivedKind.UNRELATED, ReceivedKind.REPLY)
    assert (unmatched.from_address, unmatched.words) == (
        "m.keller@home.example",
        "I am Maria, write here",
    )
    assert (unmatched.is_open, answered.is_open) == (True, False)
    assert (answered.name, answered.lead_id) == ("Maria Keller", maria.lead_id)
    assert waiting(maria.database) == 1


def waiting(database: Database) -> int:
    with database.read() as session:
        return received_waiting(session)


def priya_of(database: Database) -> int:
    with writing(database) as session:
        return a_person(session)


def test_a_mail_that_is_given_to_a_prospect_brings_about_what_it_says(
    box: Box, maria: Nurtured
) -> None:
    box.read(reply("", "Call me.", sender="m.keller@home.example"))
    (mail,) = came_in(maria.database)
    request = GiveReceived(mail.id, maria.lead_id, priya_of(maria.database))
    press = Press.new()
    given = maria.database.carry_out(give_received, request, press=press, now=LATER)
    assert given.prospect_name == "Maria Keller"
    assert maria.lead().state == LeadState.QUEUED
    assert "Call me." in [words for _title, words in box.told(maria.lead_id)]
    (mail,) = came_in(maria.database)
    assert (mail.kind, mail.lead_id, mail.is_open) == (ReceivedKind.REPLY, maria.lead_id, False)
    with pytest.raises(Conflict, match="already"):
        maria.database.carry_out(give_received, request, press=Press.new(), now=LATER)


def test_a_stop_of_an_unknown_address_bars_whom_it_is_given_to(box: Box, maria: Nurtured) -> None:
    box.read(reply("", "STOP", sender="m.keller@home.example"))
    (mail,) = came_in(maria.database)
    request = GiveReceived(mail.id, maria.lead_id, priya_of(maria.database))
    maria.database.carry_out(give_received, request, press=Press.new(), now=LATER)
    assert "Asked by e-mail to hear no more" in [words for _title, words in box.told(maria.lead_id)]
    with maria.database.read() as session:
        barred = set(session.scalars(select(tables.Suppression.address)))
    assert barred == {"m.keller@home.example", ADDRESS}


def test_an_automatic_answer_that_is_given_to_somebody_is_only_noted(
    box: Box, maria: Nurtured
) -> None:
    state = maria.lead().state
    box.read(automatic("Auto-Submitted: auto-replied", "").replace(b"keller@", b"k@home."))
    (mail,) = came_in(maria.database)
    request = GiveReceived(mail.id, maria.lead_id, priya_of(maria.database))
    maria.database.carry_out(give_received, request, press=Press.new(), now=LATER)
    assert maria.lead().state == state
    assert ("Note", "Automatic answer: Re: x") in box.told(maria.lead_id)


def test_what_is_put_aside_waits_no_more_until_that_is_taken_back(
    box: Box, maria: Nurtured
) -> None:
    box.read(reply("", "Buy gold", sender="spam@evil.example"))
    (mail,) = came_in(maria.database)
    priya, database = priya_of(maria.database), maria.database
    request = PutReceivedAside((mail.id,), priya)
    aside = database.carry_out(put_received_aside, request, press=Press.new(), now=LATER)
    assert (waiting(database), came_in(database)[0].settled_by) == (0, "Priya Nair")
    with pytest.raises(Conflict, match="settled this meanwhile"):
        database.carry_out(put_received_aside, request, press=Press.new(), now=LATER)
    other = TakeBackPutAside(aside.deed, priya + 1)
    with pytest.raises(Forbidden):
        database.carry_out(take_back_put_aside, other, press=Press.new(), now=LATER)
    back = TakeBackPutAside(aside.deed, priya)
    database.carry_out(take_back_put_aside, back, press=Press.new(), now=LATER)
    assert waiting(database) == 1


def test_what_came_in_is_found_by_its_sender_subject_or_prospect(box: Box, maria: Nurtured) -> None:
    box.read(reply("", "Buy gold", sender="spam@evil.example", subject="Gold"))
    box.read(reply("", "Call me.", message_id="<2@x.example>", subject="Hello"))
    with maria.database.read() as session:
        found = [len(received_ids(session, words=one)) for one in ("evil", "gold", "kell", "zzz")]
    assert found == [1, 1, 1, 0]


def test_each_mail_is_handled_once_however_often_it_is_read(box: Box, maria: Nurtured) -> None:
    box.read(reply("", "Call me."))
    version = maria.lead().version
    assert box.read().replies == 0
    box.server.validity += 1  # the folder is numbered anew, and holds the same mail
    box.read()
    assert box.count(tables.Response) == 1
    assert maria.lead().version == version
    assert sorted(box.kinds()) == [ReceivedKind.REPLY, ReceivedKind.SEEN]


@pytest.mark.usefixtures("maria")
def test_a_line_that_breaks_in_the_middle_loses_and_doubles_nothing(box: Box) -> None:
    mails = [reply("", f"No. {number}", message_id=f"<{number}@x.example>") for number in range(4)]
    box.server.drops_at = 3
    with pytest.raises(InputError, match="cannot be read"):
        box.read(*mails)
    assert box.count(tables.Response) == 2
    box.server.drops_at = 0
    box.read()
    assert box.count(tables.Response) == 4


@pytest.mark.usefixtures("maria")
def test_two_workers_handle_a_mail_once(box: Box) -> None:
    for number in range(6):
        box.server.deliver(reply("", f"No. {number}", message_id=f"<{number}@x.example>"))
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(box.read) for _worker in range(2)]:
            done.result()
    assert box.count(tables.Response) == 6
    assert box.count(tables.Received) == 6


def test_hostile_mails_never_stop_the_round(box: Box, maria: Nurtured) -> None:
    note = maria.mails()[0].message_id
    hostile = [
        b"",
        b"\0" * 5_000,
        b"Content-Type: multipart/mixed; boundary=x\r\n" + b"\r\n--x\r\n" * 3_000,
        b"x" * 3_000_000,
        with_charset("x-none", b"\xff\xfe\x00\xd8"),
        with_charset("utf-16", b"\xd8\x00"),
        reply(note, "nul \0 and half \ud800".encode("utf-8", "surrogatepass").decode("latin-1")),
        bounced(note, "nobody\0@x.example"),
        calendar_reply("uid\0", "a@b.example", "ACCEPTED"),
        calendar_reply("uid", "a@b.example", "ACCEPTED", sequence=10**30),
        calendar_reply("uid", "a@b.example", "COUNTER").replace(b"20261120T", b"00010101T"),
    ]
    report = box.read(*hostile, reply("", "And a true one.", message_id="<true@x.example>"))
    assert report.replies >= 1
    assert len(box.kinds()) == len(hostile) + 1
    assert "And a true one." in [words for _title, words in box.told(maria.lead_id)]
