"""Letters on paper that wait to be printed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qualdesk.domain.mail import LetterState
from qualdesk.domain.naming import prospect_name
from qualdesk.store.numbers import reach_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Lead, Letter, Prospect


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter to print; `address` are the lines of the envelope."""

    id: int
    name: str
    company: str
    address: str
    subject: str
    body: str
    enclose: str
    since: datetime


def letters_to_print(session: Session, *, now: datetime) -> list[LetterRow]:
    """Return the letters whose undo window is over; whoever must not be written to is left out."""
    rows = session.execute(
        select(Letter, Prospect, Account.name)
        .join(Lead, Lead.id == Letter.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Account, Account.id == Prospect.account_id)
        .where(Letter.state == LetterState.WAITING, Letter.print_after <= now)
        .order_by(Letter.print_after, Letter.id)
    ).all()
    reaches = reach_of(session, {prospect.id for _letter, prospect, _company in rows})
    return [
        LetterRow(
            id=letter.id,
            name=prospect_name(prospect.first_name, prospect.last_name, company),
            company=company,
            address=letter.address,
            subject=letter.subject,
            body=letter.body,
            enclose=letter.enclose,
            since=letter.print_after,
        )
        for letter, prospect, company in rows
        if not reaches[prospect.id].is_mail_barred_at(now)
    ]
