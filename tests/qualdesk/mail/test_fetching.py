"""Fetching over IMAP from a real server on loopback: TLS, login, what is new, lines that break."""

import ssl
from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.mail.fetching import MOST_BYTES, ImapMailbox
from qualdesk.settings import Imap, Security
from tests.qualdesk.imap_server import PASSWORD, USER, ImapServer, reading
from tests.qualdesk.mailing import NOW

CERTIFICATE = Path(__file__).with_name("loopback.pem")


def certified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def _trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def account(server: ImapServer, security: Security = Security.NONE, folder: str = "INBOX") -> Imap:
    return Imap("127.0.0.1", server.port, security, USER, folder)


def uids(server: ImapServer, known: dict[int, int] | None = None) -> list[int]:
    mailbox = ImapMailbox(account(server), PASSWORD)
    return [one.uid for one in mailbox.new_mail(known or {}, NOW)]


def test_what_is_new_comes_the_oldest_first_and_changes_nothing() -> None:
    with reading(ImapServer()) as server:
        for content in (b"one", b"two", b"three"):
            server.deliver(content)
        assert uids(server) == [1, 2, 3]
        assert uids(server, {server.validity: 2}) == [3]
        assert uids(server, {server.validity: 3}) == []
        assert uids(server, {1: 3}) == [1, 2, 3]  # numbered anew
    assert "SELECT" not in server.commands


def test_of_a_huge_mail_only_the_beginning_comes() -> None:
    with reading(ImapServer()) as server:
        server.deliver(b"x" * (MOST_BYTES + 10))
        (fetched,) = ImapMailbox(account(server), PASSWORD).new_mail({}, NOW)
    assert len(fetched.content) == MOST_BYTES


def test_a_login_without_plain_works_too() -> None:
    with reading(ImapServer(has_plain=False)) as server:
        server.deliver(b"one")
        assert uids(server) == [1]
    assert "LOGIN" in server.commands


@pytest.mark.usefixtures("_trusted")
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_mail_comes_over_tls(security: Security) -> None:
    server = ImapServer(tls=certified(), is_tls_first=security is Security.TLS)
    with reading(server):
        server.deliver(b"one")
        mailbox = ImapMailbox(account(server, security), PASSWORD)
        assert [one.content for one in mailbox.new_mail({}, NOW)] == [b"one"]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_server_nobody_vouches_for_hears_no_password(security: Security) -> None:
    server = ImapServer(tls=certified(), is_tls_first=security is Security.TLS)
    with reading(server), pytest.raises(InputError, match="certificate"):
        list(ImapMailbox(account(server, security), PASSWORD).new_mail({}, NOW))
    assert not {"LOGIN", "AUTHENTICATE"} & set(server.commands)


def test_a_wrong_password_is_told_in_a_sentence() -> None:
    with reading(ImapServer()) as server, pytest.raises(InputError, match="cannot be read"):
        list(ImapMailbox(account(server), "wrong").new_mail({}, NOW))


def test_a_folder_that_is_not_there_is_told_in_a_sentence() -> None:
    with reading(ImapServer()) as server, pytest.raises(InputError, match="no such folder"):
        list(ImapMailbox(account(server, folder="Sales"), PASSWORD).new_mail({}, NOW))


def test_a_line_that_breaks_is_told_after_what_came() -> None:
    came: list[int] = []
    with reading(ImapServer(drops_at=2)) as server:
        server.deliver(b"one")
        server.deliver(b"two")
        mailbox = ImapMailbox(account(server), PASSWORD)
        with pytest.raises(InputError, match="cannot be read"):
            came.extend(one.uid for one in mailbox.new_mail({}, NOW))
    assert server.given_out == [1]


def test_nothing_listens_is_told_in_a_sentence() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(ImapMailbox(Imap("127.0.0.1", 9, Security.NONE), "").new_mail({}, NOW))


def test_a_mailbox_elsewhere_is_not_read_in_the_clear() -> None:
    with pytest.raises(InputError, match="in the clear"):
        ImapMailbox(Imap("mail.example", 143, Security.NONE))
