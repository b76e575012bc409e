"""What had left when its outcome was taken back is put right: once, to everybody who got it."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from qualdesk.commands.corrections import correct_mail
from qualdesk.commands.outcomes import close_out, push_to_sales
from qualdesk.commands.requests.calls import CloseOut, PushToSales, TakeBack
from qualdesk.commands.requests.mail import CorrectMail
from qualdesk.commands.undo import take_back
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden
from qualdesk.events.calls import TookBack
from qualdesk.events.mail import CorrectedMail
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import Outbox, Touch
from tests.builders import NOW, a_call, a_lead, a_person, writing

MARIA, JONAS = "maria.keller@bergmann-molkerei.example", "jonas@aldergrove.example"
SOON = NOW + timedelta(minutes=5)


def ready(database: Database) -> tuple[int, int, int]:
    """Return a caller, a lead and a rep."""
    with writing(database) as session:
        seed(session, NOW)
        rep = a_person(session, "Jonas Weber", role=Role.SALES)
        return a_person(session), a_lead(session), rep


def pushed(database: Database) -> int:
    """Push a lead with a meeting, its mails sent; return the caller."""
    priya, lead_id, rep = ready(database)
    call = a_call(lead_id, priya)
    meeting_at = NOW + timedelta(days=1)
    push = PushToSales(call, meeting_at, rep_id=rep, invite=True, unmet_because="asked")
    database.carry_out(push_to_sales, push, press=Press.new(priya), now=NOW)
    return priya


def closed_out(database: Database) -> int:
    """Close a lead out by e-mail; return the caller."""
    priya, lead_id, _rep = ready(database)
    call, reason = a_call(lead_id, priya), CloseOutReason.NO_NEED_NOW
    request = CloseOut(call, reason, ToldBy.EMAIL, subject="Thank you", body="Dear Ms Keller")
    database.carry_out(close_out, request, press=Press.new(priya), now=NOW)
    return priya


def stand(database: Database, state: MailState) -> None:
    """Let every mail stand so."""
    with writing(database) as session:
        session.execute(update(Outbox).values(state=state))


def taken_back(database: Database, caller: int) -> TookBack:
    return database.carry_out(take_back, TakeBack(caller), press=Press.new(caller), now=SOON)


def corrected(database: Database, event: TookBack, caller: int) -> CorrectedMail:
    request = CorrectMail(event.touch_id, caller, 30)
    return database.carry_out(correct_mail, request, press=Press.new(caller), now=SOON)


def waiting(database: Database) -> dict[str, Outbox]:
    """Return by address what waits to leave."""
    with database.read() as session:
        held = session.scalars(select(Outbox).where(Outbox.state == MailState.HELD))
        return {one.to_address: one for one in held}


def test_a_meeting_that_was_mailed_leaves_both_calendars(database: Database) -> None:
    priya = pushed(database)
    invited = {address: _entry(mail.calendar) for address, mail in waiting(database).items()}
    stand(database, MailState.SENT)
    event = taken_back(database, priya)
    assert event.is_mail_already_sent
    assert event.can_correct_mail
    assert waiting(database) == {}
    assert set(corrected(database, event, priya).names) == {"Maria Keller", "Jonas Weber"}
    mails = waiting(database)
    for address in (MARIA, JONAS):
        method, uid, sequence = _entry(mails[address].calendar)
        _request, former_uid, former_sequence = invited[address]
        assert (method, uid) == ("CANCEL", former_uid)
        assert sequence > former_sequence
        assert mails[address].send_after == SOON + timedelta(seconds=30)
        assert mails[address].subject.startswith("Please disregard: ")
        assert "your calendar will take it out by itself" in mails[address].body
    assert mails[JONAS].kind == MailKind.REP_NEWS


def _entry(calendar: str) -> tuple[str, str, int]:
    read = Calendar.from_ical(calendar)
    (event,) = read.events
    return str(read["METHOD"]), str(event["UID"]), int(event.sequence)


def test_a_close_out_that_was_sent_is_to_be_disregarded(database: Database) -> None:
    priya = closed_out(database)
    stand(database, MailState.SENT)
    corrected(database, taken_back(database, priya), priya)
    mail = waiting(database)[MARIA]
    assert (mail.kind, mail.subject) == (MailKind.CORRECTION, "Please disregard: Thank you")
    assert "the e-mail “Thank you” reached you by mistake" in mail.body
    assert "calendar" not in mail.body


@pytest.mark.parametrize("state", [MailState.SENDING, MailState.SENT, MailState.UNKNOWN])
def test_each_mail_that_may_have_left_is_put_right_once(
    database: Database, state: MailState
) -> None:
    priya = closed_out(database)
    stand(database, state)
    event = taken_back(database, priya)
    corrected(database, event, priya)
    with pytest.raises(Conflict, match="put right already"):
        corrected(database, event, priya)
    assert len(waiting(database)) == 1


def test_within_the_undo_window_there_is_nothing_to_put_right(database: Database) -> None:
    priya = closed_out(database)
    event = taken_back(database, priya)
    assert not event.can_correct_mail
    with pytest.raises(Conflict, match="No e-mail of it has left"):
        corrected(database, event, priya)
    assert waiting(database) == {}


def test_an_outcome_that_stands_or_is_anothers_is_not_put_right(database: Database) -> None:
    priya = closed_out(database)
    stand(database, MailState.SENT)
    with database.read() as session:
        touch_id = session.scalars(select(Touch.id).where(Touch.outcome.is_not(None))).one()
    request = CorrectMail(touch_id, priya)
    with pytest.raises(Conflict, match="This outcome stands"):
        database.carry_out(correct_mail, request, press=Press.new(priya), now=SOON)
    event = taken_back(database, priya)
    with writing(database) as session:
        sam = a_person(session, "Sam Cole")
    with pytest.raises(Forbidden, match="Somebody else took this down"):
        corrected(database, event, sam)
