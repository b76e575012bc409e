"""Suppressions: who is barred, since when and by whom; and whom a scope would bar."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from qualdesk.domain.looking_up import digits_typed
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.phone import Phone, spoken
from qualdesk.domain.suppression import REGISTER_AGES
from qualdesk.store.numbers import target_on_call
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.suppressions import (
    STANDING_BARS,
    holds_at,
    prospects_named,
    registers_checked,
    target_of,
)
from qualdesk.store.tables import Account, Lead, Person, Prospect, Suppression

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SuppressionRow:
    """One suppression: whom it names in words, on which terms, and who lifted it if somebody did."""

    id: int
    scope: SuppressionScope
    medium: Medium
    names: str
    source: str
    since: datetime
    expires_at: datetime | None
    lifted_at: datetime | None
    lifted_by: str
    lifted_because: str


@dataclass(frozen=True, slots=True)
class Barring:
    """Whom a scope would bar beside the prospect on the call; `names` are the first of them."""

    scope: SuppressionScope
    others: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterCheck:
    """When a country's register was checked, and the last day one may dial there by it, if any."""

    country: str
    checked_on: date
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class DoNotCallList:
    """How many suppressions hold, and the newest check of each register."""

    count: int
    registers: tuple[RegisterCheck, ...] = ()


def suppressions(
    session: Session,
    *,
    now: datetime,
    with_ended: bool = False,
    words: str = "",
    limit: int = 200,
) -> list[SuppressionRow]:
    """Return the newest suppressions, those lifted or at their end only if asked for.

    `words` are a part of a number, an address or the name of a person or company.
    """
    wanted = _ROWS.order_by(Suppression.id.desc()).limit(limit)
    if not with_ended:
        wanted = wanted.where(holds_at(now))
    if words.strip():
        wanted = wanted.where(_is_meant(words))
    return [_row(*found) for found in session.execute(wanted)]


def do_not_call_list(session: Session, *, now: datetime) -> DoNotCallList:
    """Return how many suppressions hold now, and how old the registers' checks are."""
    count = session.scalar(select(func.count(Suppression.id)).where(holds_at(now))) or 0
    checks = [
        RegisterCheck(country, day, day + REGISTER_AGES[country])
        if country in REGISTER_AGES
        else RegisterCheck(country, day)
        for country, day in sorted(registers_checked(session).items())
    ]
    return DoNotCallList(count, tuple(checks))


def bars_of_prospect(
    session: Session, *, prospect_id: int, now: datetime
) -> tuple[SuppressionRow, ...]:
    """Return what bars a prospect or one of their numbers now, the oldest first."""
    found = STANDING_BARS.rows(session, {"prospect_id": prospect_id, "now": now})
    if not found:
        return ()
    ids = [row.id for row in found]
    rows = session.execute(_ROWS.where(Suppression.id.in_(ids)).order_by(Suppression.id))
    return tuple(_row(*found) for found in rows)


def whom_it_bars(
    session: Session, *, lead_id: int, scope: SuppressionScope, dial_id: int | None = None
) -> Barring:
    """Return whom else a scope would bar, before outcome 0 is confirmed."""
    own = session.execute(select(Lead.prospect_id).where(Lead.id == lead_id)).scalar_one()
    target = target_on_call(session, scope=scope, prospect_id=own, dial_id=dial_id)
    named = prospects_named(session, [target] if target else []) - {own}
    there = (Prospect.left_on.is_(None), Prospect.merged_into_id.is_(None))
    others = sum(
        session.scalar(select(func.count()).where(Prospect.id.in_(part), *there)) or 0
        for part in in_parts(named)
    )
    first = _PEOPLE.where(Prospect.id.in_(sorted(named)[:_LOOKED_AT]), *there).limit(_SHOWN)
    names = [prospect_name(*person) for person in session.execute(first)]
    return Barring(scope, others, tuple(names))


_LOOKED_AT = 400
_PEOPLE = (
    select(Prospect.first_name, Prospect.last_name, Account.name)
    .join(Account, Account.id == Prospect.account_id)
    .order_by(Prospect.id)
)
_ROWS: Select[Suppression, str, str, str, str] = (
    select(
        Suppression,
        Prospect.first_name,
        Prospect.last_name,
        func.coalesce(Account.name, ""),
        func.coalesce(Person.name, ""),
    )
    .outerjoin(Prospect, Prospect.id == Suppression.prospect_id)
    .outerjoin(
        Account, or_(Account.id == Suppression.account_id, Account.id == Prospect.account_id)
    )
    .outerjoin(Person, Person.id == Suppression.lifted_by_id)
)


def _is_meant(words: str) -> ColumnElement[bool]:
    if digits := digits_typed(words):
        return Suppression.e164.contains(digits)
    part, full_name = words.strip().casefold(), Prospect.first_name + " " + Prospect.last_name
    named = (Suppression.address, Suppression.domain, Suppression.company, Account.name, full_name)
    return or_(*(func.lower(one).contains(part, autoescape=True) for one in named))


def _row(
    found: Suppression, first_name: str, last_name: str, company: str, lifted_by: str
) -> SuppressionRow:
    target = target_of(found)
    names = str(target.value)
    if target.scope is SuppressionScope.PERSON:
        names = prospect_name(first_name, last_name, company)
    elif target.scope is SuppressionScope.COMPANY and company:
        names = company
    elif target.scope is SuppressionScope.NUMBER:
        names = spoken(Phone(names))
    elif target.scope is SuppressionScope.DOMAIN:
        names = f"@{names}"
    return SuppressionRow(
        id=found.id,
        scope=target.scope,
        medium=Medium(found.medium),
        names=names,
        source=found.source,
        since=found.since,
        expires_at=found.expires_at,
        lifted_at=found.lifted_at,
        lifted_by=lifted_by,
        lifted_because=found.lifted_because,
    )
