"""Who of a list is known already: the same prospect, or only the same name."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qualdesk.commands.doors import doors_shut
from qualdesk.commands.import_accounts import (
    AccountKey,
    KnownAccount,
    KnownAccounts,
    account_key,
)
from qualdesk.commands.import_found import (
    meant_by,
    members_among,
    people,
    phones_of,
    pursuits_of,
)
from qualdesk.commands.requests.imports import ListSource
from qualdesk.domain.lead import LeadState
from qualdesk.domain.places import folded
from qualdesk.domain.write_back import EMAIL, FIRST_NAME, JOB_TITLE, LAST_NAME
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session

PersonKey = tuple[AccountKey, str]


@dataclass(slots=True)
class KnownProspect:
    """A prospect; without an id it is made by this part of the list."""

    account: KnownAccount
    person: str
    email: str
    phones: set[str] = field(default_factory=set)
    id: int | None = None
    source: LeadRow | None = None
    line: int | None = None
    """The line of this list that made them."""
    new_phones: list[str] = field(default_factory=list)
    extensions: dict[str, str] = field(default_factory=dict)
    job_title: str = ""
    learned: dict[str, str] = field(default_factory=dict)
    """What rows that joined them tell and was not known, by the field it is written to."""
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
        made = cls(account, row.folded.person, row.email, set(row.phones), source=row)
        made.job_title = row.job_title
        return made


class Known:
    """Prospects of the database that a part of a list may mean, and those it adds."""

    def __init__(self, session: Session, campaign_id: int | None) -> None:
        self._session = session
        self._campaign_id = campaign_id
        self.accounts = KnownAccounts()
        self.prospects: dict[int, KnownProspect] = {}
        self.unwritten: list[KnownProspect] = []
        """Whom earlier rows of a list that is only tried out would have made."""
        self.by_line: dict[int, int] = {}
        self._by_email: dict[str, list[KnownProspect]] = defaultdict(list)
        self._by_person: dict[PersonKey, list[KnownProspect]] = defaultdict(list)
        self._by_name_and_code: dict[tuple[str, str, str], list[KnownProspect]] = defaultdict(list)

    def load(self, rows: Sequence[LeadRow], source: ListSource) -> None:
        """Read from the database all that these rows could mean."""
        meant = meant_by(self._session, rows, source)
        self.by_line |= meant.by_line
        self._load_prospects(meant.ids - self.prospects.keys())
        self.accounts.load_owners(self._session, rows)
        for address, kept_id in meant.formerly.items():
            if (kept := self.prospects.get(kept_id)) is not None:
                self._by_email[address].append(kept)

    def prospect_of(self, row: LeadRow) -> KnownProspect | None:
        """Return the prospect that a row clearly means, or None.

        The same line of the same file read in the same way, the same address and name, or company,
        address, name and number alike. A shared number alone never makes two people one.
        """
        if row.line in self.by_line:
            return self.prospects.get(self.by_line[row.line])
        person = row.folded.person
        at_address = self._by_email.get(row.email, ()) if row.email else ()
        for one in at_address:
            is_alone = all(other is one for other in at_address)
            if _is_same_mailbox_owner(one, row, person, is_alone=is_alone):
                return one
        for one in self._by_person.get((account_key(row), person), ()):
            if _is_same_at_company(one, row, person):
                return one
        return None

    def lookalike_of(self, row: LeadRow) -> KnownProspect | None:
        """Return somebody of the same name at the same company and postal code, or None."""
        key = name_and_code(row)
        return next(iter(self._by_name_and_code.get(key, ())), None) if key[1] else None

    def add(self, row: LeadRow) -> KnownProspect:
        """Return a new prospect for a row."""
        prospect = KnownProspect.of(row)
        prospect.account = self.accounts.of(row)
        prospect.line = row.line
        prospect.new_phones = list(row.phones)
        prospect.extensions = dict(row.extensions)
        self._index(prospect, account_key(row), name_and_code(row))
        return prospect

    def join(self, one: KnownProspect, row: LeadRow) -> None:
        """Add to somebody what a row of theirs tells and was not known; nothing is replaced."""
        fresh = [phone for phone in row.phones if phone not in one.phones]
        one.new_phones += fresh
        one.extensions |= {phone: row.extensions.get(phone, "") for phone in fresh}
        one.phones |= set(fresh)
        if row.email and not one.email:
            one.email = one.learned[EMAIL] = row.email
            self._by_email[row.email].append(one)
        if row.job_title and not one.job_title:
            one.job_title = one.learned[JOB_TITLE] = row.job_title
        if row.folded.person and not one.person:
            one.person = row.folded.person
            one.learned |= {FIRST_NAME: row.first_name, LAST_NAME: row.last_name}

    def put_back(self, one: KnownProspect, key: AccountKey, like: tuple[str, str, str]) -> None:
        """Know somebody whom an earlier row of a list would have made."""
        one.account = self.accounts.put_back(key, one.account)
        self.unwritten.append(one)
        self._index(one, key, like)

    def _index(
        self, prospect: KnownProspect, key: AccountKey, name_and_code: tuple[str, str, str]
    ) -> None:
        if prospect.email:
            self._by_email[prospect.email].append(prospect)
        self._by_person[key, prospect.person].append(prospect)
        self._by_name_and_code[name_and_code].append(prospect)

    def _load_prospects(self, ids: Collection[int]) -> None:
        if not ids:
            return
        phones = phones_of(self._session, ids)
        for row in people(self._session, ids):
            self._know(row, phones[row.prospect_id])
        for row in pursuits_of(self._session, ids):
            self._know_pursuit(row)
        for prospect_id in members_among(self._session, ids, self._campaign_id):
            if prospect_id in self.prospects:
                self.prospects[prospect_id].is_member = True
        for part in in_parts(ids):
            for prospect_id in doors_shut(self._session, part, self._campaign_id):
                if prospect_id in self.prospects:
                    self.prospects[prospect_id].is_door_shut = True

    def _know(self, row: Any, phones: set[str]) -> None:
        key, known = self.accounts.at_site(row)
        person = folded(f"{row.first_name} {row.last_name}")
        one = KnownProspect(known, person, row.email, phones, row.prospect_id)
        one.job_title = row.job_title
        self.prospects[row.prospect_id] = one
        self._index(one, key, (folded(row.name) or row.name, key[1], person))

    def _know_pursuit(self, row: Any) -> None:
        one = self.prospects.get(row.prospect_id)
        if one is not None and row.state == LeadState.CLOSED:
            one.resolved_at = row.resolved_at
        elif one is not None:
            one.open_lead_id = row.lead_id


def _is_same_mailbox_owner(
    one: KnownProspect, row: LeadRow, person: str, *, is_alone: bool
) -> bool:
    """Whether a row at somebody's address means them; a bare address means who is alone there."""
    if one.person and person:
        return one.person == person
    if row.is_closed:
        return False
    is_bare = not person and row.company in {row.email, row.folded.company_domain}
    return (is_bare and is_alone) or folded(one.account.name) == row.folded.company


def _is_same_at_company(one: KnownProspect, row: LeadRow, person: str) -> bool:
    """Whether a row of somebody's name and company means them; two addresses tell the nameless apart."""
    has_other_address = bool(one.email and row.email) and one.email != row.email
    if one.phones & set(row.phones):
        return bool(person) or not has_other_address
    is_unreachable = not (one.phones or row.phones) and one.account.name == row.company
    return is_unreachable and not has_other_address


def name_and_code(row: LeadRow) -> tuple[str, str, str]:
    """Return by what somebody is the like of another: company, postal code and name."""
    told = row.folded
    return (told.company or row.company, told.postal_code, told.person)
