"""Who is who: identities read from the database, of a list and of those it may be like."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, func, select

from qualdesk.domain.likeness import Identity
from qualdesk.domain.mail_domains import own_domain
from qualdesk.domain.places import folded
from qualdesk.store.among import Among
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, ImportedRow, Number, Prospect, ProspectNumber, Site

_PART = 2_000


def identities(session: Session, prospect_ids: Collection[int]) -> dict[int, Identity]:
    """Return by id who these prospects are; those taken into others and those that ended lack."""
    numbers: dict[int, set[str]] = defaultdict(set)
    for prospect_id, e164 in _NUMBERS.read(session, prospect_ids):
        numbers[prospect_id].add(e164)
    return {
        row.id: Identity(
            person=folded(f"{row.first_name} {row.last_name}".strip()),
            company=row.company,
            street=folded(row.street),
            postal_code=folded(row.postal_code),
            city=folded(row.city),
            email=row.email,
            domain=own_domain(row.email_domain),
            numbers=frozenset(numbers[row.id]),
        )
        for row in _PEOPLE.read(session, prospect_ids)
    }


def prospects_after(session: Session, last: int) -> list[int]:
    """Return the next prospects by id, none at the end."""
    return list(session.scalars(_NEXT, {"last": last}))


def prospects_of_list(session: Session, list_id: int) -> "array[int]":
    """Return the prospects that the rows of a list became or joined, by id, eight bytes each."""
    query = _THOSE_OF_LIST.execution_options(yield_per=_PART)
    found = session.scalars(query, {"list_id": list_id})
    return array("q", (one for one in found if one is not None))


def without(ids: Sequence[int], those: "array[int]") -> list[int]:
    """Return of some ids, in their order, all but those; both are sorted."""
    if not ids:
        return []
    between = set(those[bisect_left(those, ids[0]) : bisect_right(those, ids[-1])])
    return [one for one in ids if one not in between]


def prospects_near(session: Session, list_id: int) -> list[int]:
    """Return by id who shares number, address, company, domain or code with somebody of a list."""
    asked = {"list_id": list_id}
    found: set[int] = set()
    for query in _NEAR:
        found |= set(session.scalars(query, asked))
    domains = {own_domain(one) for one in session.scalars(_DOMAINS, asked)}
    found |= {row.id for row in _AT_DOMAIN.read(session, domains - {""})}
    return sorted(found)


def count_prospects(session: Session) -> int:
    """Return how many prospects there are, with those who were merged or have left."""
    return session.scalar(select(func.count()).select_from(Prospect)) or 0


_OF_LIST = select(ImportedRow.prospect_id).where(ImportedRow.list_id == bindparam("list_id"))
_THOSE_OF_LIST = _OF_LIST.distinct().order_by(ImportedRow.prospect_id)
_ON_LIST = Prospect.id.in_(_OF_LIST)
_NEAR = (
    select(ProspectNumber.prospect_id).where(
        ProspectNumber.number_id.in_(
            select(ProspectNumber.number_id).where(ProspectNumber.prospect_id.in_(_OF_LIST))
        )
    ),
    select(Prospect.id).where(
        Prospect.email.in_(select(Prospect.email).where(_ON_LIST, Prospect.email != ""))
    ),
    select(Prospect.id)
    .join(Account, Account.id == Prospect.account_id)
    .where(
        Account.folded_name.in_(
            select(Account.folded_name)
            .join(Prospect, Prospect.account_id == Account.id)
            .where(_ON_LIST)
        )
    ),
    select(Prospect.id)
    .join(Site, Site.id == Prospect.site_id)
    .where(
        Site.postal_code.in_(
            select(Site.postal_code)
            .join(Prospect, Prospect.site_id == Site.id)
            .where(_ON_LIST, Site.postal_code != "")
        )
    ),
)
_DOMAINS = select(Prospect.email_domain).where(_ON_LIST).distinct()
_PROSPECTS, _ACCOUNTS, _SITES = table_of(Prospect), table_of(Account), table_of(Site)
_PHONES, _REACHED_AT = table_of(Number), table_of(ProspectNumber)
_AT_DOMAIN = Among(select(_PROSPECTS.c.id), _PROSPECTS.c.email_domain)
_NUMBERS = Among(
    select(_REACHED_AT.c.prospect_id, _PHONES.c.e164).join_from(
        _REACHED_AT, _PHONES, _PHONES.c.id == _REACHED_AT.c.number_id
    ),
    _REACHED_AT.c.prospect_id,
)
_THERE = (Prospect.merged_into_id.is_(None), Prospect.left_on.is_(None))
_PEOPLE = Among(
    select(
        *(
            _PROSPECTS.c[name]
            for name in ("id", "first_name", "last_name", "email", "email_domain")
        ),
        _ACCOUNTS.c.folded_name.label("company"),
        *(_SITES.c[name] for name in ("street", "postal_code", "city")),
    )
    .join_from(_PROSPECTS, _ACCOUNTS, _ACCOUNTS.c.id == _PROSPECTS.c.account_id)
    .join(_SITES, _SITES.c.id == _PROSPECTS.c.site_id)
    .where(_PROSPECTS.c.merged_into_id.is_(None), _PROSPECTS.c.left_on.is_(None))
    .where(_ACCOUNTS.c.closed_on.is_(None)),
    _PROSPECTS.c.id,
)
_NEXT = (
    select(Prospect.id)
    .where(*_THERE, Prospect.id > bindparam("last"))
    .order_by(Prospect.id)
    .limit(_PART)
)
