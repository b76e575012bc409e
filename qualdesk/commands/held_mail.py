"""Mail is written in its outcome's transaction and held until undo is over."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import insert

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Outbox


def hold_mail(
    session: Session,
    *,
    kind: MailKind,
    call: Call,
    to: tuple[str, str],
    subject: str,
    body: str,
    now: datetime,
    calendar: str = "",
) -> datetime:
    """Write a mail into the outbox; return when it leaves. `to` is (name, address)."""
    send_after = now + timedelta(seconds=call.undo_seconds)
    name, address = to
    session.execute(
        insert(Outbox).values(
            lead_id=call.lead_id,
            command_id=command_id(session),
            person_id=call.caller_id,
            kind=kind,
            state=MailState.HELD,
            to_name=name,
            to_address=address,
            subject=subject,
            body=body,
            calendar=calendar,
            message_id=f"<{uuid4()}@qualdesk.invalid>",
            send_after=send_after,
        )
    )
    return send_after
