"""TLS and login: nothing goes to a server that cannot prove who it is, or does not let us in."""

import logging
import ssl
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as Dialogue

from qualdesk.domain.mail import MailKind
from qualdesk.mail.composing import OutgoingMail
from qualdesk.mail.sending import Fate, SmtpTransport
from qualdesk.settings import Security, Smtp
from tests.qualdesk.mailing import FIRM, NOW, Server, serving

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""Made for these tests only: its key is public, and it names nothing but this machine."""

MAIL = OutgoingMail(MailKind.CLOSE_OUT, "Maria", "a@b.example", "Hello", "Hello\n", "<1@a.example>")


def certified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def only_priya(
    _server: SMTP, _dialogue: Dialogue, _envelope: Envelope, _mechanism: str, said: object
) -> AuthResult:
    is_priya = said == LoginPassword(b"priya", b"secret")
    return AuthResult(success=is_priya, handled=is_priya)


@pytest.fixture
def _trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


@pytest.mark.usefixtures("_trusted")
def test_mail_goes_over_starttls_with_a_login(caplog: pytest.LogCaptureFixture) -> None:
    options = {"tls_context": certified(), "require_starttls": True, "authenticator": only_priya}
    with serving(Server(), **options, auth_required=True) as server:
        smtp = Smtp("127.0.0.1", server.port, Security.STARTTLS, user="priya")
        assert SmtpTransport(FIRM, smtp, "wrong").send(MAIL, NOW).fate is Fate.LATER
        assert server.arrived == []
        assert SmtpTransport(FIRM, smtp, "secret").send(MAIL, NOW).fate is Fate.SENT
    caplog.clear()  # aiosmtpd warns of its own deprecation at every login


@pytest.mark.usefixtures("_trusted")
def test_mail_goes_over_tls_from_the_first_byte() -> None:
    with serving(Server(), ssl_context=certified()) as server:
        smtp = Smtp("127.0.0.1", server.port, Security.TLS)
        assert SmtpTransport(FIRM, smtp).send(MAIL, NOW).fate is Fate.SENT


def test_a_server_with_a_certificate_nobody_vouches_for_gets_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.CRITICAL, "mail.log")  # the refused server complains, as it should
    with serving(Server(), tls_context=certified()) as server:
        smtp = Smtp("127.0.0.1", server.port, Security.STARTTLS)
        reply = SmtpTransport(FIRM, smtp).send(MAIL, NOW)
    assert reply.fate is Fate.LATER
    assert "certificate" in reply.words
    assert server.arrived == []
