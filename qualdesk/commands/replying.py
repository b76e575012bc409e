"""Whom a mail that came in concerns: by what it answers, by the meeting, then by who wrote it."""

from dataclasses import dataclass

from sqlalchemy import select

from qualdesk.commands.case import Case
from qualdesk.commands.touches import write_touch
from qualdesk.domain.lead import LeadState
from qualdesk.domain.received import IncomingMail
from qualdesk.domain.touch import TouchKind
from qualdesk.store.session import Session
from qualdesk.store.tables import Appointment, HandOff, Lead, Outbox, Person, Prospect


@dataclass(frozen=True, slots=True)
class Match:
    """The lead a mail concerns, the mail of ours it follows, and who of us wrote it, if anybody."""

    lead_id: int
    outbox_id: int | None = None
    to_address: str = ""
    """Where the mail went that it follows."""
    person: Person | None = None


def match_of(session: Session, mail: IncomingMail) -> Match | None:
    """Return whom a mail concerns; None for what is nobody's business here.

    A mail that cannot be read concerns nobody.
    """
    if not mail.is_readable:
        return None
    person = _one_of_us(session, mail.from_address)
    ours = _followed(session, mail)
    if ours is not None:
        return Match(ours.lead_id, ours.id, ours.to_address, person)
    if mail.answer is not None:
        lead_id = session.scalar(
            select(HandOff.lead_id)
            .join(Appointment, Appointment.hand_off_id == HandOff.id)
            .where(Appointment.uid == mail.answer.uid)
        )
        return None if lead_id is None else Match(lead_id, person=person)
    if mail.bounce is not None:
        return _sent_to(session, mail.bounce.recipient)
    return None if person is not None else _written_by(session, mail.from_address)


def note_received(session: Session, case: Case, words: str) -> None:
    """Write into the history what came in and needs no more."""
    write_touch(session, case, TouchKind.NOTE, words)


def _one_of_us(session: Session, address: str) -> Person | None:
    if not address:
        return None
    ours = select(Person).where(Person.email == address, Person.is_active.is_(True))
    return session.scalars(ours.limit(1)).first()


def _followed(session: Session, mail: IncomingMail) -> Outbox | None:
    """Return the mail of ours that it answers, or that came back; the nearest counts."""
    returned = (mail.bounce.message_id,) if mail.bounce and mail.bounce.message_id else ()
    ids = (*returned, *mail.references)
    if not ids:
        return None
    found = session.scalars(select(Outbox).where(Outbox.message_id.in_(ids))).all()
    return min(found, key=lambda one: ids.index(one.message_id), default=None)


def _sent_to(session: Session, address: str) -> Match | None:
    """Return the newest mail that went to an address: a server may have changed its id."""
    if not address:
        return None
    mail = session.scalars(
        select(Outbox)
        .where(Outbox.to_address == address, Outbox.sent_at.is_not(None))
        .order_by(Outbox.id.desc())
        .limit(1)
    ).one_or_none()
    return None if mail is None else Match(mail.lead_id, mail.id, mail.to_address)


def _written_by(session: Session, address: str) -> Match | None:
    """Return the open pursuit of a prospect with this address, else the newest."""
    if not address:
        return None
    lead_id = session.scalar(
        select(Lead.id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Prospect.email == address)
        .order_by((Lead.state == LeadState.CLOSED), Lead.id.desc())
        .limit(1)
    )
    return None if lead_id is None else Match(lead_id)
