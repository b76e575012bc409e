"""Composing: a row of the outbox becomes a message with true headers and the firm's address."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from qualdesk.domain.mail import MailKind
from qualdesk.errors import InputError
from qualdesk.settings import Firm

_ADDRESS: Final = re.compile(r"{part}@{part}".format(part=r"[^\s@<>()\[\],;:\\\"]+"))
_METHOD: Final = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
_MESSAGE_ID: Final = re.compile(r"<[^\s<>@]+@[^\s<>@]+>")

_LONGEST_NAME: Final = 60
"""Characters; a longer one is folded within its quotes, which the standard library then loses."""

_HOW_TO_STOP: Final = "To hear no more of this, answer with the word “stop”.\n"
"""Under what goes by plan: advertising, however useful, says how to end it (RELIABILITY §6)."""

_PERSONAL: Final = (
    MailKind.CLOSE_OUT,
    MailKind.TRIED,
    MailKind.NURTURE,
    MailKind.JOINING,
    MailKind.CORRECTION,
)
"""One person's letter to another, which a caller chose, once or as a track; the rest writes itself."""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """What the outbox holds of one mail."""

    kind: MailKind
    to_name: str
    to_address: str
    subject: str
    body: str
    message_id: str
    caller: str = ""
    reply_to: str = ""
    calendar: str = ""


def compose(mail: OutgoingMail, firm: Firm, now: datetime) -> EmailMessage:
    """Return the message as it is sent: plain text, the postal address under it.

    Raises:
        InputError: if an address or header is not one, with what to correct.
    """
    for name, value in (("name", mail.to_name), ("subject", mail.subject), ("caller", mail.caller)):
        _check_header(name, value)
    if not _MESSAGE_ID.fullmatch(mail.message_id):
        raise InputError(f"{mail.message_id!r} is no message id. Write the mail anew.")
    message = EmailMessage(policy=SMTP)
    _put_headers(message, mail, firm, now)
    message.set_content(signed_text(mail.body, mail.kind, firm))
    if mail.calendar:
        _attach_calendar(message, mail.calendar)
    return message


def signed_text(body: str, kind: MailKind, firm: Firm) -> str:
    """Return the text with the firm's postal address under it, and how to hear no more."""
    stop = _HOW_TO_STOP if kind is MailKind.NURTURE else ""
    return f"{body.rstrip()}\n\n-- \n{firm.name}\n{firm.postal_address}\n{stop}"


def mail_program_url(to: str, subject: str, text: str) -> str:
    """Return the address by which the system's mail program opens a mail that is written already.

    Raises:
        InputError: if `to` is not one plain address (RFC 6068).
    """
    lines = "\r\n".join(text.splitlines())
    said = f"subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
    return f"mailto:{quote(checked_address(to), safe='@')}?{said}"


def check_firm(firm: Firm) -> None:
    """Make sure that mail can be sent on the firm's behalf.

    Raises:
        InputError: naming what is missing in the settings.
    """
    for name in ("name", "postal_address", "from_address"):
        if not getattr(firm, name).strip():
            raise InputError(f"No mail can go without firm.{name}. Set it in the settings.")
    checked_address(firm.from_address)


def checked_address(address: str) -> str:
    """Return one plain e-mail address with its domain in ASCII.

    Raises:
        InputError: if it is not exactly one address.
    """
    if not _ADDRESS.fullmatch(address):
        raise InputError(f"{address!r} is not an e-mail address. Correct it.")
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as problem:
        raise InputError(f"{address!r} is not an e-mail address. Correct it.") from problem


def _put_headers(message: EmailMessage, mail: OutgoingMail, firm: Firm, now: datetime) -> None:
    sender = f"{mail.caller} ({firm.name})" if mail.caller else firm.name
    message["From"] = _address(sender, firm.from_address)
    message["To"] = _address(mail.to_name, mail.to_address)
    if mail.reply_to:
        message["Reply-To"] = _address(mail.caller, mail.reply_to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = mail.message_id
    if mail.kind is MailKind.NURTURE:
        message["List-Unsubscribe"] = f"<mailto:{checked_address(firm.from_address)}?subject=stop>"
    if mail.kind not in _PERSONAL:
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"


def _address(name: str, address: str) -> Address:
    local, _at, domain = checked_address(address).rpartition("@")
    return Address(name[:_LONGEST_NAME], local, domain)


def _attach_calendar(message: EmailMessage, calendar: str) -> None:
    method = found[1] if (found := _METHOD.search(calendar)) else "PUBLISH"
    message.add_alternative(calendar, subtype="calendar", params={"method": method})
    message.add_attachment(
        calendar.encode(), maintype="application", subtype="ics", filename="invitation.ics"
    )


def _check_header(name: str, value: str) -> None:
    if len(value.splitlines()) > 1 or any(not one.isprintable() for one in value):
        raise InputError(f"The {name} of this mail holds a line break. Take it out.")
