"""The outbox: a mail is taken, carried away outside the transaction, and marked; never repeated."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from qualdesk.commands.requests.mail import ForgetLostMail, MarkMail
from qualdesk.commands.track_steps import has_stopped
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.events.mail import ForgotMail, MarkedMail, TookMail
from qualdesk.store.numbers import is_bad_address, is_mail_barred
from qualdesk.store.tables import Outbox
from qualdesk.store.taken_back import is_taken_back

LEASE = timedelta(minutes=10)
"""How long a mail may be on its way; a worker's longest attempt is shorter."""

FIRST_PAUSE = timedelta(minutes=30)
MOST_ATTEMPTS = 7
"""The pauses double, so the last attempt comes after more than a day and a half."""


def take_due_mail(session: Session, request: MarkMail, now: datetime) -> TookMail:
    """Take one due mail for sending; one to a suppressed address is cancelled instead.

    While it is on its way, `send_after` says when its worker must have come back.
    """
    due = [
        Outbox.id == request.outbox_id,
        Outbox.state == MailState.HELD,
        Outbox.send_after <= now,
    ]
    mail = session.execute(
        select(Outbox.lead_id, Outbox.to_address, Outbox.kind, Outbox.command_id)
        .where(*due)
        .with_for_update()
    ).one_or_none()
    if mail is None:
        return TookMail(request.outbox_id, is_taken=False)
    if why_not := _why_not(session, mail, now):
        barred = {"state": MailState.CANCELLED, "last_error": why_not}
        session.execute(update(Outbox).where(*due).values(barred))
        return TookMail(request.outbox_id, is_taken=False)
    attempts = session.scalar(
        update(Outbox)
        .where(*due)
        .values(
            state=MailState.SENDING,
            attempts=Outbox.attempts + 1,
            tried_at=now,
            send_after=now + LEASE,
        )
        .returning(Outbox.attempts)
    )
    return TookMail(request.outbox_id, is_taken=attempts is not None, attempts=attempts or 0)


def mark_sent(session: Session, request: MarkMail, now: datetime) -> MarkedMail:
    """Write down that the server took it, also of a mail that was given up as lost."""
    states = [MailState.SENDING, MailState.UNKNOWN]
    return _marked(
        session, request, states, {"state": MailState.SENT, "sent_at": now, "last_error": ""}
    )


def mark_failed(session: Session, request: MarkMail, now: datetime) -> MarkedMail:
    """Write down that the server will never take it."""
    del now
    values = {"state": MailState.FAILED, "last_error": request.error}
    return _marked(session, request, [MailState.SENDING], values)


def mark_unknown(session: Session, request: MarkMail, now: datetime) -> MarkedMail:
    """Write down that nobody knows: it is shown, and never repeated by itself."""
    del now
    values = {"state": MailState.UNKNOWN, "last_error": request.error}
    return _marked(session, request, [MailState.SENDING], values)


def put_back(session: Session, request: MarkMail, now: datetime) -> MarkedMail:
    """Hold it for another attempt after a pause that doubles; after the last one it has failed."""
    attempts = session.scalar(select(Outbox.attempts).where(Outbox.id == request.outbox_id)) or 1
    if attempts >= MOST_ATTEMPTS:
        return mark_failed(session, request, now)
    pause = FIRST_PAUSE * 2 ** (attempts - 1)
    values = {"state": MailState.HELD, "last_error": request.error, "send_after": now + pause}
    return _marked(session, request, [MailState.SENDING], values)


def forget_lost_mail(session: Session, request: ForgetLostMail, now: datetime) -> ForgotMail:
    """Mark as unknown what a worker took and never came back with."""
    del request
    lost = session.scalars(
        update(Outbox)
        .where(Outbox.state == MailState.SENDING, Outbox.send_after <= now)
        .values(
            state=MailState.UNKNOWN,
            last_error="The program ended while this mail was on its way. Ask before repeating.",
        )
        .returning(Outbox.id)
    )
    return ForgotMail(tuple(sorted(lost)))


def _why_not(session: Session, mail: Row[int, str, str, str], now: datetime) -> str:
    """Return why a mail must not go after all: barred, taken back, or its track has stopped."""
    lead_id, address, kind, of_command = mail
    is_barred = is_mail_barred(
        session, lead_id=lead_id, address=address, kind=MailKind(kind), now=now
    )
    if is_barred:
        return "This address must not be mailed."
    if is_bad_address(session, address):
        return "Mail to this address came back for good."
    if is_taken_back(session, of_command):
        return "What it follows was taken back."
    if kind == MailKind.NURTURE and has_stopped(session, of_command):
        return "They were spoken to or came forward meanwhile."
    return ""


def _marked(
    session: Session, request: MarkMail, states: list[MailState], values: Mapping[str, object]
) -> MarkedMail:
    session.execute(
        update(Outbox)
        .where(Outbox.id == request.outbox_id, Outbox.state.in_(states))
        .values(values)
    )
    return MarkedMail(request.outbox_id)
