"""Reading a mailbox: each mail in a transaction of its own, exactly once whoever else reads it."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from qualdesk.commands.receiving import receive_mail
from qualdesk.commands.requests.receiving import ReceiveMail
from qualdesk.domain.received import IncomingMail, ReceivedKind
from qualdesk.errors import Conflict
from qualdesk.events.receiving import ReceivedMail
from qualdesk.mail.fetching import Fetched, ImapMailbox, Mailbox
from qualdesk.mail.parsing import incoming_mail
from qualdesk.queries.receiving import read_so_far
from qualdesk.settings import Settings, mail_password
from qualdesk.store.session import Database, Press

_ROUND: Final = UUID("8a4e0f4e-5b61-5a60-9d2b-6a2f5d1c7e39")
"""Names the presses of a round, so that two workers handle a mail once."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a round through a mailbox brought."""

    replies: int = 0
    stops: int = 0
    answers: int = 0
    bounces: int = 0
    automatic: int = 0
    unrelated: int = 0
    unreadable: int = 0
    problems: tuple[str, ...] = ()
    """What concerns somebody and could not be carried out, in sentences."""

    @property
    def concerning(self) -> int:
        """How many concern somebody here."""
        return self.replies + self.stops + self.answers + self.bounces + self.automatic

    @property
    def words(self) -> str:
        """What it brought, in a line."""
        counts = (
            (self.replies, "reply", "replies"),
            (self.stops, "stop", "stops"),
            (self.answers, "answer of a calendar", "answers of calendars"),
            (self.bounces, "bounce", "bounces"),
            (self.automatic, "automatic answer", "automatic answers"),
            (self.unreadable, "mail that cannot be read", "mails that cannot be read"),
        )
        said = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
        return ", ".join(said) or "nothing new for anybody here"


def read_mailbox(database: Database, mailbox: Mailbox, now: datetime) -> ReadReport:
    """Handle every mail that is new.

    Raises:
        InputError: if the mailbox cannot be read; what was handled until then stays handled.
    """
    with database.read() as session:
        known = read_so_far(session, mailbox=mailbox.name)
    kinds, problems = Counter[ReceivedKind](), list[str]()
    for fetched in mailbox.new_mail(known, now):
        event = _handle(database, mailbox.name, fetched, now)
        if event is not None:
            kinds[event.kind] += 1
            problems += [f"{event.prospect_name}: {event.trouble}"] if event.trouble else []
    return ReadReport(
        replies=kinds[ReceivedKind.REPLY],
        stops=kinds[ReceivedKind.STOP],
        answers=kinds[ReceivedKind.ANSWER],
        bounces=kinds[ReceivedKind.BOUNCE],
        automatic=kinds[ReceivedKind.AUTOMATIC] + kinds[ReceivedKind.DELAY],
        unrelated=kinds[ReceivedKind.UNRELATED],
        unreadable=kinds[ReceivedKind.UNREADABLE],
        problems=tuple(problems),
    )


def read_account(database: Database, settings: Settings, now: datetime) -> ReadReport:
    """Read the mailbox of the settings.

    Raises:
        InputError: if none is set, or it cannot be read.
    """
    mailbox = ImapMailbox(settings.imap, mail_password(settings.imap))
    return read_mailbox(database, mailbox, now)


def _handle(database: Database, name: str, fetched: Fetched, now: datetime) -> ReceivedMail | None:
    """Handle one mail; None where another worker read it in another way."""
    mail = incoming_mail(fetched.content)
    request = ReceiveMail(name, fetched.uid_validity, fetched.uid, _digest(mail, fetched), mail)
    press = Press(uuid5(_ROUND, f"{name}/{fetched.uid_validity}/{fetched.uid}"))
    try:
        return database.carry_out(receive_mail, request, press=press, now=now)
    except Conflict:
        return None


def _digest(mail: IncomingMail, fetched: Fetched) -> str:
    """Return what names a mail wherever it lies: its id, else all of it."""
    named = f"{mail.from_address} {mail.message_id}".encode() if mail.message_id else b""
    return hashlib.sha256(named or fetched.content).hexdigest()
