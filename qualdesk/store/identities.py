"""Who is who: identities read from the database, and a file beside it in which the like meet."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import bindparam, func, select

from qualdesk.domain.likeness import Identity, block_keys
from qualdesk.domain.mail_domains import own_domain
from qualdesk.domain.places import folded
from qualdesk.store.among import Among
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, ImportedRow, Number, Prospect, ProspectNumber, Site

LARGEST_BLOCK = 50
"""Who shares a key with more others shares something that tells nobody apart: a switchboard."""

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


def prospects_of_list(session: Session, list_id: int) -> set[int]:
    """Return the prospects that the rows of a list became or joined."""
    return {one for one in session.scalars(_OF_LIST, {"list_id": list_id}) if one is not None}


def prospects_near(session: Session, list_id: int) -> list[int]:
    """Return those of a list, and who shares number, address, company, domain or code with one."""
    asked = {"list_id": list_id}
    found: set[int] = set()
    for query in (*_NEAR, _OF_LIST):
        found |= {one for one in session.scalars(query, asked) if one is not None}
    domains = {own_domain(one) for one in session.scalars(_DOMAINS, asked)}
    found |= {row.id for row in _AT_DOMAIN.read(session, domains - {""})}
    return sorted(found)


def are_few(session: Session, prospect_ids: Collection[int]) -> bool:
    """Whether these are so few beside the base that only those near them are worth reading."""
    everybody = session.scalar(select(func.count()).select_from(Prospect)) or 0
    return len(prospect_ids) * _FEW_BESIDE < everybody


_FEW_BESIDE = 10
_OF_LIST = select(ImportedRow.prospect_id).where(ImportedRow.list_id == bindparam("list_id"))
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


class Blocks:
    """The keys of all prospects, in a file of their own that is thrown away at the end.

    A key is kept as its hash, which differs from program to program: the file is for this one.
    """

    def __init__(self, path: Path) -> None:
        self._file = sqlite.connect(str(path), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
        for pragma in _PRAGMAS:
            self._file.execute(f"PRAGMA {pragma}")
        self._file.execute("CREATE TABLE block(key INTEGER, prospect INTEGER, is_asked INTEGER)")
        self._wanted = _Marks()

    def add_asked(self, known: Mapping[int, Identity]) -> None:
        """Put prospects of whom pairs are wanted under their keys; all of them before the others."""
        rows = list(_under_keys(known))
        for key, _prospect_id in rows:
            self._wanted.mark(key)
        self._put(_ASKED, rows)

    def add_others(self, known: Mapping[int, Identity]) -> None:
        """Put prospects under those of their keys under which somebody asked may stand."""
        is_marked = self._wanted.is_marked
        self._put(_OTHER, (row for row in _under_keys(known) if is_marked(row[0])))

    def _put(self, statement: str, rows: Iterable[tuple[int, int]]) -> None:
        self._file.execute("BEGIN")
        self._file.executemany(statement, rows)
        self._file.execute("COMMIT")

    def pairs(self) -> Iterator[list[tuple[int, int]]]:
        """Yield, some at a time, the pairs that meet under a key, each once, lower id first.

        They come key by key: of fifty under one key who they are is read once for all their pairs.
        """
        self._file.execute("CREATE INDEX block_key ON block(key, prospect, is_asked)")
        self._file.execute("CREATE TABLE pair(one INTEGER, other INTEGER, PRIMARY KEY(one, other))")
        self._file.execute(_PAIR, (LARGEST_BLOCK,))
        cursor = self._file.execute("SELECT one, other FROM pair")
        while part := cursor.fetchmany(_PART):
            yield part

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


class _Marks:
    """Numbers that were marked, and by chance a few others: one bit each, however many they are."""

    def __init__(self) -> None:
        self._bits = bytearray(_MARKS // 8)

    def mark(self, number: int) -> None:
        """Keep a number."""
        self._bits[number % _MARKS >> 3] |= 1 << (number & 7)

    def is_marked(self, number: int) -> int:
        """Return 0 only if the number was never marked."""
        return self._bits[number % _MARKS >> 3] & 1 << (number & 7)


_MARKS = 2**27
"""16 MB: of a million prospects with a dozen keys each nine in a hundred are marked by chance."""


def _under_keys(known: Mapping[int, Identity]) -> Iterator[tuple[int, int]]:
    """Yield the hash of each key under which a prospect stands, and the prospect."""
    for prospect_id, identity in known.items():
        for key in {*map(hash, block_keys(identity))}:
            yield key, prospect_id


_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536", "temp_store=FILE")
"""SQLCipher would sort in memory, whatever there is to sort: a gigabyte for a million prospects."""

_ASKED = "INSERT INTO block VALUES (?, ?, 1)"
_OTHER = "INSERT INTO block VALUES (?, ?, 0)"
_PAIR = """
INSERT OR IGNORE INTO pair
SELECT a.prospect, b.prospect
FROM (SELECT key FROM block GROUP BY key HAVING count(*) BETWEEN 2 AND ? AND max(is_asked)) k
JOIN block a ON a.key = k.key
JOIN block b ON b.key = k.key AND b.prospect > a.prospect
WHERE a.is_asked OR b.is_asked
"""


def ids_in(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return everybody who is in one of the pairs."""
    return {one for pair in pairs for one in pair}
