"""Held mail to whom may not be written any more: it never leaves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from qualdesk.commands.held_mail import keep_back
from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.suppression import domain_of, folded_address
from qualdesk.store.numbers import is_mail_barred
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.suppressions import Named, Target, named_by, prospects_named
from qualdesk.store.tables import Lead, Outbox


def cancel_barred_mail(session: Session, targets: Sequence[Target], now: datetime) -> int:
    """Cancel held mail that must not go any more, and offers of leads that are closed now.

    Return how many mails those are.
    """
    concerned = _held_to(session, named_by(targets))
    for part in in_parts(prospects_named(session, targets)):
        theirs = session.execute(_HELD.where(Lead.prospect_id.in_(part)))
        concerned |= {mail.id: mail for mail in theirs}
    barred = [mail.id for mail in concerned.values() if _must_not_go(session, mail, now)]
    for part in in_parts(barred):
        keep_back(session, Outbox.id.in_(part), because="do not contact")
    return len(barred)


_HELD = (
    select(Outbox.id, Outbox.lead_id, Outbox.to_address, Outbox.kind, Lead.state)
    .join(Lead, Lead.id == Outbox.lead_id)
    .where(Outbox.state == MailState.HELD)
)


def _held_to(session: Session, named: Named) -> dict[int, Row[*tuple[Any, ...]]]:
    """Return the held mails whose own address is named, whoever's lead they belong to."""
    addresses, domains = named.get("address", ()), named.get("domain", ())
    if not addresses and not domains:
        return {}
    return {
        mail.id: mail
        for mail in session.execute(_HELD)
        if folded_address(mail.to_address) in addresses or domain_of(mail.to_address) in domains
    }


def _must_not_go(session: Session, mail: Row[*tuple[Any, ...]], now: datetime) -> bool:
    kind = MailKind(mail.kind)
    if kind.is_to_rep:
        return bool(mail.state == LeadState.CLOSED)
    return is_mail_barred(
        session, lead_id=mail.lead_id, address=mail.to_address, kind=kind, now=now
    )
