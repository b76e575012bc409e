"""What a person decides about mail that came in: whose it is, or that nothing has to be done."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from qualdesk.commands.case import load_case
from qualdesk.commands.receiving import follow_from
from qualdesk.commands.replying import Match
from qualdesk.commands.requests.receiving import GiveReceived, PutReceivedAside, TakeBackPutAside
from qualdesk.commands.touches import write_touch
from qualdesk.domain.mail import MailState
from qualdesk.domain.received import IncomingMail, ReceivedKind
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.receiving import GaveReceived, PutAsideReceived, TookBackPutAside
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Outbox, Received, Suppression, TouchText

_SAYS_SOMETHING = frozenset({ReceivedKind.REPLY, ReceivedKind.STOP})
"""What these bring about follows from their words alone."""


def give_received(session: Session, request: GiveReceived, now: datetime) -> GaveReceived:
    """Give a mail to a prospect: what would have followed by itself follows now.

    An automatic answer, or what came back, is only noted: of which mail it is nobody knows. Who
    asks to hear no more is barred under the address they wrote from, and under the one known here.

    Raises:
        InputError: if there is no such mail or lead.
        Conflict: if it is somebody's already.
    """
    received = session.get(Received, request.received_id, with_for_update=True)
    if received is None:
        raise InputError("There is no such mail. Look at the Outbox.")
    if received.lead_id is not None:
        raise Conflict("This mail is a prospect’s already. Open them instead.")
    case = load_case(session, request.lead_id, now)
    mail = _as_written(session, received)
    follow_from(session, Match(case.lead_id, to_address=case.email), mail, now)
    _note_who_gave_it(session, received, request, now)
    _leave_time_for_undo(session, now + timedelta(seconds=request.undo_seconds))
    received.kind, received.lead_id = mail.kind, case.lead_id
    _settle(session, received, request.person_id, now)
    session.flush()
    return GaveReceived(received.id, case.lead_id, case.name, command_id(session))


def put_received_aside(
    session: Session, request: PutReceivedAside, now: datetime
) -> PutAsideReceived:
    """Note that nobody has to do anything about some mails.

    Raises:
        Conflict: if somebody has settled all of them meanwhile.
    """
    wanted = select(Received).where(
        Received.id.in_(request.received_ids), Received.settled_at.is_(None)
    )
    mails = session.scalars(wanted.order_by(Received.id).with_for_update()).all()
    if not mails:
        raise Conflict("Somebody has settled this meanwhile. Look at it again.")
    for mail in mails:
        _settle(session, mail, request.person_id, now)
    session.flush()
    return PutAsideReceived(command_id(session), tuple(one.id for one in mails))


def take_back_put_aside(
    session: Session, request: TakeBackPutAside, now: datetime
) -> TookBackPutAside:
    """Let mails wait again.

    Raises:
        Conflict: if nothing of it stands any more.
        Forbidden: if somebody else put them aside.
    """
    del now
    ours = Received.settled_command_id == request.deed
    found = session.execute(select(Received.id, Received.settled_by_id).where(ours)).all()
    if not found:
        raise Conflict("There is nothing to take back any more.")
    if any(one.settled_by_id != request.person_id for one in found):
        raise Forbidden("Somebody else put this aside. Ask them.")
    waits = {"settled_at": None, "settled_by_id": None, "settled_command_id": None}
    session.execute(update(Received).where(ours).values(waits))
    return TookBackPutAside(request.deed, tuple(one.id for one in found))


def _as_written(session: Session, received: Received) -> IncomingMail:
    """Return a mail as it is kept; what only says that a program answered is a note."""
    text = session.get(TouchText, received.text_id) if received.text_id is not None else None
    return IncomingMail(
        from_address=received.from_address,
        subject=received.subject,
        words=text.words if text is not None else "",
        sent_at=received.sent_at or received.received_at,
        is_automatic=ReceivedKind(received.by_itself) not in _SAYS_SOMETHING,
    )


def _note_who_gave_it(
    session: Session, received: Received, request: GiveReceived, now: datetime
) -> None:
    """Keep in the history that a person said whose it is; nothing of it leaves once undone."""
    words = f"An e-mail from {received.from_address or 'nobody named'} was given to them."
    case = load_case(session, request.lead_id, now)
    write_touch(session, case, TouchKind.NOTE, words, person_id=request.person_id)


def _leave_time_for_undo(session: Session, until: datetime) -> None:
    """Hold what this press wrote to a rep, and let what it barred be taken back, until then."""
    held = (Outbox.command_id == command_id(session), Outbox.state == MailState.HELD)
    session.execute(update(Outbox).where(*held).values(send_after=until))
    barred = Suppression.command_id == command_id(session)
    session.execute(update(Suppression).where(barred).values(undo_until=until))


def _settle(session: Session, received: Received, person_id: int, now: datetime) -> None:
    received.settled_at, received.settled_by_id = now, person_id
    received.settled_command_id = command_id(session)
