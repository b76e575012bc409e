"""People looked up by a few letters: by how any word of theirs begins, or by how a number ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, bindparam, or_, select, text

from qualdesk.domain.lead import LeadState
from qualdesk.domain.looking_up import (
    digits_from_end,
    digits_typed,
    folded_words,
    is_international,
    words_begun,
)
from qualdesk.domain.naming import prospect_name
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    Claim,
    Lead,
    Number,
    Person,
    Prospect,
    ProspectNumber,
    Site,
    Touch,
)

MOST_SHOWN = 7
_MOST_HITS = 200
"""So many are ordered; ranking all that match would cost more than the keystroke may take."""

_MOST_TOUCHES = 60
_ABOVE_ANY_DIGIT = "9" * 20


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


def people_found(
    session: Session, *, typed: str, caller_id: int, now: datetime, limit: int = MOST_SHOWN
) -> list[PersonFound]:
    """Return whom a few letters or digits mean: who is called so before whose company is."""
    begun = words_begun(typed)
    ids = [*_ids_by_number(session, typed), *_ids_by_words(session, begun)]
    if not ids:
        return []
    rows = session.execute(_NAMES, {"ids": list(dict.fromkeys(ids))}).all()
    ordered = sorted(rows, key=lambda row: _place(row, begun))
    return _with_leads(session, ordered[:limit], caller_id, now)


def recent_people(
    session: Session, *, caller_id: int, now: datetime, limit: int = MOST_SHOWN
) -> list[PersonFound]:
    """Return with whom a caller had to do last, the newest first."""
    ids = list(dict.fromkeys(session.scalars(_TOUCHED, {"caller_id": caller_id})))[:limit]
    names = {row.id: row for row in session.execute(_NAMES, {"ids": ids})} if ids else {}
    return _with_leads(session, [names[one] for one in ids if one in names], caller_id, now)


def people_at_number(
    session: Session, *, number_id: int, but: int, caller_id: int, now: datetime
) -> list[PersonFound]:
    """Return who else is reached at a number, by name; `but` is whom one speaks to already."""
    ids = session.scalars(_AT_NUMBER, {"number_id": number_id, "but": but}).all()
    rows = session.execute(_NAMES, {"ids": ids}).all() if ids else []
    ordered = sorted(rows, key=lambda row: _place(row, ()))
    return _with_leads(session, ordered, caller_id, now)


def _ids_by_words(session: Session, begun: Sequence[str]) -> Iterable[int]:
    if not begun:
        return ()
    if session.get_bind().dialect.name == "sqlite":
        return session.scalars(_MATCHING, {"words": " ".join(f'"{word}"*' for word in begun)})
    # Most begin often: a look at some people finds enough. Only the rare are for the index, which
    # the planner would not ask, since it takes what is typed for as frequent as anything.
    asked = {"words": " & ".join(f"'{word}':*" for word in begun)}
    ids = session.scalars(_AMONG_A_FEW, asked).all()
    if len(ids) < _MOST_HITS:
        session.execute(_BY_INDEX)
        ids = session.scalars(_AMONG_ALL, asked).all()
    return ids


def _ids_by_number(session: Session, typed: str) -> Iterable[int]:
    digits = digits_typed(typed)
    if not digits:
        return ()
    ending = digits_from_end(digits)
    asked = {"ending": ending, "above_ending": ending + _ABOVE_ANY_DIGIT}
    if not is_international(typed):
        return session.scalars(_ENDING, asked)
    beginning = f"+{digits}"
    asked |= {"beginning": beginning, "above_beginning": beginning + _ABOVE_ANY_DIGIT}
    return session.scalars(_ENDING_OR_BEGINNING, asked)


def _place(row: Row[*tuple[object, ...]], begun: Sequence[str]) -> tuple[object, ...]:
    """Return a key by which people stand in order: who is called so themselves comes first."""
    last, first = folded_words(row.last_name), folded_words(row.first_name)
    is_last = any(last.startswith(word) for word in begun)
    is_named = is_last or any(first.startswith(word) for word in begun)
    return (not is_last, not is_named, last, first, row.id)


def _with_leads(
    session: Session, rows: Sequence[Row[*tuple[object, ...]]], caller_id: int, now: datetime
) -> list[PersonFound]:
    asked = {"prospect_ids": [row.id for row in rows], "now": now}
    found = session.execute(_LEADS_OF, asked) if rows else ()
    leads = {lead.prospect_id: lead for lead in found}
    return [_found(row, leads[row.id], caller_id) for row in rows if row.id in leads]


def _found(
    row: Row[*tuple[object, ...]], lead: Row[*tuple[object, ...]], caller_id: int
) -> PersonFound:
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
_NUMBERS, _REACHED_AT, _TOUCHES = table_of(Number), table_of(ProspectNumber), table_of(Touch)
_LEADS, _CLAIMS, _CALLERS = table_of(Lead), table_of(Claim), table_of(Person)

_MATCHING = text(
    f"SELECT rowid FROM prospect_words WHERE prospect_words MATCH :words LIMIT {_MOST_HITS}"  # noqa: S608 - a number of ours
)


_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_AMONG_ALL, _AMONG_A_FEW = (
    text(
        f"SELECT prospect_id FROM {people} WHERE words @@ CAST(:words AS tsquery)"  # noqa: S608 - words of ours
        f" LIMIT {_MOST_HITS}"
    )
    for people in (
        "prospect_words",
        "(SELECT prospect_id, words FROM prospect_words LIMIT 20000) AS a_few",
    )
)

_REACHED = (
    select(_REACHED_AT.c.prospect_id)
    .join(_NUMBERS, _NUMBERS.c.id == _REACHED_AT.c.number_id)
    .limit(_MOST_HITS)
)
_AT_NUMBER = (
    select(_REACHED_AT.c.prospect_id)
    .where(
        _REACHED_AT.c.number_id == bindparam("number_id"),
        _REACHED_AT.c.prospect_id != bindparam("but"),
        _REACHED_AT.c.wrong_at.is_(None),
    )
    .limit(_MOST_HITS)
)
_ENDS = _NUMBERS.c.digits_from_end.between(bindparam("ending"), bindparam("above_ending"))
_BEGINS = _NUMBERS.c.e164.between(bindparam("beginning"), bindparam("above_beginning"))
_ENDING, _ENDING_OR_BEGINNING = _REACHED.where(_ENDS), _REACHED.where(or_(_ENDS, _BEGINS))

_NAMES: Select[*tuple[object, ...]] = (
    select(
        _PEOPLE.c.id,
        _PEOPLE.c.first_name,
        _PEOPLE.c.last_name,
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
