"""Composing: true headers, the postal address, the calendar; nothing smuggled in."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from qualdesk.domain.mail import MailKind
from qualdesk.errors import InputError
from qualdesk.mail.composing import OutgoingMail, check_firm, compose, mail_program_url
from qualdesk.settings import Firm

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
FIRM = Firm("Aldergrove", "12 Mill Lane\nManchester M1 1AA", "desk@aldergrove.example")
MAIL = OutgoingMail(
    kind=MailKind.CLOSE_OUT,
    to_name="Keller, Maria",
    to_address="maria.keller@bergmann-molkerei.example",
    subject="Thank you, für Ihre Zeit",
    body="Dear Ms Keller,\n\n<b>Grüße</b> {{ 7*7 }}\n",
    message_id="<one@aldergrove.example>",
    caller="Priya Nair",
    reply_to="priya@aldergrove.example",
)


def sent_over_the_wire(mail: OutgoingMail) -> EmailMessage:
    message = message_from_bytes(compose(mail, FIRM, NOW).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_name_with_a_comma_is_still_one_recipient() -> None:
    to = sent_over_the_wire(MAIL)["To"].addresses
    assert [(one.display_name, one.addr_spec) for one in to] == [(MAIL.to_name, MAIL.to_address)]


def test_the_headers_say_who_writes_and_when() -> None:
    message = sent_over_the_wire(MAIL)
    assert message["From"].addresses[0].display_name == "Priya Nair (Aldergrove)"
    assert message["From"].addresses[0].addr_spec == FIRM.from_address
    assert message["Reply-To"].addresses[0].addr_spec == MAIL.reply_to
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] == MAIL.message_id
    assert message["Subject"] == MAIL.subject


def test_the_body_is_plain_text_with_the_postal_address_under_it() -> None:
    message = sent_over_the_wire(MAIL)
    assert message.get_content_type() == "text/plain"
    text = message.get_content().replace("\r\n", "\n")
    assert text.startswith("Dear Ms Keller,\n\n<b>Grüße</b> {{ 7*7 }}\n")
    assert text.endswith("-- \nAldergrove\n12 Mill Lane\nManchester M1 1AA\n")


def test_a_letter_by_a_person_is_not_marked_as_automatic_but_an_invitation_is() -> None:
    assert sent_over_the_wire(MAIL)["Auto-Submitted"] is None
    invitation = sent_over_the_wire(replace(MAIL, kind=MailKind.INVITATION))
    assert invitation["Auto-Submitted"] == "auto-generated"


def test_what_goes_by_plan_says_in_header_and_text_how_to_hear_no_more() -> None:
    note = sent_over_the_wire(replace(MAIL, kind=MailKind.NURTURE))
    assert note["List-Unsubscribe"] == f"<mailto:{FIRM.from_address}?subject=stop>"
    assert note["List-Unsubscribe-Post"] is None  # only beside an address of the web
    assert note.get_content().rstrip().endswith("answer with the word “stop”.")


@pytest.mark.parametrize("kind", [one for one in MailKind if one is not MailKind.NURTURE])
def test_what_answers_a_call_is_no_advertising(kind: MailKind) -> None:
    mail = sent_over_the_wire(replace(MAIL, kind=kind))
    assert mail["List-Unsubscribe"] is None
    assert "Manchester M1 1AA" in mail.get_content()


def test_a_calendar_travels_as_a_request() -> None:
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Größe\r\nEND:VCALENDAR\r\n"
    message = sent_over_the_wire(replace(MAIL, calendar=calendar))
    parts = {part.get_content_type(): part for part in message.walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["text/calendar"].get_content().splitlines() == calendar.splitlines()
    assert parts["application/ics"].get_content() == calendar.encode()


@pytest.mark.parametrize(
    "mail",
    [
        replace(MAIL, subject="Hello\r\nBcc: a@b.example"),
        replace(MAIL, to_name="Maria\nBcc: a@b.example"),
        replace(MAIL, subject="Hello\u2028Bcc: a@b.example"),
        replace(MAIL, caller="Priya\x00"),
        replace(MAIL, to_address="a@b.example, c@d.example"),
        replace(MAIL, to_address="a@b.example\r\nRCPT TO:<c@d.example>"),
        replace(MAIL, to_address="nobody"),
        replace(MAIL, to_address=""),
        replace(MAIL, message_id="one"),
        replace(MAIL, message_id="<a@b>\r\nX: y"),
    ],
)
def test_what_would_become_another_header_or_recipient_is_refused(mail: OutgoingMail) -> None:
    with pytest.raises(InputError):
        compose(mail, FIRM, NOW)


@pytest.mark.parametrize("missing", ["name", "postal_address", "from_address"])
def test_no_mail_goes_without_the_firms_name_and_addresses(missing: str) -> None:
    firm = replace(Firm("A", "B", "a@b.example"), **{missing: ""})
    with pytest.raises(InputError, match=f"firm.{missing}"):
        check_firm(firm)


def test_a_mail_opens_in_a_mail_program_with_every_sign_kept() -> None:
    text = "Dear Zoë,\n100 % & more? {{ name }}\n"
    url = mail_program_url("a+b&c@x.example", "Re: a & b = c", text)
    parts = urlsplit(url)
    said = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "a+b&c@x.example")
    assert said["subject"] == ["Re: a & b = c"]
    assert said["body"] == ["Dear Zoë,\r\n100 % & more? {{ name }}"]


def test_what_is_no_address_opens_no_mail_program() -> None:
    with pytest.raises(InputError, match="is not an e-mail address"):
        mail_program_url("a@x.example?bcc=all@x.example, b@x", "Hello", "Hello")
