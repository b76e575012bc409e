"""People as the palette lists them: by a few letters, by a company, or with whom one spoke last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Row, Select, bindparam, select

from qualdesk.domain.lead import LeadState
from qualdesk.domain.looking_up import folded_words
from qualdesk.domain.naming import prospect_name
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Claim,
    Lead,
    Person,
    Prospect,
    ProspectNumber,
    Site,
    Touch,
)

MOST_SHOWN = 7
_MOST_AT_ONCE, _MOST_TOUCHES = 200, 60

Named = Row[*tuple[object, ...]]
"""A line of `named`."""


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A prospect and the lead that is opened for them; `called_by` is who holds it now."""

    prospect_id: int
    lead_id: int
    name: str
    company: str
    city: str
    state: LeadState
    called_by: str = ""
    is_on_my_desk: bool = False


def named(session: Session, ids: Sequence[int]) -> Sequence[Named]:
    """Return names, company and city of prospects; those made one with another are left out."""
    return session.execute(_NAMES, {"ids": ids}).all() if ids else []


def recent_people(
    session: Session, *, caller_id: int, now: datetime, limit: int = MOST_SHOWN
) -> list[PersonFound]:
    """Return with whom a caller had to do last, the newest first."""
    ids = list(dict.fromkeys(session.scalars(_TOUCHED, {"caller_id": caller_id})))[:limit]
    names = {row.id: row for row in named(session, ids)}
    return with_leads(session, [names[one] for one in ids if one in names], caller_id, now)


def people_at_number(
    session: Session, *, number_id: int, but: int, caller_id: int, now: datetime
) -> list[PersonFound]:
    """Return who else is reached at a number, by name; `but` is whom one speaks to already."""
    ids = session.scalars(_AT_NUMBER, {"number_id": number_id, "but": but}).all()
    return with_leads(session, in_order(named(session, ids), ()), caller_id, now)


def people_at_company(
    session: Session, *, account_id: int, caller_id: int, now: datetime
) -> list[PersonFound]:
    """Return whom we know at a company, by name."""
    ids = session.scalars(_AT_COMPANY, {"account_id": account_id}).all()
    return with_leads(session, in_order(named(session, ids), ()), caller_id, now)


def in_order(rows: Sequence[Named], begun: Sequence[str]) -> list[Named]:
    """Return people in order: who is called so themselves comes before whose company is."""
    return sorted(rows, key=partial(_place, begun=begun))


def with_leads(
    session: Session, rows: Sequence[Named], caller_id: int, now: datetime
) -> list[PersonFound]:
    """Return people each with the lead that is opened for them; without one they are left out."""
    asked = {"prospect_ids": [row.id for row in rows], "now": now}
    found = session.execute(_LEADS_OF, asked) if rows else ()
    leads = {lead.prospect_id: lead for lead in found}
    return [_found(row, leads[row.id], caller_id) for row in rows if row.id in leads]


def _place(row: Named, begun: Sequence[str]) -> tuple[object, ...]:
    """Return a key by which people stand in order: who is called so themselves comes first."""
    last, first = folded_words(row.last_name), folded_words(row.first_name)
    is_last = any(last.startswith(word) for word in begun)
    is_named = is_last or any(first.startswith(word) for word in begun)
    return (not is_last, not is_named, last, first, row.id)


def _found(row: Named, lead: Row[*tuple[object, ...]], caller_id: int) -> PersonFound:
    is_mine = lead.caller_id == caller_id
    return PersonFound(
        prospect_id=row.id,
        lead_id=lead.id,
        name=prospect_name(row.first_name, row.last_name, row.company),
        company=row.company,
        city=row.city,
        state=LeadState(lead.state),
        called_by="" if is_mine else lead.called_by or "",
        is_on_my_desk=is_mine,
    )


_PEOPLE, _ACCOUNTS, _SITES = table_of(Prospect), table_of(Account), table_of(Site)
_REACHED_AT, _TOUCHES = table_of(ProspectNumber), table_of(Touch)
_LEADS, _CLAIMS, _CALLERS = table_of(Lead), table_of(Claim), table_of(Person)

_AT_NUMBER = (
    select(_REACHED_AT.c.prospect_id)
    .where(
        _REACHED_AT.c.number_id == bindparam("number_id"),
        _REACHED_AT.c.prospect_id != bindparam("but"),
        _REACHED_AT.c.wrong_at.is_(None),
    )
    .limit(_MOST_AT_ONCE)
)
_AT_COMPANY = (
    select(_PEOPLE.c.id)
    .where(_PEOPLE.c.account_id == bindparam("account_id"), _PEOPLE.c.merged_into_id.is_(None))
    .limit(_MOST_AT_ONCE)
)
_NAMES: Select[*tuple[object, ...]] = (
    select(
        _PEOPLE.c.id,
        _PEOPLE.c.first_name,
        _PEOPLE.c.last_name,
        _PEOPLE.c.account_id,
        _ACCOUNTS.c.name.label("company"),
        _SITES.c.city,
    )
    .join_from(_PEOPLE, _ACCOUNTS, _ACCOUNTS.c.id == _PEOPLE.c.account_id)
    .join(_SITES, _SITES.c.id == _PEOPLE.c.site_id)
    .where(
        _PEOPLE.c.id.in_(bindparam("ids", expanding=True)),
        _PEOPLE.c.merged_into_id.is_(None),
    )
)
_LEADS_OF: Select[*tuple[object, ...]] = (
    select(
        _LEADS.c.id,
        _LEADS.c.prospect_id,
        _LEADS.c.state,
        _CLAIMS.c.caller_id,
        _CALLERS.c.name.label("called_by"),
    )
    .join_from(
        _LEADS,
        _CLAIMS,
        (_CLAIMS.c.lead_id == _LEADS.c.id) & (_CLAIMS.c.until > bindparam("now")),
        isouter=True,
    )
    .join(_CALLERS, _CALLERS.c.id == _CLAIMS.c.caller_id, isouter=True)
    .where(_LEADS.c.prospect_id.in_(bindparam("prospect_ids", expanding=True)))
    # The last one of each is taken: the open one, else the newest.
    .order_by(_LEADS.c.state != LeadState.CLOSED, _LEADS.c.id)
)
_TOUCHED = (
    select(_TOUCHES.c.prospect_id)
    .where(_TOUCHES.c.person_id == bindparam("caller_id"))
    .order_by(_TOUCHES.c.happened_at.desc())
    .limit(_MOST_TOUCHES)
)
