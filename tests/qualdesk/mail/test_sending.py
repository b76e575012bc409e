"""SMTP: what is refused before a line is opened, and addresses beyond ASCII."""

import pytest

from qualdesk.domain.mail import MailKind
from qualdesk.errors import InputError
from qualdesk.mail.composing import OutgoingMail
from qualdesk.mail.sending import Fate, SmtpTransport
from qualdesk.settings import Firm, Security, Smtp
from tests.qualdesk.mailing import FIRM, NOW, Server, serving


def a_mail(to: str, subject: str = "Hello") -> OutgoingMail:
    return OutgoingMail(MailKind.CLOSE_OUT, "Maria", to, subject, "Hello\n", "<one@a.example>")


def test_mail_never_leaves_this_machine_in_the_clear() -> None:
    with pytest.raises(InputError, match="in the clear"):
        SmtpTransport(FIRM, Smtp("mail.example.com", 25, Security.NONE))


def test_without_a_host_or_an_address_of_the_firm_there_is_no_transport() -> None:
    with pytest.raises(InputError, match=r"smtp\.host"):
        SmtpTransport(FIRM, Smtp())
    with pytest.raises(InputError, match=r"firm\.name"):
        SmtpTransport(Firm(), Smtp("localhost", 25, Security.NONE))


def test_a_server_without_starttls_gets_nothing() -> None:
    with serving(Server()) as server:
        transport = SmtpTransport(FIRM, Smtp("127.0.0.1", server.port, Security.STARTTLS))
        assert transport.send(a_mail("a@b.example"), NOW).fate is Fate.LATER
    assert server.arrived == []


def test_an_address_that_is_none_is_refused_without_asking_the_server() -> None:
    with serving(Server()) as server:
        assert server.transport().send(a_mail("a@b.example, c@d.example"), NOW).fate is Fate.REFUSED
        assert server.transport().send(a_mail("a@b.example", "A\nB: c"), NOW).fate is Fate.REFUSED
    assert server.arrived == []


@pytest.mark.parametrize("address", ["jürgen@bücher.example", "maria@bücher.example"])
def test_an_address_beyond_ascii_arrives(address: str) -> None:
    with serving(Server()) as server:
        assert server.transport().send(a_mail(address), NOW).fate is Fate.SENT
    assert b"xn--bcher-kva.example" in server.arrived[0]
