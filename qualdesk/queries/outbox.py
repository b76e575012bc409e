"""The outbox as a worker reads it: which mails are due, and what they say."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualdesk.domain.mail import MailKind, MailState
from qualdesk.mail.composing import OutgoingMail
from qualdesk.store.tables import Outbox, Person


def due_mail(session: Session, *, now: datetime, limit: int = 500) -> list[int]:
    """Return the mails whose undo window or pause is over, the longest due first."""
    due = select(Outbox.id).where(Outbox.state == MailState.HELD, Outbox.send_after <= now)
    return list(session.scalars(due.order_by(Outbox.send_after, Outbox.id).limit(limit)))


def has_lost_mail(session: Session, *, now: datetime) -> bool:
    """Whether a worker took a mail and did not come back in time."""
    lost = select(Outbox.id).where(Outbox.state == MailState.SENDING, Outbox.send_after <= now)
    return session.scalars(lost.limit(1)).first() is not None


def outgoing_mail(session: Session, *, outbox_id: int) -> OutgoingMail:
    """Return what a mail says and on whose behalf it goes."""
    mail, name, email = session.execute(
        select(Outbox, Person.name, Person.email)
        .outerjoin(Person, Person.id == Outbox.person_id)
        .where(Outbox.id == outbox_id)
    ).one()
    return OutgoingMail(
        kind=MailKind(mail.kind),
        to_name=mail.to_name,
        to_address=mail.to_address,
        subject=mail.subject,
        body=mail.body,
        message_id=mail.message_id,
        caller=name or "",
        reply_to=email or "",
        calendar=mail.calendar,
    )
