"""Mail is written in its outcome's transaction, held until undo is over, and cancelled by undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, func, insert, select, update

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.mail import LEFT, Letter, MailKind, MailState, one_line
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Outbox


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail as it is written; `to` is (name, address), `person_id` in whose name it goes."""

    kind: MailKind
    lead_id: int
    person_id: int | None
    to: tuple[str, str]
    subject: str
    body: str
    send_after: datetime
    calendar: str = ""
    corrects_id: int | None = None
    """The mail that it asks to disregard."""


def hold_mail(
    session: Session,
    *,
    kind: MailKind,
    call: Call,
    to: tuple[str, str],
    letter: Letter,
    now: datetime,
    calendar: str = "",
) -> datetime:
    """Write a mail into the outbox; return when it leaves. `to` is (name, address)."""
    send_after = now + call.undo_length
    queue_mail(
        session,
        WrittenMail(
            kind,
            call.lead_id,
            call.caller_id,
            to,
            letter.subject,
            letter.body,
            send_after,
            calendar,
        ),
    )
    return send_after


def queue_mail(session: Session, mail: WrittenMail) -> None:
    """Put a mail into the outbox; it leaves once, when its time has come."""
    name, address = mail.to
    session.execute(
        insert(Outbox).values(
            lead_id=mail.lead_id,
            command_id=command_id(session),
            person_id=mail.person_id,
            kind=mail.kind,
            state=MailState.HELD,
            to_name=one_line(name),
            to_address=address,
            subject=one_line(mail.subject),
            body=mail.body,
            calendar=mail.calendar,
            message_id=f"<{uuid4()}@qualdesk.invalid>",
            send_after=mail.send_after,
            corrects_id=mail.corrects_id,
        )
    )


def cancel_mail(session: Session, commands: Sequence[str]) -> bool:
    """Cancel what these presses wrote and is still held; return whether something has left already."""
    mails = Outbox.command_id.in_(commands)
    session.execute(
        update(Outbox)
        .where(mails, Outbox.state == MailState.HELD)
        .values(state=MailState.CANCELLED)
    )
    left = select(Outbox.id).where(mails, Outbox.state.in_(LEFT)).limit(1)
    return session.scalar(left) is not None


def cancel_mail_of(session: Session, of_command: str, lead_id: int) -> None:
    """Cancel what a press wrote about one lead and is still held."""
    mails = (Outbox.command_id == of_command, Outbox.lead_id == lead_id)
    session.execute(
        update(Outbox)
        .where(*mails, Outbox.state == MailState.HELD)
        .values(state=MailState.CANCELLED)
        .execution_options(synchronize_session=False)
    )


def keep_back(session: Session, *which: ColumnElement[bool], because: str = "") -> list[int]:
    """Let held mail not leave that this press makes out of date; return which that was.

    Whoever takes the press back lets it leave after all: `hold_again`.
    """
    values = {"state": MailState.CANCELLED, "cancelled_by": command_id(session)}
    kept_back = session.scalars(
        update(Outbox)
        .where(Outbox.state == MailState.HELD, *which)
        .values(values | ({"last_error": because} if because else {}))
        .returning(Outbox.id)
        .execution_options(synchronize_session=False)
    )
    return list(kept_back)


def hold_again(session: Session, deed: str, *, of_lead: int | None = None) -> None:
    """Let leave after all what a press kept back: it said something newer, or barred somebody."""
    kept_back = [Outbox.cancelled_by == deed, Outbox.state == MailState.CANCELLED]
    if of_lead is not None:
        kept_back.append(Outbox.lead_id == of_lead)
    session.execute(
        update(Outbox)
        .where(*kept_back)
        .values(state=MailState.HELD, cancelled_by=None, last_error="")
        .execution_options(synchronize_session=False)
    )


def mail_goes_at(session: Session) -> datetime | None:
    """Return when the first mail of this press leaves, if it wrote any."""
    held = select(func.min(Outbox.send_after)).where(Outbox.command_id == command_id(session))
    return session.scalar(held)
