"""Taking back that a mail was given to somebody: nothing of it is left, and it waits again."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from qualdesk.commands.received_choices import give_received
from qualdesk.commands.received_undo import take_back_given
from qualdesk.commands.receiving import receive_mail
from qualdesk.commands.requests.receiving import GiveReceived, ReceiveMail, TakeBackGiven
from qualdesk.domain.lead import LeadImage, LeadState
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.received import IncomingMail, ReceivedKind
from qualdesk.errors import Conflict, Forbidden
from qualdesk.events.receiving import GaveReceived, TookBackGiven
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.came_in import received_rows
from qualdesk.queries.receiving import received_waiting
from qualdesk.store import tables
from qualdesk.store.leads import image_of
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_lead, a_person, a_prospect, writing
from tests.qualdesk.commands.handed import handed_over
from tests.qualdesk.jobs.test_receiving import closed_out
from tests.qualdesk.nurturing import Nurtured, on_a_track

GIVEN, BACK = NOW + timedelta(days=10), NOW + timedelta(days=10, seconds=20)
TOO_LATE = GIVEN + timedelta(minutes=1)


def came_in(database: Database, words: str = "Call me.") -> int:
    """Let a mail come in that matches nobody; return it."""
    mail = IncomingMail("<1@x.example>", "m.keller@home.example", "Your call", words, NOW)
    request = ReceiveMail("box", 1, 1, "digest", mail)
    database.carry_out(receive_mail, request, press=Press.new(), now=GIVEN)
    with database.read() as session:
        return session.scalars(select(tables.Received.id)).one()


def priya_of(database: Database) -> int:
    with writing(database) as session:
        return a_person(session)


def give(database: Database, lead_id: int, words: str = "Call me.") -> GaveReceived:
    """Let Priya give a mail that came in to the prospect of a lead."""
    priya = priya_of(database)
    request = GiveReceived(came_in(database, words), lead_id, priya)
    return database.carry_out(give_received, request, press=Press.new(priya), now=GIVEN)


def take_back(database: Database, given: GaveReceived, at: object = BACK) -> TookBackGiven:
    priya = priya_of(database)
    request = TakeBackGiven(given.deed, priya)
    return database.carry_out(take_back_given, request, press=Press.new(priya), now=at)  # type: ignore[arg-type]


def image(database: Database, lead_id: int) -> LeadImage:
    with database.read() as session:
        return image_of(session.get_one(tables.Lead, lead_id))


def count(database: Database, table: type[tables.Table]) -> int:
    with database.read() as session:
        return len(session.scalars(select(table)).all())


def states(maria: Nurtured) -> list[str]:
    return [mail.state for mail in maria.mails() if mail.kind == MailKind.NURTURE]


def test_lead_track_and_queued_note_are_as_before(database: Database) -> None:
    maria = on_a_track(database)
    meet_deadlines(database, GIVEN)
    before = (image(database, maria.lead_id), maria.touches(), states(maria))
    given = give(database, maria.lead_id)
    assert image(database, maria.lead_id).state == LeadState.QUEUED
    assert MailState.HELD not in states(maria)
    back = take_back(database, given)
    assert (back.prospect_name, back.is_mail_already_sent) == ("Maria Keller", False)
    assert (image(database, maria.lead_id), maria.touches(), states(maria)) == before
    assert MailState.HELD in before[2]


def test_the_mail_waits_again_and_the_response_never_was(database: Database) -> None:
    maria = on_a_track(database)
    given = give(database, maria.lead_id)
    assert count(database, tables.Response) == 1
    take_back(database, given)
    assert count(database, tables.Response) == 0
    with database.read() as session:
        row = received_rows(session, ids=[given.received_id])[given.received_id]
        assert (row.kind, row.is_open, row.lead_id) == (ReceivedKind.UNRELATED, True, None)
        assert row.words == "Call me."
        assert received_waiting(session) == 1


def test_it_can_be_given_to_somebody_else_then(database: Database) -> None:
    maria = on_a_track(database)
    with writing(database) as session:
        other = a_lead(session, prospect_id=a_prospect(session, "Otto Kern", company="Kern"))
    given = give(database, maria.lead_id)
    take_back(database, given)
    request = GiveReceived(given.received_id, other, priya_of(database))
    again = database.carry_out(give_received, request, press=Press.new(), now=TOO_LATE)
    assert again.lead_id == other


def test_a_pursuit_that_it_had_opened_is_withdrawn(database: Database) -> None:
    given = give(database, closed_out(database))
    assert count(database, tables.Lead) == 2
    take_back(database, given)
    with database.read() as session:
        open_leads = select(tables.Lead).where(tables.Lead.state != LeadState.CLOSED)
        assert session.scalars(open_leads).all() == []


def test_a_rep_who_was_not_told_yet_never_is(database: Database) -> None:
    handed = handed_over(database)
    given = give(database, handed.lead_id)
    (news,) = handed.all(tables.Outbox, kind=MailKind.REP_NEWS)
    assert (news.state, news.send_after) == (MailState.HELD, GIVEN + timedelta(seconds=30))
    assert not take_back(database, given).is_mail_already_sent
    (news,) = handed.all(tables.Outbox, kind=MailKind.REP_NEWS)
    assert news.state == MailState.CANCELLED


def test_it_says_so_where_the_rep_was_told(database: Database) -> None:
    handed = handed_over(database)
    given = give(database, handed.lead_id)
    with writing(database) as session:
        session.execute(update(tables.Outbox).values(state=MailState.SENT))
    assert take_back(database, given, TOO_LATE).is_mail_already_sent


def test_who_did_not_ask_to_stop_is_written_to_again(database: Database) -> None:
    maria = on_a_track(database)
    before = (image(database, maria.lead_id), maria.touches(), states(maria))
    given = give(database, maria.lead_id, "STOP")
    assert len(maria.endings()) > len([one for one in maria.endings().values() if one is None])
    take_back(database, given)
    assert (image(database, maria.lead_id), maria.touches(), states(maria)) == before
    with database.read() as session:
        barred = select(tables.Suppression).where(tables.Suppression.lifted_at.is_(None))
        assert session.scalars(barred).all() == []


def test_a_stop_stands_after_the_undo_window_until_a_team_lead_lifts_it(
    database: Database,
) -> None:
    maria = on_a_track(database)
    given = give(database, maria.lead_id, "STOP")
    with pytest.raises(Forbidden, match="A team lead can lift it"):
        take_back(database, given, TOO_LATE)


def test_only_who_gave_it_takes_it_back_and_only_once(database: Database) -> None:
    maria = on_a_track(database)
    given = give(database, maria.lead_id)
    with writing(database) as session:
        stranger = TakeBackGiven(given.deed, a_person(session, "Sam Reed"))
    with pytest.raises(Forbidden, match="Somebody else"):
        database.carry_out(take_back_given, stranger, press=Press.new(), now=BACK)
    take_back(database, given)
    with pytest.raises(Conflict, match="nothing to take back"):
        take_back(database, given)


def test_it_stays_where_the_lead_has_moved_on_since(database: Database) -> None:
    maria = on_a_track(database)
    given = give(database, maria.lead_id)
    maria.nurture(maria.lead().version, TOO_LATE)
    with pytest.raises(Conflict, match="moved on since"):
        take_back(database, given, TOO_LATE)
