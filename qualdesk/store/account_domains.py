"""Accounts by the domain of their people's addresses or their website, where it is one's alone."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from qualdesk.store.among import Among, Each
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Prospect, Site


def accounts_at(session: Session, domains: Collection[str]) -> dict[str, list[Any]]:
    """Return by domain the sites, eldest first, of the one account that has it.

    A domain from which people of several accounts write, or of several websites, tells none.
    """
    alone: dict[str, int] = {}
    for domain, *ends in _OWNERS.read(session, domains):
        if len(owners := {*ends} - {None}) == 1:
            alone[domain] = owners.pop()
    sites: dict[int, list[Any]] = {}
    for site in sorted(_SITES_OF.read(session, {*alone.values()}), key=lambda one: one.site_id):
        sites.setdefault(site.account_id, []).append(site)
    return {domain: sites[one] for domain, one in alone.items() if one in sites}


def _owners(domain: ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    """Return the least and the greatest account of a domain: each a look into an index."""
    of_people = _PEOPLE.c.email_domain == domain
    of_site = (_ACCOUNTS.c.domain == domain, _ACCOUNTS.c.domain != _NONE)
    ends = (
        *(select(end(_PEOPLE.c.account_id)).where(of_people) for end in (func.min, func.max)),
        *(select(end(_ACCOUNTS.c.id)).where(*of_site) for end in (func.min, func.max)),
    )
    return select(domain, *(one.scalar_subquery() for one in ends))


_NONE: ColumnElement[str] = literal_column("''")
"""In the words of the partial index: by a parameter PostgreSQL does not know it again."""

_PEOPLE, _ACCOUNTS, _PLACES = table_of(Prospect), table_of(Account), table_of(Site)
_OWNERS = Each(_owners)
_SITES_OF = Among(
    select(
        _ACCOUNTS.c.id.label("account_id"),
        _ACCOUNTS.c.name,
        _ACCOUNTS.c.closed_on,
        _ACCOUNTS.c.pinned_territory_id,
        _PLACES.c.id.label("site_id"),
        _PLACES.c.postal_code,
        _PLACES.c.street,
        _PLACES.c.city,
        _PLACES.c.country,
    )
    .join_from(_ACCOUNTS, _PLACES, _PLACES.c.account_id == _ACCOUNTS.c.id)
    .where(_ACCOUNTS.c.merged_into_id.is_(None)),
    _ACCOUNTS.c.id,
)
