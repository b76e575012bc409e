"""Suppressions as they are looked up: what bars whom and until when, and whom a value names."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
)

from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.phone import Phone, country_of
from qualdesk.domain.suppression import FOREVER, REGISTER_AGES, StaleCheck, stale_check
from qualdesk.store.among import AmongEither
from qualdesk.store.columns import UtcInstant, table_of
from qualdesk.store.parts import in_parts
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Number,
    Prospect,
    ProspectNumber,
    Suppression,
    SuppressionList,
)

_BARS, _NUMBERS = table_of(Suppression), table_of(Number)
_PEOPLE, _ACCOUNTS = table_of(Prospect), table_of(Account)

OF_PHONE = tuple(medium for medium in Medium if medium.bars_phone)
OF_MAIL = tuple(medium for medium in Medium if medium.bars_mail)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom or what a suppression names; `value` is an id for a person or one account, else text."""

    scope: SuppressionScope
    value: str | int

    @property
    def column(self) -> str:
        """The column of `suppression` that holds the value."""
        if self.scope is SuppressionScope.COMPANY:
            return "company" if isinstance(self.value, str) else "account_id"
        return _COLUMNS[self.scope]


_COLUMNS = {
    SuppressionScope.NUMBER: "e164",
    SuppressionScope.PERSON: "prospect_id",
    SuppressionScope.ADDRESS: "address",
    SuppressionScope.DOMAIN: "domain",
}

Named = Mapping[str, Collection[Any]]
"""Values by the column of `suppression` that may name them."""


def named_by(targets: Iterable[Target]) -> dict[str, set[Any]]:
    """Return the values of targets by column."""
    named: dict[str, set[Any]] = {}
    for target in targets:
        named.setdefault(target.column, set()).add(target.value)
    return named


def barred_until(media: Sequence[Medium], *names: ColumnElement[bool]) -> ScalarSelect[datetime]:
    """Return until when one of these bars, FOREVER where one has no end, NULL where none does.

    A suppression that has ended still answers with its end: whoever asks compares it with `now`.
    """
    ends = func.max(func.coalesce(_BARS.c.expires_at, _FOREVER), type_=UtcInstant)
    # Not IN: its list would be written into the text of the statement each time it is sent.
    others = [_BARS.c.medium != one for one in Medium if one not in media]
    standing = select(ends).where(_BARS.c.lifted_at.is_(None), *others, or_(*names))
    return standing.correlate(_NUMBERS, _PEOPLE, _ACCOUNTS).scalar_subquery()


def names_prospect() -> tuple[ColumnElement[bool], ...]:
    """Return the ways in which a suppression names a person, whatever their numbers."""
    return (
        _BARS.c.prospect_id == _PEOPLE.c.id,
        _BARS.c.account_id == _PEOPLE.c.account_id,
        _BARS.c.company == _ACCOUNTS.c.folded_name,
        _BARS.c.address == _PEOPLE.c.email,
        _BARS.c.domain == _PEOPLE.c.email_domain,
    )


def bars_on(
    session: Session, named: Named, media: Sequence[Medium], *only: ColumnElement[bool]
) -> dict[tuple[str, Any], datetime]:
    """Return by (column, value) until when each of these values is barred; free ones are absent.

    `only` leaves out suppressions that shall not count.
    """
    found: dict[tuple[str, Any], datetime] = {}
    ends = _ends(*only) if only else _ENDS
    for name, text, medium, end in ends.read(session, named):
        if medium in media:
            value = int(text) if name in _IDS else text
            found[name, value] = max(end, found.get((name, value), end))
    return found


def _ends(*only: ColumnElement[bool]) -> AmongEither:
    """Return what finds values that are barred: column, value as text, medium and until when."""
    ends = func.max(func.coalesce(_BARS.c.expires_at, _FOREVER), type_=UtcInstant)
    return AmongEither(
        {
            name: (
                select(literal(name), cast(_BARS.c[name], String), _BARS.c.medium, ends)
                .where(_BARS.c.lifted_at.is_(None), *only)
                .group_by(_BARS.c[name], _BARS.c.medium),
                _BARS.c[name],
            )
            for name in _NAMING
        }
    )


