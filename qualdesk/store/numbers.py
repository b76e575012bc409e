"""The one place that decides who may be dialled and mailed: numbers, suppressions, their ends."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from qualdesk.domain.mail import MailKind
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.phone import Phone
from qualdesk.domain.suppression import FOREVER, domain_of, folded_address
from qualdesk.store.by_ids import ByIds
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.suppressions import (
    OF_MAIL,
    OF_PHONE,
    Target,
    barred_until,
    bars_on,
    names_prospect,
)
from qualdesk.store.tables import (
    Account,
    BadAddress,
    Dial,
    Lead,
    Number,
    Person,
    Prospect,
    ProspectNumber,
    Suppression,
)


@dataclass(frozen=True, slots=True)
class DialableNumber:
    """A number that is neither wrong, out of service nor suppressed for ever."""

    id: int
    phone: Phone
    barred_until: datetime | None = None
    """When its suppression ends; None if it has none."""

    def is_free_at(self, now: datetime) -> bool:
        """Whether nothing bars it at that moment."""
        return self.barred_until is None or self.barred_until <= now


@dataclass(frozen=True, slots=True)
class Reach:
    """What suppressions leave of a prospect, apart from their numbers; None is not barred."""

    has_address: bool
    """Whether there is an e-mail address, and no mail to it came back for good."""
    phone_until: datetime | None
    """Until when they must not be called, at whatever number."""
    mail_until: datetime | None

    def may_be_mailed_at(self, now: datetime) -> bool:
        """Whether they have an address and nothing bars mail to them."""
        return self.has_address and not self.is_mail_barred_at(now)

    def is_mail_barred_at(self, now: datetime) -> bool:
        """Whether somebody said that they must not be mailed."""
        return self.mail_until is not None and self.mail_until > now


def dialable_numbers(
    session: Session, prospect_ids: Collection[int], now: datetime
) -> dict[int, list[DialableNumber]]:
    """Return by prospect the numbers that may be dialled at `now`, the next one first."""
    in_time = numbers_in_time(session, prospect_ids)
    free = {key: [one for one in found if one.is_free_at(now)] for key, found in in_time.items()}
    return {key: found for key, found in free.items() if found}


def numbers_in_time(
    session: Session, prospect_ids: Collection[int]
) -> dict[int, list[DialableNumber]]:
    """Return by prospect the numbers that may be dialled now or once their suppression ends."""
    found: dict[int, list[DialableNumber]] = defaultdict(list)
    for prospect_id, number_id, e164, until in _NUMBERS.read(session, prospect_ids):
        if until != FOREVER:
            found[prospect_id].append(DialableNumber(number_id, Phone(e164), until))
    return found


def next_number(numbers: Collection[DialableNumber], now: datetime) -> DialableNumber | None:
    """Return the number to dial next: the first that is free, else the first to come free."""
    ordered = sorted(
        numbers, key=lambda one: now if one.is_free_at(now) else one.barred_until or now
    )
    return ordered[0] if ordered else None


def reach_of(session: Session, prospect_ids: Collection[int]) -> dict[int, Reach]:
    """Return by prospect what suppressions leave of them."""
    return {
        row.id: Reach(
            row.email != "" and not row.is_bad,
            row.phone_until,
            _latest(row.mail_until, row.number_until),
        )
        for row in _REACH.read(session, prospect_ids)
    }


def may_be_mailed(session: Session, prospect_id: int, now: datetime) -> bool:
    """Whether the prospect has an address and nothing bars mail to them."""
    reach = reach_of(session, [prospect_id]).get(prospect_id)
    return reach is not None and reach.may_be_mailed_at(now)


def is_mail_barred(
    session: Session, *, lead_id: int, address: str, kind: MailKind, now: datetime
) -> bool:
    """Whether a mail must not go: barred is its address, the lead's prospect, or who has it too."""
    is_ours = exists().where(Person.email == address)
    if kind.is_to_rep or session.scalar(select(is_ours)):
        return False
    folded = folded_address(address)
    named = {"address": {folded}, "domain": {domain_of(folded)}}
    the_lead = select(Lead.prospect_id).where(Lead.id == lead_id).scalar_subquery()
    concerned = session.scalars(
        select(Prospect.id).where(or_(Prospect.id == the_lead, Prospect.email == folded))
    ).all()
    by_value = bars_on(session, named, OF_MAIL).values()
    reaches = reach_of(session, concerned).values()
    return any(end > now for end in by_value) or any(one.is_mail_barred_at(now) for one in reaches)


