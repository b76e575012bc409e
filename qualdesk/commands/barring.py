"""Barring: suppressions are written, and what follows for everybody they name, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert

from qualdesk.commands.barred_leads import settle_barred
from qualdesk.commands.barred_mail import cancel_barred_mail
from qualdesk.commands.nurture import stop_barred, stop_closed
from qualdesk.domain.lead import LeadState
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.suppression import FOREVER
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session, command_id
from qualdesk.store.suppressions import (
    OF_MAIL,
    OF_PHONE,
    Target,
    bars_on,
    named_by,
    prospects_named,
)
from qualdesk.store.tables import Suppression

_COLUMNS = ("e164", "address", "domain", "company", "prospect_id", "account_id")


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms somebody is barred."""

    source: str
    now: datetime
    expires_at: datetime | None = None
    list_id: int | None = None
    undo_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed for the leads of those who were barred, and for their mail."""

    leads_closed: int = 0
    leads_to_find_out: int = 0
    mails_cancelled: int = 0


def not_yet_barred(
    session: Session,
    wanted: Sequence[tuple[Target, Medium]],
    terms: Terms,
    *only: ColumnElement[bool],
) -> list[tuple[Target, Medium]]:
    """Return what no suppression bars yet by those media and for as long; each only once.

    `only` leaves out suppressions that may be lifted for a reason of their own.
    """
    until = terms.expires_at or FOREVER
    named = named_by(target for target, _medium in wanted)
    phone = bars_on(session, named, OF_PHONE, *only)
    mail = bars_on(session, named, OF_MAIL, *only)
    return [
        (target, medium)
        for target, medium in dict.fromkeys(wanted)
        for key in [(target.column, target.value)]
        if (medium.bars_phone and phone.get(key, terms.now) < until)
        or (medium.bars_mail and mail.get(key, terms.now) < until)
    ]


def write_suppressions(
    session: Session, bars: Iterable[tuple[Target, Medium]], terms: Terms
) -> None:
    """Write suppressions; from now on nothing they name is dialled or mailed."""
    rows = [
        {
            "scope": target.scope,
            "medium": medium,
            **dict.fromkeys(_COLUMNS),
            target.column: target.value,
            "source": terms.source,
            "list_id": terms.list_id,
            "command_id": command_id(session),
            "since": terms.now,
            "expires_at": terms.expires_at,
            "undo_until": terms.undo_until,
        }
        for target, medium in bars
    ]
    if rows:
        session.execute(insert(Suppression), rows)


def follow_suppressions(
    session: Session,
    bars: Sequence[tuple[Target, Medium]],
    now: datetime,
    *,
    but: int | None = None,
) -> Followed:
    """Give everybody named a next step or an end, and cancel their held mail.

    The lead `but` is left out: its outcome decides what becomes of it.
    """
    named = in_parts(prospects_named(session, [target for target, _medium in bars]))
    company_barred = _company_barred(session, bars)
    settled: Counter[LeadState] = Counter()
    for part in named:
        settled.update(settle_barred(session, part, now, company_barred=company_barred, but=but))
    mailed = [target for target, medium in bars if medium.bars_mail]
    cancelled = cancel_barred_mail(session, mailed, now) if mailed else 0
    for part in named:
        stop_barred(session, part, now)
        stop_closed(session, part)
    closed = settled[LeadState.CLOSED]
    return Followed(closed, settled.total() - closed, cancelled)


def _company_barred(session: Session, bars: Sequence[tuple[Target, Medium]]) -> set[int]:
    """Return the prospects whose whole company must not be called."""
    return prospects_named(
        session,
        [
            target
            for target, medium in bars
            if target.scope is SuppressionScope.COMPANY and medium.bars_phone
        ],
    )