def holds_at(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Return whether a suppression is neither lifted nor at its end."""
    is_ended = _BARS.c.expires_at.is_(None) | (_BARS.c.expires_at > now)
    return and_(_BARS.c.lifted_at.is_(None), is_ended)


_REACHED_AT = table_of(ProspectNumber)
_THEIR_NUMBERS = (
    select(_NUMBERS.c.e164)
    .join_from(_NUMBERS, _REACHED_AT, _REACHED_AT.c.number_id == _NUMBERS.c.id)
    .where(_REACHED_AT.c.prospect_id == bindparam("prospect_id"))
    .where(_REACHED_AT.c.wrong_at.is_(None))
)
STANDING_BARS = Prepared(
    select(_BARS.c.id)
    .join_from(_BARS, _PEOPLE, _PEOPLE.c.id == bindparam("prospect_id"))
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _PEOPLE.c.account_id)
    .where(holds_at(bindparam("now", type_=UtcInstant)))
    .where(or_(*names_prospect(), _BARS.c.e164.in_(_THEIR_NUMBERS)))
    .order_by(_BARS.c.since, _BARS.c.id)
)
"""The suppressions that hold on the prospect `prospect_id`, or on one of their numbers, at `now`."""


def prospects_named(session: Session, targets: Iterable[Target]) -> set[int]:
    """Return the prospects that these targets name, those at a wrong number left out."""
    found: set[int] = set()
    for column, values in named_by(targets).items():
        for part in in_parts(values):
            found |= set(session.scalars(_PROSPECTS[column](part)))
    return found


def target_of(row: Suppression) -> Target:
    """Return whom or what a suppression names."""
    scope = SuppressionScope(row.scope)
    values = (row.e164, row.address, row.domain, row.company, row.prospect_id, row.account_id)
    return Target(scope, next(value for value in values if value is not None))


def stale_check_of(session: Session, phone: Phone, now: datetime) -> StaleCheck | None:
    """Return the check of the number's register if it is too old to dial by."""
    return stale_check_by(registers_checked(session), phone, now)


def stale_check_by(checked: Mapping[str, date], phone: Phone, now: datetime) -> StaleCheck | None:
    """Return the same by what is known of the registers (`registers_checked`)."""
    country = country_of(phone) if checked else ""
    if country not in REGISTER_AGES:
        return None
    return stale_check(country, checked.get(country), now.date())


def registers_checked(session: Session) -> dict[str, date]:
    """Return by country the day of the newest whole check of its register; those never made lack."""
    return {row.register: row.checked_on for row in _CHECKED.rows(session, {})}


def stale_registers(session: Session, today: date) -> frozenset[str]:
    """Return the countries whose register was checked too long ago to dial there."""
    checked = registers_checked(session).items()
    return frozenset(register for register, day in checked if stale_check(register, day, today))


_LISTS = table_of(SuppressionList)
_CHECKED = Prepared(
    select(_LISTS.c.register, func.max(_LISTS.c.checked_on).label("checked_on"))
    .where(_LISTS.c.finished_at.is_not(None), _LISTS.c.register != "")
    .group_by(_LISTS.c.register)
)


_FOREVER = literal(FOREVER, UtcInstant)
_NAMING = ("e164", "address", "domain", "company", "prospect_id", "account_id")
_IDS = frozenset({"prospect_id", "account_id"})
_ENDS = _ends()


def _at_numbers(e164s: Sequence[Any]) -> Select[int]:
    return (
        select(ProspectNumber.prospect_id)
        .join(Number, Number.id == ProspectNumber.number_id)
        .where(Number.e164.in_(e164s), ProspectNumber.wrong_at.is_(None))
    )


_PROSPECTS: dict[str, Callable[[Sequence[Any]], Select[int]]] = {
    "e164": _at_numbers,
    "prospect_id": lambda ids: select(Prospect.id).where(Prospect.id.in_(ids)),
    "account_id": lambda ids: select(Prospect.id).where(Prospect.account_id.in_(ids)),
    "company": lambda names: (
        select(Prospect.id)
        .join(Account, Account.id == Prospect.account_id)
        .where(Account.folded_name.in_(names))
    ),
    "address": lambda addresses: select(Prospect.id).where(Prospect.email.in_(addresses)),
    "domain": lambda domains: select(Prospect.id).where(Prospect.email_domain.in_(domains)),
}
