"""Who of a list is known already: the same prospect, the same account, or only the same name."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, func, select

from qualdesk.commands.doors import doors_shut
from qualdesk.domain.lead import LeadState
from qualdesk.domain.places import folded
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    CampaignMember,
    ImportedList,
    ImportedRow,
    Lead,
    Number,
    Prospect,
    ProspectNumber,
    Site,
)

AccountKey = tuple[str, str, str, bool]
PersonKey = tuple[AccountKey, str]


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


@dataclass(slots=True)
class KnownProspect:
    """A prospect; without an id it is made by this part of the list."""

    account: KnownAccount
    person: str
    email: str
    phones: set[str] = field(default_factory=set)
    id: int | None = None
    source: LeadRow | None = None
    new_phones: list[str] = field(default_factory=list)
    extensions: dict[str, str] = field(default_factory=dict)
    open_lead_id: int | None = None
    resolved_at: datetime | None = None
    is_member: bool = False
    may_not_call: bool = False
    """Whether this list says that they must not be called."""
    barred_phones: set[str] = field(default_factory=set)
    """Those of their numbers that this list says must not be called."""
    is_door_shut: bool = False
    """Whether they were closed out on terms by which a list of this kind opens nothing."""

    @classmethod
    def of(cls, row: LeadRow) -> "KnownProspect":
        """Return what a row alone tells of somebody."""
        account = KnownAccount(row.company, row.is_closed, source=row)
        return cls(account, folded(row.person), row.email, set(row.phones), source=row)


def account_key(row: LeadRow) -> AccountKey:
    """Return what makes two rows the same account: name, postal code, street, open or closed."""
    return (
        folded(row.company) or row.company,
        folded(row.postal_code),
        folded(row.street),
        row.is_closed,
    )


class Known:
    """Accounts and prospects of the database that a part of a list may mean, and those it adds."""

    def __init__(self, session: Session, campaign_id: int | None) -> None:
        self._session = session
        self._campaign_id = campaign_id
        self.accounts: dict[AccountKey, KnownAccount] = {}
        self.prospects: dict[int, KnownProspect] = {}
        self.by_line: dict[int, int] = {}
        self._by_email: dict[str, list[KnownProspect]] = defaultdict(list)
        self._by_person: dict[PersonKey, list[KnownProspect]] = defaultdict(list)
        self._by_name_and_code: dict[tuple[str, str, str], list[KnownProspect]] = defaultdict(list)

    def load(self, rows: Sequence[LeadRow], file_sha256: str) -> None:
        """Read from the database all that these rows could mean."""
        self.by_line |= self._lines_of_earlier_imports(rows, file_sha256)
        ids = set(self.by_line.values())
        addresses = {row.email for row in rows} - {""}
        ids |= self._ids(select(Prospect.id), Prospect.email, addresses)
        formerly = self._kept_by_address(addresses)
        ids |= set(formerly.values())
        phones = {phone for row in rows for phone in row.phones}
        at_number = select(ProspectNumber.prospect_id).join(
            Number, Number.id == ProspectNumber.number_id
        )
        ids |= self._ids(at_number, Number.e164, phones)
        at_account = select(Prospect.id).join(Account, Account.id == Prospect.account_id)
        ids |= self._ids(at_account, Account.name, {row.company for row in rows})
        self._load_prospects(ids - set(self.prospects))
        for address, kept_id in formerly.items():
            if (kept := self.prospects.get(kept_id)) is not None:
                self._by_email[address].append(kept)

    def prospect_of(self, row: LeadRow) -> KnownProspect | None:
        """Return the prospect that a row clearly means, or None.

        The same line of the same file, the same address and name, or company, address, name and
        number alike. A shared number alone never makes two people one.
        """
        if row.line in self.by_line:
            return self.prospects.get(self.by_line[row.line])
        person = folded(row.person)
        for one in self._by_email.get(row.email, ()) if row.email else ():
            if _is_same_mailbox_owner(one, row, person):
                return one
        for one in self._by_person.get((account_key(row), person), ()):
            is_unreachable = not (one.phones or row.phones) and one.account.name == row.company
            if one.phones & set(row.phones) or is_unreachable:
                return one
        return None

    def lookalike_of(self, row: LeadRow) -> KnownProspect | None:
        """Return somebody of the same name at the same company and postal code, or None."""
        key = _name_and_code(row)
        return next(iter(self._by_name_and_code.get(key, ())), None) if key[1] else None

    def account_of(self, row: LeadRow) -> KnownAccount:
        """Return the account of a row, known or to be made."""
        key = account_key(row)
        if key not in self.accounts:
            self.accounts[key] = KnownAccount(row.company, row.is_closed, source=row)
        return self.accounts[key]

    def add(self, row: LeadRow) -> KnownProspect:
        """Return a new prospect for a row."""
        prospect = KnownProspect(
            self.account_of(row), folded(row.person), row.email, set(row.phones), source=row
        )
        prospect.new_phones = list(row.phones)
        prospect.extensions = dict(row.extensions)
        self._index(prospect, account_key(row), _name_and_code(row))
        return prospect

    def _index(
        self, prospect: KnownProspect, key: AccountKey, name_and_code: tuple[str, str, str]
    ) -> None:
        if prospect.email:
            self._by_email[prospect.email].append(prospect)
        self._by_person[key, prospect.person].append(prospect)
        self._by_name_and_code[name_and_code].append(prospect)

    def _lines_of_earlier_imports(self, rows: Sequence[LeadRow], sha256: str) -> dict[int, int]:
        query = (
            select(ImportedRow.line, ImportedRow.prospect_id, Prospect.merged_into_id)
            .join(ImportedList, ImportedList.id == ImportedRow.list_id)
            .join(Prospect, Prospect.id == ImportedRow.prospect_id)
            .where(ImportedList.file_sha256 == sha256)
            .where(ImportedRow.line.in_([row.line for row in rows]))
            .order_by(ImportedRow.list_id)
        )
        found = self._session.execute(query)
        return {line: merged or own for line, own, merged in found if own is not None}

    def _kept_by_address(self, addresses: Collection[str]) -> dict[str, int]:
        """Return who took in the prospect of an address, by the address."""
        found: dict[str, int] = {}
        for part in in_parts(addresses):
            query = select(Prospect.email, Prospect.merged_into_id).where(
                Prospect.email.in_(part), Prospect.merged_into_id.is_not(None)
            )
            found |= {email: kept for email, kept in self._session.execute(query) if kept}
        return found

    def _ids(self, query: Select[int], column: object, values: Collection[str]) -> set[int]:
        found: set[int] = set()
        for part in in_parts(values):
            found |= set(self._session.scalars(query.where(column.in_(part))))  # type: ignore[attr-defined]
        return found

    def _load_prospects(self, ids: Collection[int]) -> None:
        phones = self._phones_of(ids)
        for part in in_parts(ids):
            for prospect, account, site in self._session.execute(
                select(Prospect, Account, Site)
                .join(Account, Account.id == Prospect.account_id)
                .join(Site, Site.id == Prospect.site_id)
                .where(Prospect.id.in_(part), Prospect.merged_into_id.is_(None))
                .order_by(Prospect.id)
            ):
                self._know(prospect, account, site, phones[prospect.id])
        self._load_leads(ids)

    def _know(self, prospect: Prospect, account: Account, site: Site, phones: set[str]) -> None:
        is_closed = account.closed_on is not None
        code = folded(site.postal_code)
        key = (folded(account.name) or account.name, code, folded(site.street), is_closed)
        known = self.accounts.setdefault(
            key,
            KnownAccount(account.name, is_closed, account.id, site.id, account.pinned_territory_id),
        )
        person = folded(f"{prospect.first_name} {prospect.last_name}")
        one = KnownProspect(known, person, prospect.email, phones, prospect.id)
        self.prospects[prospect.id] = one
        self._index(one, key, (account.name, code, person))

    def _phones_of(self, ids: Collection[int]) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for part in in_parts(ids):
            for prospect_id, e164 in self._session.execute(
                select(ProspectNumber.prospect_id, Number.e164)
                .join(Number, Number.id == ProspectNumber.number_id)
                .where(ProspectNumber.prospect_id.in_(part))
            ):
                found[prospect_id].add(e164)
        return found

    def _load_leads(self, ids: Collection[int]) -> None:
        for part in in_parts(ids):
            for prospect_id, lead_id, state, resolved_at in self._session.execute(
                select(Lead.prospect_id, func.max(Lead.id), Lead.state, func.max(Lead.resolved_at))
                .where(Lead.prospect_id.in_(part))
                .group_by(Lead.prospect_id, Lead.state)
            ):
                if (one := self.prospects.get(prospect_id)) is None:
                    continue
                if state == LeadState.CLOSED:
                    one.resolved_at = resolved_at
                else:
                    one.open_lead_id = lead_id
            for prospect_id in doors_shut(self._session, part, self._campaign_id):
                if prospect_id in self.prospects:
                    self.prospects[prospect_id].is_door_shut = True
            for prospect_id in self._session.scalars(
                select(CampaignMember.prospect_id).where(
                    CampaignMember.campaign_id == self._campaign_id,
                    CampaignMember.prospect_id.in_(part),
                )
            ):
                if prospect_id in self.prospects:
                    self.prospects[prospect_id].is_member = True


def _is_same_mailbox_owner(one: KnownProspect, row: LeadRow, person: str) -> bool:
    if one.person and person:
        return one.person == person
    return not row.is_closed and folded(one.account.name) == folded(row.company)


def _name_and_code(row: LeadRow) -> tuple[str, str, str]:
    return (row.company, folded(row.postal_code), folded(row.person))
