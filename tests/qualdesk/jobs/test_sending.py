"""Sending what is due, through a real server on loopback, on both databases."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy.orm import Session

from qualdesk.commands.outbox import FIRST_PAUSE, LEASE, MOST_ATTEMPTS, take_due_mail
from qualdesk.commands.requests.mail import MarkMail
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.jobs.sending import SentReport, send_due_mail
from qualdesk.mail.composing import OutgoingMail
from qualdesk.mail.sending import Fate, Reply
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import Suppression
from tests.qualdesk.mailing import NOW, Server, a_lead, a_mail, serving, the_mail


def suppress(database: Database, scope: SuppressionScope, medium: Medium) -> None:
    with Session(database.engine) as session, session.begin():
        session.add(
            Suppression(
                scope=scope,
                medium=medium,
                prospect_id=1 if scope is SuppressionScope.PERSON else None,
                account_id=1 if scope is SuppressionScope.COMPANY else None,
                command_id="seed",
                since=NOW,
            )
        )


def answering(where: str, words: str) -> Server:
    return Server(rcpt=words) if where == "rcpt" else Server(data=words)


def test_a_due_mail_leaves_once_and_is_marked(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    with serving(Server()) as server:
        assert send_due_mail(database, server.transport(), NOW) == SentReport(sent=1)
        assert send_due_mail(database, server.transport(), NOW) == SentReport()
    row = the_mail(database, mail)
    assert (row.state, row.sent_at, row.attempts) == (MailState.SENT, NOW, 1)
    (arrived,) = server.arrived
    message = message_from_bytes(arrived, policy=default)
    assert message["Message-ID"] == "<one@aldergrove.example>"
    assert b"thank you.\r\n.\r\nA dot stood alone.\r\n" in arrived


def test_a_mail_within_its_undo_window_stays(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    with serving(Server()) as server:
        send_due_mail(database, server.transport(), NOW - timedelta(seconds=1))
    assert server.arrived == []
    assert the_mail(database, mail).state == MailState.HELD


def test_a_line_that_breaks_after_data_leaves_it_unknown_and_never_repeats(
    database: Database,
) -> None:
    a_lead(database)
    mail = a_mail(database)
    with serving(Server(drops_after_data=True)) as server:
        assert send_due_mail(database, server.transport(), NOW) == SentReport(unknown=1)
        server.drops_after_data = False
        for days in (1, 2, 30):
            again = send_due_mail(database, server.transport(), NOW + timedelta(days=days))
            assert again == SentReport()
    assert len(server.arrived) == 1
    row = the_mail(database, mail)
    assert row.state == MailState.UNKNOWN
    assert "before the server answered" in row.last_error


def test_an_error_at_quit_after_the_server_took_it_is_success(database: Database) -> None:
    a_lead(database)
    a_mail(database)
    with serving(Server(drops_at_quit=True)) as server:
        assert send_due_mail(database, server.transport(), NOW) == SentReport(sent=1)


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_450_waits_half_an_hour_then_twice_as_long(database: Database, where: str) -> None:
    a_lead(database)
    mail = a_mail(database)
    with serving(answering(where, "450 Try again later")) as server:
        now = NOW
        for pause in (FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4):
            assert send_due_mail(database, server.transport(), now) == SentReport(later=1)
            row = the_mail(database, mail)
            assert (row.state, row.send_after - now) == (MailState.HELD, pause)
            assert "450 Try again later" in row.last_error
            assert send_due_mail(database, server.transport(), now + pause / 2) == SentReport()
            now = row.send_after


def test_a_mail_that_waited_often_enough_has_failed(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    now = NOW
    with serving(Server(rcpt="450 Try again later")) as server:
        for attempt in range(MOST_ATTEMPTS):
            report = send_due_mail(database, server.transport(), now)
            is_last = attempt + 1 == MOST_ATTEMPTS
            assert report.failed_to == (("Maria Keller",) if is_last else ())
            now = the_mail(database, mail).send_after
    assert the_mail(database, mail).state == MailState.FAILED
    assert now - NOW > timedelta(days=1)


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_550_has_failed_with_the_servers_words(database: Database, where: str) -> None:
    a_lead(database)
    mail = a_mail(database)
    with serving(answering(where, "550 No such person")) as server:
        assert send_due_mail(database, server.transport(), NOW) == SentReport(refused=1)
    row = the_mail(database, mail)
    assert (row.state, row.last_error) == (MailState.FAILED, "550 No such person")


def test_without_a_server_the_mail_waits(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    with serving(Server()) as server:
        transport = server.transport()
    assert send_due_mail(database, transport, NOW) == SentReport(later=1)
    assert the_mail(database, mail).state == MailState.HELD


@pytest.mark.parametrize("scope", [SuppressionScope.PERSON, SuppressionScope.COMPANY])
@pytest.mark.parametrize("medium", Medium)
def test_nothing_goes_to_an_address_suppressed_after_the_mail_was_queued(
    database: Database, scope: SuppressionScope, medium: Medium
) -> None:
    a_lead(database)
    mail = a_mail(database)
    suppress(database, scope, medium)
    with serving(Server()) as server:
        send_due_mail(database, server.transport(), NOW)
    is_barred = medium.bars_mail
    assert len(server.arrived) == (0 if is_barred else 1)
    expected = MailState.CANCELLED if is_barred else MailState.SENT
    assert the_mail(database, mail).state == expected


def test_the_rep_is_told_of_a_lead_even_if_its_prospect_must_not_be_mailed(
    database: Database,
) -> None:
    a_lead(database)
    a_mail(database, to="jonas@aldergrove.example", kind=MailKind.OFFER)
    suppress(database, SuppressionScope.PERSON, Medium.MAIL)
    with serving(Server()) as server:
        assert send_due_mail(database, server.transport(), NOW) == SentReport(sent=1)


def test_a_mail_left_by_a_crash_becomes_unknown_and_is_not_repeated(database: Database) -> None:
    a_lead(database)
    mail = a_mail(database)
    took = database.carry_out(take_due_mail, MarkMail(mail), press=Press.new(), now=NOW)
    assert took.is_taken
    with serving(Server()) as server:
        early = send_due_mail(database, server.transport(), NOW + LEASE / 2)
        late = send_due_mail(database, server.transport(), NOW + LEASE)
    assert (early, late) == (SentReport(), SentReport(unknown=1))
    assert server.arrived == []
    assert the_mail(database, mail).state == MailState.UNKNOWN


class SecondWorker:
    """While one worker sends, another one starts: a transport that lets it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.carried: list[str] = []
        self.seen: list[SentReport] = []

    def send(self, mail: OutgoingMail, now: datetime) -> Reply:
        self.carried.append(mail.subject)
        if len(self.carried) == 1:
            self.seen.append(send_due_mail(self.database, self, now))
        return Reply(Fate.SENT)


def test_two_workers_send_each_mail_once(database: Database) -> None:
    a_lead(database)
    for name in ("one", "two", "three"):
        a_mail(database, name)
    workers = SecondWorker(database)
    first = send_due_mail(database, workers, NOW)
    assert sorted(workers.carried) == ["Thank you one", "Thank you three", "Thank you two"]
    assert first.sent + workers.seen[0].sent == 3
