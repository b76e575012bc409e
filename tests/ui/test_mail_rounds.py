"""The program’s own mail: what failed is said at once and by name, what went is not spoken of."""

import pytest
from PySide6.QtWidgets import QApplication

from qualdesk.events.receiving import ReadMailbox
from qualdesk.settings import Imap, Security, Smtp
from qualdesk.store.session import Database
from qualdesk_ui.app.mail_rounds import MailRounds
from qualdesk_ui.desk import Desk, Lanes, Seat
from tests.qualdesk.imap_server import PASSWORD, USER, ImapServer, reading
from tests.qualdesk.mailing import FIRM, NOW, Server, a_lead, a_mail, serving
from tests.qualdesk.received_mails import reply


@pytest.fixture
def desk(sqlite_database: Database, qapp: QApplication) -> Desk:  # noqa: ARG001 - for signals
    a_lead(sqlite_database)
    a_mail(sqlite_database)
    opened = Desk(Lanes.inline(), clock=lambda: NOW)
    opened.open(lambda: Seat(sqlite_database, 1, "Priya Nair"))
    return opened


def said(desk: Desk, server: Server) -> list[str]:
    refusals: list[object] = []
    desk.refused.connect(refusals.append)
    smtp = Smtp("127.0.0.1", server.port, Security.NONE)
    desk.choices.put(firm=FIRM, smtp=smtp)
    MailRounds(desk).go()
    return [str(one) for one in refusals]


def test_a_mail_that_failed_is_named_at_once(desk: Desk) -> None:
    with serving(Server(rcpt="550 No such person")) as server:
        assert said(desk, server) == [
            "The e-mail to Maria Keller failed. Tell them another way, or correct the address."
        ]


def test_a_mail_of_which_nobody_knows_is_named_too(desk: Desk) -> None:
    with serving(Server(drops_after_data=True)) as server:
        assert said(desk, server) == [
            "Nobody knows whether the e-mail to Maria Keller went. Ask before you repeat it."
        ]


@pytest.mark.parametrize("answer", ["250 OK", "450 Try again later"])
def test_what_went_or_waits_is_not_spoken_of(desk: Desk, answer: str) -> None:
    with serving(Server(rcpt=answer)) as server:
        assert said(desk, server) == []


def test_what_came_in_is_read_and_told_to_the_pages(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALDESK_IMAP_PASSWORD", PASSWORD)
    happened: list[object] = []
    desk.committed.connect(happened.append)
    with reading(ImapServer()) as server:
        server.deliver(reply("<one@aldergrove.example>", "Call me in March."))
        desk.choices.put(imap=Imap("127.0.0.1", server.port, Security.NONE, USER))
        rounds = MailRounds(desk)
        rounds.read()
        rounds.read()
    assert happened == [ReadMailbox(1)]


def test_a_mailbox_that_cannot_be_read_is_told_in_a_sentence(desk: Desk) -> None:
    refusals: list[object] = []
    desk.refused.connect(refusals.append)
    desk.choices.put(imap=Imap("127.0.0.1", 9, Security.NONE))
    MailRounds(desk).read()
    assert "cannot be read" in str(refusals[0])
