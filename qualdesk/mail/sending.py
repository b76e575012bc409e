"""Sending: one mail over SMTP, and what certainly became of it."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTPUTF8
from enum import StrEnum
from ipaddress import ip_address
from typing import Final, Protocol

from qualdesk.errors import InputError
from qualdesk.mail.composing import OutgoingMail, check_firm, checked_address, compose
from qualdesk.settings import Firm, Security, Smtp

_TIMEOUT_SECONDS: Final = 30
_TAKEN, _GO_AHEAD, _NOT_YET, _NEVER = 250, 354, 400, 500
_LOGIN_FAULTS: Final = frozenset({530, 534, 535, 538})
"""The account's fault, not the mail's: it waits until the account is put right."""

_LINE_DOT: Final = re.compile(rb"(?m)^\.")
_LINE_FAULTS: Final = (OSError, smtplib.SMTPException)


class Fate(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reply:
    """The fate of a mail, and the server's words."""

    fate: Fate
    words: str = ""


class Transport(Protocol):
    """Whatever carries a mail away."""

    def send(self, mail: OutgoingMail, now: datetime) -> Reply:
        """Send one mail and say what became of it."""
        raise NotImplementedError


class SmtpTransport:
    """Sends on a firm's behalf through its mail server, one connection a mail."""

    def __init__(self, firm: Firm, smtp: Smtp, password: str = "") -> None:
        """Take the account.

        Raises:
            InputError: if a setting is missing, or mail would travel in the clear.
        """
        check_firm(firm)
        if not smtp.host:
            raise InputError("No mail can go without smtp.host. Set it in the settings.")
        if smtp.security is Security.NONE and not is_this_machine(smtp.host):
            raise InputError(f"Mail to {smtp.host} would go in the clear. Choose starttls or tls.")
        self._firm, self._smtp, self._password = firm, smtp, password

    def send(self, mail: OutgoingMail, now: datetime) -> Reply:
        """Send one mail and say what became of it; nothing is raised for it."""
        try:
            message = compose(mail, self._firm, now)
            to = checked_address(mail.to_address)
        except InputError as problem:
            return Reply(Fate.REFUSED, str(problem))
        try:
            line = self._open_line()
        except _LINE_FAULTS as problem:
            return Reply(Fate.LATER, f"No connection to {self._smtp.host}: {problem}")
        try:
            return self._deliver(line, message, to)
        finally:
            _hang_up(line)

    def _open_line(self) -> smtplib.SMTP:
        smtp, context = self._smtp, ssl.create_default_context()
        if smtp.security is Security.TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                smtp.host, smtp.port, timeout=_TIMEOUT_SECONDS, context=context
            )
        else:
            line = smtplib.SMTP(smtp.host, smtp.port, timeout=_TIMEOUT_SECONDS)
        try:
            if smtp.security is Security.STARTTLS:
                line.starttls(context=context)
            line.ehlo_or_helo_if_needed()
            if smtp.user:
                line.login(smtp.user, self._password)
        except _LINE_FAULTS:
            line.close()
            raise
        return line

    def _deliver(self, line: smtplib.SMTP, message: EmailMessage, to: str) -> Reply:
        options, payload = _as_sent(line, message, to)
        if payload is None:
            return Reply(Fate.REFUSED, f"The mail server cannot send to {to}.")
        try:
            refusal = _announced(line, self._firm.from_address, to, options)
        except _LINE_FAULTS as problem:
            return Reply(Fate.LATER, f"The line broke before the mail was sent: {problem}")
        return refusal or _handed_over(line, payload)


def is_this_machine(host: str) -> bool:
    """Whether a line to this host leaves this machine not at all."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _as_sent(line: smtplib.SMTP, message: EmailMessage, to: str) -> tuple[list[str], bytes | None]:
    """Return MAIL's options and the bytes; none if the server lacks what the address needs."""
    if to.isascii():
        return [], message.as_bytes()
    if not line.has_extn("smtputf8"):
        return [], None
    options = ["SMTPUTF8", "BODY=8BITMIME"]
    return options, message.as_bytes(policy=SMTPUTF8)


def _announced(line: smtplib.SMTP, sender: str, to: str, options: list[str]) -> Reply | None:
    """Name sender and recipient, ask to go ahead; return why not."""
    for code, words in (line.mail(checked_address(sender), options), line.rcpt(to)):
        if code >= _NOT_YET:
            return _judged(code, words)
    code, words = line.docmd("DATA")
    return None if code == _GO_AHEAD else _judged(code, words)


def _handed_over(line: smtplib.SMTP, payload: bytes) -> Reply:
    """Send the bytes; a line that breaks from here on leaves open whether the mail was taken."""
    try:
        line.send(_LINE_DOT.sub(b"..", payload).rstrip(b"\r\n") + b"\r\n.\r\n")
        return _judged(*line.getreply())
    except _LINE_FAULTS as problem:
        return Reply(Fate.UNKNOWN, f"The line broke before the server answered: {problem}")


def _judged(code: int, reply: bytes) -> Reply:
    words = f"{code} {reply.decode(errors='replace')}"
    if code == _TAKEN:
        return Reply(Fate.SENT, words)
    is_final = code >= _NEVER and code not in _LOGIN_FAULTS
    return Reply(Fate.REFUSED if is_final else Fate.LATER, words)


def _hang_up(line: smtplib.SMTP) -> None:
    """Say goodbye; whatever goes wrong now changes nothing any more."""
    try:
        line.quit()
    except _LINE_FAULTS:
        line.close()
