"""The Outbox as a person reads it: what waits, went, failed, and the letters on paper."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from qualdesk.domain.mail import (
    LEFT,
    LetterState,
    MailChoice,
    MailKind,
    MailShelf,
    MailState,
    choices_of,
)
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.person import Role
from qualdesk.queries.receiving import received_waiting
from qualdesk.store.numbers import reach_of
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    ChosenAtCap,
    Lead,
    Letter,
    Outbox,
    Person,
    Prospect,
    Touch,
)

PART = 5_000
"""Mails read at once: their numbers only."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail in the Outbox; `send_after` is when it may leave, while it waits."""

    id: int
    lead_id: int
    kind: MailKind
    state: MailState
    to_name: str
    to_address: str
    company: str
    subject: str
    body: str
    sender: str
    send_after: datetime
    sent_at: datetime | None
    tried_at: datetime | None
    attempts: int
    error: str
    is_by_hand: bool
    is_left: bool
    has_calendar: bool
    undone_touch_id: int | None = None
    """The outcome or deed that it went with, where that was taken back and it is not put right yet."""

    @property
    def is_apart_from_calendar(self) -> bool:
        """Whether it went by a mail program, which took its calendar entry not along."""
        return self.has_calendar and self.is_by_hand

    @property
    def choices(self) -> list[MailChoice]:
        """What may be decided about it."""
        return choices_of(self.state, attempts=self.attempts, is_left=self.is_left)


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter on paper that waits; `address` are the lines of the envelope."""

    id: int
    lead_id: int
    name: str
    company: str
    address: str
    subject: str
    body: str
    enclose: str
    sender: str
    print_after: datetime


@dataclass(frozen=True, slots=True)
class PostCounts:
    """How many stand on each shelf, how many letters wait, and what came in and waits for somebody."""

    mails: dict[MailShelf, int]
    letters: int
    came_in: int = 0


def post_counts(session: Session, *, person_id: int, now: datetime) -> PostCounts:
    """Return how many mails and letters a person sees."""
    mine = _mine(session, Outbox.person_id, person_id)
    mails = {
        shelf: session.scalar(select(func.count(Outbox.id)).where(_on(shelf), mine)) or 0
        for shelf in MailShelf
    }
    letters = len(letter_ids(session, person_id=person_id, now=now))
    return PostCounts(mails, letters, received_waiting(session))


def mail_ids(
    session: Session,
    *,
    shelf: MailShelf,
    person_id: int,
    words: str = "",
    before: int | None = None,
) -> list[int]:
    """Return a part of the mails on a shelf, below the id `before`, the newest first.

    With `words` only those whose name, address or subject holds them.

    What waits is short and comes whole, in the order in which it leaves.
    """
    found = select(Outbox.id).where(_on(shelf), _mine(session, Outbox.person_id, person_id))
    if words:
        holds = [one.icontains(words, autoescape=True) for one in _LOOKED_AT]
        found = found.where(or_(*holds))
    if shelf is MailShelf.WAITING:
        return list(session.scalars(found.order_by(Outbox.send_after, Outbox.id)))
    if before is not None:
        found = found.where(Outbox.id < before)
    return list(session.scalars(found.order_by(Outbox.id.desc()).limit(PART)))


def mail_rows(session: Session, *, ids: Collection[int]) -> dict[int, MailRow]:
    """Return these mails, by id."""
    rows = session.execute(
        select(Outbox, Person.name, Account.name.label("company"), _UNDONE)
        .join(Lead, Lead.id == Outbox.lead_id)
        .join(Account, Account.id == Lead.account_id)
        .outerjoin(Person, Person.id == Outbox.person_id)
        .where(Outbox.id.in_(ids))
    )
    return {
        mail.id: _mail_row(mail, sender or "", company, undone)
        for mail, sender, company, undone in rows
    }


def calendar_entry(session: Session, *, outbox_id: int) -> str:
    """Return the calendar entry that goes with a mail, as .ics text."""
    return session.scalar(select(Outbox.calendar).where(Outbox.id == outbox_id)) or ""


def letter_ids(session: Session, *, person_id: int, now: datetime) -> list[int]:
    """Return the letters whose undo window is over, the first to go first.

    To whom nobody may write any more is left out.
    """
    waiting = session.execute(
        select(Letter.id, Lead.prospect_id)
        .join(Lead, Lead.id == Letter.lead_id)
        .where(Letter.state == LetterState.WAITING, Letter.print_after <= now)
        .where(_mine(session, Letter.person_id, person_id))
        .order_by(Letter.print_after, Letter.id)
    ).all()
    reaches = reach_of(session, {row.prospect_id for row in waiting})
    return [row.id for row in waiting if not reaches[row.prospect_id].is_mail_barred_at(now)]


def letter_rows(session: Session, *, ids: Collection[int]) -> dict[int, WaitingLetter]:
    """Return these letters, by id, in the order in which they go."""
    rows = session.execute(
        select(Letter, Prospect, Account.name, Person.name.label("sender"))
        .join(Lead, Lead.id == Letter.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Account, Account.id == Prospect.account_id)
        .outerjoin(Person, Person.id == Letter.person_id)
        .where(Letter.id.in_(ids))
        .order_by(Letter.print_after, Letter.id)
    )
    return {
        letter.id: WaitingLetter(
            id=letter.id,
            lead_id=letter.lead_id,
            name=prospect_name(prospect.first_name, prospect.last_name, company),
            company=company,
            address=letter.address,
            subject=letter.subject,
            body=letter.body,
            enclose=letter.enclose,
            sender=sender or "",
            print_after=letter.print_after,
        )
        for letter, prospect, company, sender in rows
    }


_LOOKED_AT = (Outbox.to_name, Outbox.to_address, Outbox.subject)


_Undoing, _Correction = aliased(Touch), aliased(Outbox)
_UNDONE = (
    select(func.max(Touch.id))
    .join(_Undoing, _Undoing.takes_back_id == Touch.id)
    .outerjoin(ChosenAtCap, ChosenAtCap.touch_id == Touch.id)
    .where(
        or_(Touch.command_id == Outbox.command_id, ChosenAtCap.command_id == Outbox.command_id),
        Touch.lead_id == Outbox.lead_id,
        Outbox.state.in_(LEFT),
        ~select(_Correction.id).where(_Correction.corrects_id == Outbox.id).exists(),
    )
    .correlate(Outbox)
    .scalar_subquery()
)
"""The touch that was taken back when the mail had left, unless who got it was told so already."""


def _mail_row(mail: Outbox, sender: str, company: str, undone: int | None) -> MailRow:
    return MailRow(
        id=mail.id,
        lead_id=mail.lead_id,
        kind=MailKind(mail.kind),
        state=MailState(mail.state),
        to_name=mail.to_name,
        to_address=mail.to_address,
        company=company,
        subject=mail.subject,
        body=mail.body,
        sender=sender,
        send_after=mail.send_after,
        sent_at=mail.sent_at,
        tried_at=mail.tried_at,
        attempts=mail.attempts,
        error=mail.last_error,
        is_by_hand=mail.is_by_hand,
        is_left=mail.left_at is not None,
        has_calendar=bool(mail.calendar),
        undone_touch_id=undone,
    )


def _on(shelf: MailShelf) -> ColumnElement[bool]:
    is_in_doubt = Outbox.state.in_((MailState.FAILED, MailState.UNKNOWN))
    match shelf:
        case MailShelf.TO_SETTLE:
            return and_(is_in_doubt, Outbox.left_at.is_(None))
        case MailShelf.WAITING:
            return Outbox.state.in_((MailState.HELD, MailState.SENDING))
        case MailShelf.SENT:
            return Outbox.state == MailState.SENT
        case MailShelf.NOT_SENT:
            is_left = and_(is_in_doubt, Outbox.left_at.is_not(None))
            return or_(Outbox.state == MailState.CANCELLED, is_left)


def _mine(
    session: Session, owner: InstrumentedAttribute[int | None], person_id: int
) -> ColumnElement[bool]:
    """Return what limits a caller to what goes in their own name, or in nobody's."""
    role = session.scalar(select(Person.role).where(Person.id == person_id))
    if role in {Role.TEAM_LEAD, Role.ADMIN}:
        return owner.is_(None) | owner.is_not(None)
    return owner.is_(None) | (owner == person_id)
