"""Accounts by the domain of their people's addresses, where it is one account's alone."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from qualdesk.store.among import Among, Each
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Prospect, Site


def accounts_at(session: Session, domains: Collection[str]) -> dict[str, list[Any]]:
    """Return by domain the sites, eldest first, of the one account whose people write from there.

    A domain under which people of several accounts write tells none of them.
    """
    alone = {
        row.domain: row.eldest
        for row in _OWNERS.read(session, domains)
        if row.eldest is not None and row.eldest == row.youngest
    }
    sites: dict[int, list[Any]] = {}
    for site in sorted(_SITES_OF.read(session, {*alone.values()}), key=lambda one: one.site_id):
        sites.setdefault(site.account_id, []).append(site)
    return {domain: sites[one] for domain, one in alone.items() if one in sites}


def _owners(domain: ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    """Return the least and the greatest account of a domain: two looks into an index."""
    there = select(func.min(_PEOPLE.c.account_id)).where(_PEOPLE.c.email_domain == domain)
    last = select(func.max(_PEOPLE.c.account_id)).where(_PEOPLE.c.email_domain == domain)
    return select(
        domain.label("domain"),
        there.scalar_subquery().label("eldest"),
        last.scalar_subquery().label("youngest"),
    )


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
