"""The outbox's commands: who may take a mail, and which marks count."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from qualdesk.commands.outbox import (
    mark_failed,
    mark_sent,
    mark_unknown,
    put_back,
    take_due_mail,
)
from qualdesk.commands.outcomes import close_out
from qualdesk.commands.requests.calls import CloseOut, TakeBack
from qualdesk.commands.requests.mail import MarkMail
from qualdesk.commands.undo import take_back
from qualdesk.domain.mail import MailState
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.events.mail import MarkedMail
from qualdesk.store.session import Database, Press, Session
from qualdesk.store.tables import Outbox
from tests.builders import a_call, a_person, writing
from tests.builders import a_lead as a_lead_of
from tests.qualdesk.mailing import NOW, a_lead, a_mail, the_mail

Mark = Callable[[Session, MarkMail, datetime], MarkedMail]


def take(database: Database, mail: int) -> bool:
    took = database.carry_out(take_due_mail, MarkMail(mail), press=Press.new(), now=NOW)
    return took.is_taken


def test_a_mail_is_taken_by_one_only(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    assert [take(database, mail) for _ in range(3)] == [True, False, False]


def test_a_mail_given_up_as_lost_may_turn_out_to_be_sent(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    take(database, mail)
    for command in (mark_unknown, mark_sent):
        database.carry_out(command, MarkMail(mail), press=Press.new(), now=NOW)
    assert the_mail(database, mail).state == MailState.SENT


@pytest.mark.parametrize("command", [mark_failed, mark_unknown, put_back])
def test_a_mail_that_was_sent_stays_sent(sqlite_database: Database, command: Mark) -> None:
    a_lead(sqlite_database)
    mail = a_mail(sqlite_database)
    take(sqlite_database, mail)
    sqlite_database.carry_out(mark_sent, MarkMail(mail), press=Press.new(), now=NOW)
    sqlite_database.carry_out(command, MarkMail(mail, "late"), press=Press.new(), now=NOW)
    assert the_mail(sqlite_database, mail).state == MailState.SENT


def test_a_mark_repeated_under_its_id_is_carried_out_once(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    take(database, mail)
    press = Press(uuid4())
    events = [
        database.carry_out(put_back, MarkMail(mail, "450"), press=press, now=NOW) for _ in range(2)
    ]
    assert events[0] == events[1]
    row = the_mail(database, mail)
    assert (row.state, row.attempts) == (MailState.HELD, 1)


def test_a_mail_whose_outcome_is_taken_back_on_its_way_is_never_tried_again(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, lead_id = a_person(session), a_lead_of(session)
    request = CloseOut(
        a_call(lead_id, priya),
        CloseOutReason.NO_NEED_NOW,
        ToldBy.EMAIL,
        subject="Thank you",
        body="Dear Ms Keller",
    )
    database.carry_out(close_out, request, press=Press.new(priya), now=NOW)
    with database.read() as session:
        mail = session.scalars(select(Outbox.id)).one()
    soon, later = NOW + timedelta(minutes=1), NOW + timedelta(days=1)
    taken = MarkMail(mail)
    assert database.carry_out(take_due_mail, taken, press=Press.new(), now=soon).is_taken
    back = TakeBack(priya)
    assert database.carry_out(
        take_back, back, press=Press.new(priya), now=soon
    ).is_mail_already_sent
    database.carry_out(put_back, MarkMail(mail, "450"), press=Press.new(), now=soon)
    assert not database.carry_out(take_due_mail, taken, press=Press.new(), now=later).is_taken
    assert the_mail(database, mail).state == MailState.CANCELLED
