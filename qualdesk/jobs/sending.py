"""Sending what is due: take, carry away, mark; two workers and a crash between do no harm."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from qualdesk.commands.outbox import (
    MOST_ATTEMPTS,
    forget_lost_mail,
    mark_failed,
    mark_sent,
    mark_unknown,
    put_back,
    take_due_mail,
)
from qualdesk.commands.requests.mail import ForgetLostMail, MarkMail
from qualdesk.events.mail import MarkedMail
from qualdesk.mail.sending import Fate, Transport
from qualdesk.queries.outbox import due_mail, has_lost_mail, outgoing_mail
from qualdesk.store.session import Database, Press, Session

_MAIL: Final = UUID("3c5a1f0e-6d0b-5f2a-9d55-2a7be4c1a6d2")
"""Names the presses of a worker, so that a mark is carried out once whoever repeats it."""

_Mark = Callable[[Session, MarkMail, datetime], MarkedMail]
_MARKS: Final[dict[Fate, _Mark]] = {
    Fate.SENT: mark_sent,
    Fate.REFUSED: mark_failed,
    Fate.LATER: put_back,
    Fate.UNKNOWN: mark_unknown,
}


@dataclass(frozen=True, slots=True)
class SentReport:
    """What became of the mails that were due."""

    sent: int = 0
    refused: int = 0
    later: int = 0
    unknown: int = 0
    failed_to: tuple[str, ...] = field(default=(), compare=False)
    """Whom a mail will not reach any more, by name."""
    unsure_of: tuple[str, ...] = field(default=(), compare=False)
    """To whom a mail may have gone or not, by name."""


@dataclass(frozen=True, slots=True)
class _Gone:
    """What became of one mail."""

    to_name: str
    fate: Fate
    is_last: bool
    """Whether there is no other attempt."""


def send_due_mail(database: Database, transport: Transport, now: datetime) -> SentReport:
    """Send every mail that is due at `now`, each in its own two transactions."""
    lost = _forget_lost(database, now)
    with database.read() as session:
        due = due_mail(session, now=now)
    gone = [sent for one in due if (sent := _send_one(database, transport, one, now))]
    fates = Counter(one.fate for one in gone)
    return SentReport(
        sent=fates[Fate.SENT],
        refused=fates[Fate.REFUSED],
        later=fates[Fate.LATER],
        unknown=fates[Fate.UNKNOWN] + lost,
        failed_to=tuple(one.to_name for one in gone if _has_failed(one)),
        unsure_of=tuple(one.to_name for one in gone if one.fate is Fate.UNKNOWN),
    )


def _has_failed(gone: _Gone) -> bool:
    return gone.fate is Fate.REFUSED or (gone.fate is Fate.LATER and gone.is_last)


def _send_one(
    database: Database, transport: Transport, outbox_id: int, now: datetime
) -> _Gone | None:
    """Send one mail, unless another worker has it; return what became of it."""
    # A fresh press: a derived one would tell a second worker that the first one's take is its.
    took = database.carry_out(take_due_mail, MarkMail(outbox_id), press=Press.new(), now=now)
    if not took.is_taken:
        return None
    with database.read() as session:
        mail = outgoing_mail(session, outbox_id=outbox_id)
    reply = transport.send(mail, now)
    press = Press(uuid5(_MAIL, f"{outbox_id}/{took.attempts}"))
    request = MarkMail(outbox_id, "" if reply.fate is Fate.SENT else reply.words)
    database.carry_out(_MARKS[reply.fate], request, press=press, now=now)
    return _Gone(mail.to_name, reply.fate, is_last=took.attempts >= MOST_ATTEMPTS)


def _forget_lost(database: Database, now: datetime) -> int:
    with database.read() as session:
        if not has_lost_mail(session, now=now):
            return 0
    forgot = database.carry_out(forget_lost_mail, ForgetLostMail(), press=Press.new(), now=now)
    return len(forgot.outbox_ids)
