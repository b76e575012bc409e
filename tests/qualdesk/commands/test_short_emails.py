"""After a voicemail a short e-mail may follow, once; undo takes back both."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qualdesk.commands.outcomes import leave_voicemail, record_no_answer
from qualdesk.commands.requests.calls import (
    LeaveVoicemail,
    RecordNoAnswer,
    TakeBack,
    WriteShortEmail,
)
from qualdesk.commands.short_emails import write_short_email
from qualdesk.commands.undo import take_back
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.errors import Conflict, InputError
from qualdesk.events.calls import After
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing

LATER = NOW + timedelta(seconds=10)


def _voicemail(session: Session, *, email: str = "maria.keller@bergmann.example") -> After:
    return _left(session, a_lead(session, prospect_id=a_prospect(session, email=email)))


def _left(session: Session, lead_id: int) -> After:
    return leave_voicemail(session, LeaveVoicemail(a_call(lead_id, a_person(session))), NOW).after


def _write(session: Session, after: After) -> After:
    call = a_call(after.lead_id, a_person(session), version=after.lead_version)
    request = WriteShortEmail(call, after.touch_id, firm="Aldergrove")
    return write_short_email(session, request, LATER).after


def test_after_the_first_voicemail_it_is_offered_and_held_through_the_undo_window(
    database: Database,
) -> None:
    with writing(database) as session:
        after = _voicemail(session)
        assert after.offers_short_email
        wrote = _write(session, after)
        mail = session.scalars(select(tables.Outbox)).one()
        assert (mail.kind, mail.state, mail.send_after) == (
            MailKind.TRIED,
            MailState.HELD,
            LATER + timedelta(seconds=30),
        )
        assert mail.subject == "I tried to reach you about Line inspection without line stops"
        assert (wrote.mail_goes_at, wrote.due_at, wrote.lead_version) == (
            mail.send_after,
            after.due_at,
            after.lead_version,
        )


def test_without_an_address_it_is_neither_offered_nor_written(database: Database) -> None:
    with writing(database) as session:
        after = _voicemail(session, email="")
        assert not after.offers_short_email
        with pytest.raises(InputError, match="No e-mail may go there"):
            _write(session, after)


def test_one_went_already(database: Database) -> None:
    with writing(database) as session:
        after = _voicemail(session)
        _write(session, after)
        with pytest.raises(InputError, match="or one went already"):
            _write(session, after)


def test_a_voicemail_after_which_more_happened_is_not_followed_up(database: Database) -> None:
    with writing(database) as session:
        after = _voicemail(session)
        call = a_call(after.lead_id, a_person(session), version=after.lead_version)
        record_no_answer(session, RecordNoAnswer(call), LATER)
        with pytest.raises(Conflict, match="Maria Keller has moved on since"):
            _write(session, after)


def test_undo_takes_back_voicemail_and_mail(database: Database) -> None:
    with writing(database) as session:
        lead_id = a_lead(session)
    with writing(database) as session:
        after = _left(session, lead_id)
    with writing(database) as session:
        _write(session, after)
    with writing(database) as session:
        take_back(session, TakeBack(a_person(session)), LATER)
        assert session.scalars(select(tables.Outbox.state)).all() == [MailState.CANCELLED]
        session.expire_all()
        assert session.get_one(tables.Lead, after.lead_id).attempts == 0
