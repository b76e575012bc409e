"""Fetching: what is new in a mailbox over IMAP; the mailbox itself is left as it is."""

import imaplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from qualdesk.errors import InputError
from qualdesk.mail.sending import is_this_machine
from qualdesk.settings import Imap, Security

MOST_BYTES: Final = 1_000_000
"""Of one mail; what it says stands at its beginning, attachments behind."""

LOOKS_BACK: Final = timedelta(days=14)
"""How far back a mailbox is read that was never read before, or was numbered anew."""

_TIMEOUT_SECONDS: Final = 30
_FAULTS: Final = (OSError, imaplib.IMAP4.error, ValueError, LookupError)
"""What a line, or a server that keeps no rules, makes imaplib raise."""

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it lies in the mailbox; the two numbers name it for ever (RFC 3501, 2.3.1.1)."""

    uid_validity: int
    uid: int
    content: bytes


class Mailbox(Protocol):
    """Whatever mail is read from; `name` tells it from others."""

    name: str

    def new_mail(self, known: Mapping[int, int], now: datetime) -> Iterator[Fetched]:
        """Yield what came in after the highest uid known under the mailbox's validity."""
        ...


class ImapMailbox:
    """Reads one folder of an account, one connection a round."""

    def __init__(self, imap: Imap, password: str = "") -> None:
        """Take the account.

        Raises:
            InputError: if a setting is missing, or the password would travel in the clear.
        """
        if not imap.host:
            raise InputError("No mail can be read without imap.host. Set it in the settings.")
        if imap.security is Security.NONE and not is_this_machine(imap.host):
            raise InputError(
                f"Mail of {imap.host} would come in the clear. Choose starttls or tls."
            )
        self._imap, self._password = imap, password
        self.name = f"{imap.user}@{imap.host}/{imap.folder}"

    def new_mail(self, known: Mapping[int, int], now: datetime) -> Iterator[Fetched]:
        """Yield what is new, the oldest first.

        Raises:
            InputError: if the mailbox cannot be read, with what the server said.
        """
        with self._line() as line, _told_as(self._imap.host):
            validity = _opened(line, self._imap.folder)
            last = known.get(validity, 0)
            for uid in _new_uids(line, last, now):
                content = _content(line, uid)
                if content is not None:
                    yield Fetched(validity, uid, content)

    @contextmanager
    def _line(self) -> Iterator[imaplib.IMAP4]:
        with _told_as(self._imap.host):
            line = self._connected()
        try:
            with _told_as(self._imap.host):
                _log_in(line, self._imap.user, self._password)
            yield line
        finally:
            _hang_up(line)

    def _connected(self) -> imaplib.IMAP4:
        imap, context = self._imap, ssl.create_default_context()
        if imap.security is Security.TLS:
            return imaplib.IMAP4_SSL(
                imap.host, imap.port, ssl_context=context, timeout=_TIMEOUT_SECONDS
            )
        line = imaplib.IMAP4(imap.host, imap.port, timeout=_TIMEOUT_SECONDS)
        if imap.security is Security.STARTTLS:
            try:
                line.starttls(ssl_context=context)
            except _FAULTS:
                _hang_up(line)
                raise
        return line


@contextmanager
def _told_as(host: str) -> Iterator[None]:
    """Tell what goes wrong on the line in a sentence; what the reader itself raises passes."""
    try:
        yield
    except _FAULTS as problem:
        said = str(problem).rstrip(".") or type(problem).__name__
        raise InputError(f"The mailbox at {host} cannot be read: {said}. It is tried again.") from (
            problem
        )


def _log_in(line: imaplib.IMAP4, user: str, password: str) -> None:
    if "AUTH=PLAIN" in line.capabilities:
        secret = f"\0{user}\0{password}".encode()
        line.authenticate("PLAIN", lambda _challenge: secret)
    else:
        line.login(user, password)


def _opened(line: imaplib.IMAP4, folder: str) -> int:
    """Open a folder so that nothing in it changes; return under which validity its uids stand."""
    quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
    _checked(line.select(f'"{quoted}"', readonly=True))
    _name, found = line.response("UIDVALIDITY")
    return int(found[0])


def _new_uids(line: imaplib.IMAP4, last: int, now: datetime) -> list[int]:
    since = now - LOOKS_BACK
    day = f"{since.day:02d}-{_MONTHS[since.month - 1]}-{since.year}"
    wanted = f"UID {last + 1}:*" if last else f"SINCE {day}"
    data = _checked(line.uid("SEARCH", wanted))
    uids = [int(one) for part in data if part for one in part.split()]
    # "n:*" names the newest mail even where that is older than n.
    return sorted(uid for uid in uids if uid > last)


def _content(line: imaplib.IMAP4, uid: int) -> bytes | None:
    """Return the beginning of a mail; None for one that was deleted meanwhile."""
    data = _checked(line.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
    found = [part[1] for part in data if isinstance(part, tuple)]
    return found[0] if found else None


def _checked(answer: tuple[str, list[Any]]) -> list[Any]:
    state, data = answer
    if state != "OK":
        said = data[0].decode(errors="replace") if data and isinstance(data[0], bytes) else state
        raise imaplib.IMAP4.error(said)
    return data


def _hang_up(line: imaplib.IMAP4) -> None:
    """Say goodbye; whatever goes wrong now changes nothing any more."""
    try:
        line.logout()
    except _FAULTS:
        with suppress(*_FAULTS):
            line.shutdown()
