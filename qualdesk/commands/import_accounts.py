"""Which account a row of a list is of: a known one, a further site of one, or one to be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qualdesk.domain.business_names import bare_name, bare_street
from qualdesk.domain.places import folded
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.store.account_domains import accounts_at
from qualdesk.store.session import Session

AccountKey = tuple[str, str, str, bool]


@dataclass(slots=True)
class KnownAccount:
    """An account; without an id it is made by this part of the list."""

    name: str
    is_closed: bool
    id: int | None = None
    site_id: int | None = None
    pinned_territory_id: int | None = None
    source: LeadRow | None = None
    is_new: bool = False
    """Whether this part of the list made it."""
    owner: "KnownAccount | None" = None
    """The account of which this is a further site."""
    place: tuple[str, str] = ("", "")
    """City and country of the site."""


def account_key(row: LeadRow) -> AccountKey:
    """Return what makes two rows the same account: name, postal code, street, open or closed.

    “Acme” is “ACME, Inc.” there, and “12 Main Street” is “12 Main St.”.
    """
    told = row.folded
    return (told.name, told.postal_code, told.street, row.is_closed)


def _key_of(company: str, postal_code: str, street: str, *, is_closed: bool) -> AccountKey:
    name = bare_name(folded(company)) or company
    return (name, folded(postal_code), bare_street(folded(street)), is_closed)


class KnownAccounts:
    """Accounts of the database that a part of a list may mean, and those it adds."""

    def __init__(self) -> None:
        self._by_key: dict[AccountKey, KnownAccount] = {}
        self._owners: dict[str, KnownAccount | None] = {}

    def load_owners(self, session: Session, rows: Sequence[LeadRow]) -> None:
        """Read whose the domains are of rows that name no known account."""
        named = {row.folded.company_domain for row in rows if account_key(row) not in self._by_key}
        unknown = named - {""} - self._owners.keys()
        for domain, sites in accounts_at(session, unknown).items():
            places = [self._with_place(site) for site in sites]
            self._owners[domain] = places[0]

    def owners(self) -> list[KnownAccount]:
        """Return the accounts that have a domain of these rows to themselves."""
        return [one for one in self._owners.values() if one is not None]

    def of(self, row: LeadRow) -> KnownAccount:
        """Return the account of a row, known or to be made."""
        key = account_key(row)
        if key not in self._by_key:
            self._by_key[key] = self._at_owner(row) or self._made(row)
        return self._by_key[key]

    def at_site(self, row: Any) -> tuple[AccountKey, KnownAccount]:
        """Return the account at a site that was read from the database, and its key."""
        is_closed = row.closed_on is not None
        key = _key_of(row.name, row.postal_code, row.street, is_closed=is_closed)
        if key not in self._by_key:
            ids = (row.account_id, row.site_id, row.pinned_territory_id)
            self._by_key[key] = KnownAccount(row.name, is_closed, *ids)
        return key, self._by_key[key]

    def put_back(self, key: AccountKey, account: KnownAccount) -> KnownAccount:
        """Know an account that an earlier row of a list would have made, unless it is known."""
        return self._by_key.setdefault(key, account)

    def _with_place(self, site: Any) -> KnownAccount:
        _key, known = self.at_site(site)
        known.place = (folded(site.city), site.country)
        return known

    def _made(self, row: LeadRow) -> KnownAccount:
        """Return an account that is made for a row; a domain of two accounts is of neither."""
        made = KnownAccount(row.company, row.is_closed, source=row)
        made.place = (folded(row.city), row.country)
        for domain in {row.folded.company_domain, row.folded.site_domain} - {""}:
            self._owners[domain] = None if domain in self._owners else made
        return made

    def _at_owner(self, row: LeadRow) -> KnownAccount | None:
        """Return the place of a row at the one account of its domain, if that is its company."""
        owner = self._owners.get(row.folded.company_domain)
        if owner is None or not _is_of(owner, row):
            return None
        if _is_at(owner, row):
            return owner
        street = row.street or ("" if row.postal_code else row.city or row.country)
        key = _key_of(owner.name, row.postal_code, street, is_closed=row.is_closed)
        if key not in self._by_key:
            self._by_key[key] = KnownAccount(
                owner.name,
                owner.is_closed,
                pinned_territory_id=owner.pinned_territory_id,
                source=row,
                owner=owner,
                place=(folded(row.city), row.country),
            )
        return self._by_key[key]


def _is_of(owner: KnownAccount, row: LeadRow) -> bool:
    """Whether a row names the company of an account, or none at all."""
    has_none = row.company == row.folded.company_domain
    is_named = row.folded.name == (bare_name(folded(owner.name)) or owner.name)
    return owner.is_closed == row.is_closed and (has_none or is_named)


def _is_at(owner: KnownAccount, row: LeadRow) -> bool:
    """Whether a row tells no other place than the account's own."""
    if row.street or row.postal_code:
        return False
    city, country = owner.place
    return folded(row.city) in {"", city} and (not city or row.country in {"", country})