def is_bad_address(session: Session, address: str) -> bool:
    """Whether mail to an address came back for good."""
    bad = select(BadAddress.address).where(BadAddress.address == address)
    return session.scalar(bad) is not None


def number_rung(session: Session, prospect_id: int, dial_id: int | None) -> int | None:
    """Return the number of a call's dial, else the one that would be dialled next."""
    if dial_id is not None:
        return session.scalar(select(Dial.number_id).where(Dial.id == dial_id))
    return session.scalar(
        select(ProspectNumber.number_id)
        .where(ProspectNumber.prospect_id == prospect_id, ProspectNumber.wrong_at.is_(None))
        .order_by(ProspectNumber.position)
        .limit(1)
    )


def target_on_call(
    session: Session, *, scope: SuppressionScope, prospect_id: int, dial_id: int | None
) -> Target | None:
    """Return whom or what a scope names on a call to a prospect; None if that is not known."""
    prospect = session.get_one(Prospect, prospect_id)
    number_id = number_rung(session, prospect_id, dial_id)
    value = {
        SuppressionScope.NUMBER: session.scalar(select(Number.e164).where(Number.id == number_id)),
        SuppressionScope.PERSON: prospect_id,
        SuppressionScope.COMPANY: prospect.account_id,
        SuppressionScope.ADDRESS: folded_address(prospect.email),
        SuppressionScope.DOMAIN: prospect.email_domain,
    }[scope]
    return Target(scope, value) if value else None


_PROSPECTS, _ACCOUNTS = table_of(Prospect), table_of(Account)
_PHONES, _REACHED_AT = table_of(Number), table_of(ProspectNumber)
_BARS, _BAD = table_of(Suppression), table_of(BadAddress)
_NUMBERS = ByIds(
    select(
        _REACHED_AT.c.prospect_id,
        _PHONES.c.id,
        _PHONES.c.e164,
        barred_until(OF_PHONE, _BARS.c.e164 == _PHONES.c.e164, *names_prospect()),
    )
    .join_from(_REACHED_AT, _PHONES, _PHONES.c.id == _REACHED_AT.c.number_id)
    .join(_PROSPECTS, _PROSPECTS.c.id == _REACHED_AT.c.prospect_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _PROSPECTS.c.account_id)
    .where(_REACHED_AT.c.wrong_at.is_(None), _PHONES.c.out_of_service_at.is_(None))
    .order_by(_REACHED_AT.c.prospect_id, _REACHED_AT.c.position, _PHONES.c.id),
    _REACHED_AT.c.prospect_id,
)

_THEIR_NUMBERS = (
    select(_PHONES.c.e164)
    .join_from(_PHONES, _REACHED_AT, _REACHED_AT.c.number_id == _PHONES.c.id)
    .where(_REACHED_AT.c.prospect_id == _PROSPECTS.c.id, _REACHED_AT.c.wrong_at.is_(None))
    .correlate(_PROSPECTS)
)

_REACH = ByIds(
    select(
        _PROSPECTS.c.id,
        _PROSPECTS.c.email,
        barred_until(OF_PHONE, *names_prospect()).label("phone_until"),
        barred_until(OF_MAIL, *names_prospect()).label("mail_until"),
        barred_until(OF_MAIL, _BARS.c.e164.in_(_THEIR_NUMBERS)).label("number_until"),
        exists().where(_BAD.c.address == _PROSPECTS.c.email).label("is_bad"),
    ).join_from(_PROSPECTS, _ACCOUNTS, _ACCOUNTS.c.id == _PROSPECTS.c.account_id),
    _PROSPECTS.c.id,
)


def _latest(*ends: datetime | None) -> datetime | None:
    return max((end for end in ends if end is not None), default=None)
