"""Leads of the queue found by a few words: a name, a company, part of a number."""

import difflib
import re
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, or_, select, union

from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import Account, Lead, Number, Prospect, ProspectNumber, QueueEntry

_LEAST_ALIKE, _BEGINNING, _MOST = 0.7, 2, 500


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that comes close to what was typed, and the leads of the queue that have it."""

    name: str
    lead_ids: frozenset[int]


def found_leads(session: Session, *, words: str) -> frozenset[int]:
    """Return the leads of the queue whose name, company or number holds these words."""
    patterns = _patterns(words)
    statement = _FOUND_NUMBERS if _digits(words) else _FOUND_NAMES[len(patterns)]
    asked = {f"words{n}": one for n, one in enumerate(patterns)}
    return frozenset(session.scalars(statement, asked))


def close_name(session: Session, *, words: str) -> Suggestion | None:
    """Return the name or company that comes closest, if somebody of the queue is called so."""
    begun = {"begun": f"{words.strip()[:_BEGINNING]}%"}
    names = [name for name in session.scalars(_BEGIN_ALIKE, begun) if name]
    by_key = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(words.strip().casefold(), by_key, 1, _LEAST_ALIKE)
    if not close:
        return None
    name = by_key[close[0]]
    lead_ids = found_leads(session, words=name)
    return Suggestion(name, lead_ids) if lead_ids else None


def _digits(words: str) -> str:
    """Return the digits of words that can only be part of a number."""
    bare = words.translate(str.maketrans("", "", " +-()/."))
    return bare if bare.isdecimal() else ""


def _patterns(words: str) -> list[str]:
    """Return what is looked for; SQLite itself folds the case of ASCII letters only."""
    if digits := _digits(words):
        return [f"%{digits.lstrip('0')}%"]
    text = re.sub(r"([\\%_])", r"\\\1", words.strip())
    spellings = (text,) if text.isascii() else (text, text.lower(), text.title())
    return [f"%{one}%" for one in spellings]


_LEADS, _PROSPECTS, _ACCOUNTS = table_of(Lead), table_of(Prospect), table_of(Account)
_ENTRIES, _NUMBERS, _REACHED_AT = table_of(QueueEntry), table_of(Number), table_of(ProspectNumber)
_NAME = _PROSPECTS.c.first_name + " " + _PROSPECTS.c.last_name
# Names are gone through as they lie; only for those that match are leads looked up.
_QUEUED = select(_LEADS.c.id).where(exists().where(_ENTRIES.c.lead_id == _LEADS.c.id))


def _holds(column: ColumnElement[str], spellings: int) -> ColumnElement[bool]:
    words: list[BindParameter[str]] = [bindparam(f"words{n}") for n in range(spellings)]
    return or_(*(column.ilike(one, escape="\\") for one in words))


_FOUND_NAMES = {
    spellings: union(
        _QUEUED.where(
            _LEADS.c.prospect_id.in_(select(_PROSPECTS.c.id).where(_holds(_NAME, spellings)))
        ),
        _QUEUED.where(
            _LEADS.c.account_id.in_(
                select(_ACCOUNTS.c.id).where(_holds(_ACCOUNTS.c.name, spellings))
            )
        ),
    )
    for spellings in (1, 3)
}
_FOUND_NUMBERS = _QUEUED.where(
    _LEADS.c.prospect_id.in_(
        select(_REACHED_AT.c.prospect_id)
        .join(_NUMBERS, _NUMBERS.c.id == _REACHED_AT.c.number_id)
        .where(_NUMBERS.c.e164.like(bindparam("words0")))
    )
)
_BEGIN_ALIKE = union(
    select(_PROSPECTS.c.last_name).where(_PROSPECTS.c.last_name.ilike(bindparam("begun"))),
    select(_ACCOUNTS.c.name).where(_ACCOUNTS.c.name.ilike(bindparam("begun"))),
).limit(_MOST)
