"""Mail that came in, as a person reads it: what waits for somebody first, then the newest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from qualdesk.domain.naming import prospect_name
from qualdesk.domain.received import ReceivedKind
from qualdesk.queries.post import PART
from qualdesk.queries.receiving import WAITS
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Lead, Person, Prospect, Received, TouchText


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A mail that came in; without a lead it could not be matched, or was put aside."""

    id: int
    kind: ReceivedKind
    by_itself: ReceivedKind
    lead_id: int | None
    name: str
    company: str
    from_address: str
    subject: str
    words: str
    trouble: str
    sent_at: datetime | None
    received_at: datetime
    settled_by: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return not self.settled_by and (self.kind.is_nobodys or bool(self.trouble))

    @property
    def at(self) -> datetime:
        """When it came."""
        return self.sent_at or self.received_at


def received_ids(session: Session, *, words: str = "", before: int | None = None) -> list[int]:
    """Return a part of what came in, below the id `before`: what waits for somebody comes first.

    With `words` only what holds them in its sender, subject, or the prospect's name.
    """
    holds = _holding(words)
    rest = select(Received.id).where(_IS_NEW, ~WAITS, *holds).order_by(Received.id.desc())
    if before is not None:
        return list(session.scalars(rest.where(Received.id < before).limit(PART)))
    waiting = select(Received.id).where(WAITS, *holds).order_by(Received.id.desc())
    return [*session.scalars(waiting), *session.scalars(rest.limit(PART))]


def received_rows(session: Session, *, ids: Collection[int]) -> dict[int, ReceivedRow]:
    """Return these mails, by id."""
    rows = session.execute(
        select(Received, Prospect.first_name, Prospect.last_name, Account.name.label("company"))
        .add_columns(TouchText.words, Person.name.label("settled_by"))
        .outerjoin(Lead, Lead.id == Received.lead_id)
        .outerjoin(Prospect, Prospect.id == Lead.prospect_id)
        .outerjoin(Account, Account.id == Lead.account_id)
        .outerjoin(TouchText, TouchText.id == Received.text_id)
        .outerjoin(Person, Person.id == Received.settled_by_id)
        .where(Received.id.in_(ids))
    )
    return {
        row.Received.id: ReceivedRow(
            id=row.Received.id,
            kind=ReceivedKind(row.Received.kind),
            by_itself=ReceivedKind(row.Received.by_itself),
            lead_id=row.Received.lead_id,
            name=prospect_name(row.first_name, row.last_name, row.company) if row.company else "",
            company=row.company or "",
            from_address=row.Received.from_address,
            subject=row.Received.subject,
            words=row.words or "",
            trouble=row.Received.trouble,
            sent_at=row.Received.sent_at,
            received_at=row.Received.received_at,
            settled_by=row.settled_by or "",
        )
        for row in rows
    }


_IS_NEW = Received.kind != ReceivedKind.SEEN


def _holding(words: str) -> list[ColumnElement[bool]]:
    if not words:
        return []
    named = (
        select(Lead.id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(
            or_(
                Prospect.first_name.icontains(words, autoescape=True),
                Prospect.last_name.icontains(words, autoescape=True),
            )
        )
    )
    return [
        or_(
            Received.from_address.icontains(words, autoescape=True),
            Received.subject.icontains(words, autoescape=True),
            Received.lead_id.in_(named),
        )
    ]
