"""Whom the earlier rows of a list would have made or changed, while it is only tried out.

An import finds them in the database. A list that is tried out writes nothing there, so they lie in
a file of their own that is thrown away at the end: what is held in memory is one part, however long
the list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as sqlite

from qualdesk.commands.import_accounts import AccountKey, account_key
from qualdesk.commands.import_known import Known, KnownProspect, name_and_code
from qualdesk.exchange.lead_rows import LeadRow

_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16384")
_TABLES = (
    "CREATE TABLE kept (name TEXT PRIMARY KEY, made_as TEXT, body BLOB) WITHOUT ROWID",
    "CREATE TABLE found_by (key TEXT, name TEXT, PRIMARY KEY (key, name)) WITHOUT ROWID",
)
_KEEP = (
    "INSERT INTO kept (name, made_as, body) VALUES (?, ?, ?)"
    " ON CONFLICT (name) DO UPDATE SET body = excluded.body"
)
_FIND_BY = "INSERT OR IGNORE INTO found_by (key, name) VALUES (?, ?)"
_FOUND = (
    "SELECT made_as, body FROM kept WHERE name IN (SELECT value FROM json_each(?)"
    " UNION SELECT name FROM found_by WHERE key IN (SELECT value FROM json_each(?)))"
)


class _MadeAs(msgspec.Struct, frozen=True, array_like=True):
    """Under what somebody new is known again: account, and name with postal code."""

    account: AccountKey
    name_and_code: tuple[str, str, str]


class EarlierRows:
    """The prospects of a list's earlier rows, by what a later row could mean them by."""

    def __init__(self, folder: Path) -> None:
        self._file = sqlite.connect(str(folder / "earlier"), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
        for pragma in _PRAGMAS:
            self._file.execute(f"PRAGMA {pragma}")
        for table in _TABLES:
            self._file.execute(table)

    def recall(self, known: Known, rows: Sequence[LeadRow]) -> None:
        """Put those whom these rows could mean among the known, as the rows before left them."""
        names = [f"i{prospect_id}" for prospect_id in known.prospects]
        keys = [key for row in rows for key in _keys(row)]
        asked = (msgspec.json.encode(names).decode(), msgspec.json.encode(keys).decode())
        for made_as, body in self._file.execute(_FOUND, asked).fetchall():
            one = _BODY.decode(body)
            if one.id is None:
                made = msgspec.json.decode(made_as, type=_MadeAs)
                known.put_back(one, made.account, made.name_and_code)
            elif (there := known.prospects.get(one.id)) is not None:
                _become(there, one)

    def keep(self, told: Iterable[tuple[LeadRow, KnownProspect]]) -> None:
        """Keep whom rows made, joined or changed."""
        kept: dict[str, tuple[str, str, KnownProspect]] = {}
        found_by: list[tuple[str, str]] = []
        for row, one in told:
            name = f"i{one.id}" if one.id is not None else f"l{one.line}"
            made_as = ""
            if one.id is None and one.line == row.line:
                made_as = msgspec.json.encode(
                    _MadeAs(account_key(row), name_and_code(row))
                ).decode()
                found_by += [(key, name) for key in _keys(row)]
            elif row.email and row.email == one.email:
                found_by.append((f"e{row.email}", name))
            kept[name] = (name, kept[name][1] if name in kept else made_as, one)
        self._file.execute("BEGIN")
        bodies = ((name, made_as, _body(one)) for name, made_as, one in kept.values())
        self._file.executemany(_KEEP, bodies)
        self._file.executemany(_FIND_BY, found_by)
        self._file.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _keys(row: LeadRow) -> list[str]:
    """Return by what `Known` finds again whom a row made."""
    by_person = (*account_key(row), row.folded.person)
    keys = [f"p{_text(by_person)}", f"n{_text(name_and_code(row))}"]
    return [*keys, f"e{row.email}"] if row.email else keys


def _text(parts: Sequence[object]) -> str:
    return "\x1f".join(map(str, parts))


def _body(one: KnownProspect) -> bytes:
    """Return somebody packed, without what only writing needs."""
    one.source = one.account.source = one.account.owner = None
    one.new_phones = []
    one.extensions, one.learned = {}, {}
    return _PACK.encode(one)


def _become(there: KnownProspect, one: KnownProspect) -> None:
    for field in fields(one):
        if field.name != "account":
            setattr(there, field.name, getattr(one, field.name))


_PACK = msgspec.msgpack.Encoder()
_BODY = msgspec.msgpack.Decoder(KnownProspect)
