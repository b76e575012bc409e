"""Whom a part of a list may mean: read from the database, one statement a question."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from qualdesk.commands.requests.imports import ListSource
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.store.among import Among
from qualdesk.store.columns import table_of
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


class Meant(NamedTuple):
    """Ids of prospects that rows could mean, and why those are among them that two ways lead to."""

    ids: set[int]
    by_line: dict[int, int]
    """Who the same line of the same file made or joined before."""
    formerly: dict[str, int]
    """Who took in the prospect of an address, by the address."""


def meant_by(session: Session, rows: Sequence[LeadRow], source: ListSource) -> Meant:
    """Return all whom these rows could mean: by line, address, number or company."""
    by_line = _lines_of_earlier_imports(session, rows, source)
    formerly: dict[str, int] = {}
    ids = set(by_line.values())
    for row in _AT_ADDRESS.read(session, {row.email for row in rows} - {""}):
        ids.add(row.id)
        if row.merged_into_id is not None:
            formerly[row.email] = row.merged_into_id
    ids |= set(formerly.values())
    ids |= _firsts(_AT_NUMBER.read(session, {phone for row in rows for phone in row.phones}))
    as_accounts = {row.folded.company for row in rows} | {row.folded.name for row in rows}
    ids |= _firsts(_AT_COMPANY.read(session, as_accounts - {""}))
    ids |= _firsts(_AT_NAME.read(session, {row.company for row in rows if not row.folded.company}))
    return Meant(ids, by_line, formerly)


def people(session: Session, ids: Collection[int]) -> list[Any]:
    """Return these prospects with account and site, by id; those taken into others lack."""
    found = _PEOPLE.read(session, ids)
    return sorted(found, key=lambda row: row.prospect_id)


def phones_of(session: Session, ids: Collection[int]) -> dict[int, set[str]]:
    """Return the numbers of these prospects."""
    found: dict[int, set[str]] = defaultdict(set)
    for prospect_id, e164 in _PHONES.read(session, ids):
        found[prospect_id].add(e164)
    return found


def pursuits_of(session: Session, ids: Collection[int]) -> list[Any]:
    """Return for each prospect and state of theirs the newest lead and when one last ended."""
    return _PURSUITS.read(session, ids)


def newest_leads(session: Session, ids: Collection[int | None]) -> dict[int, int]:
    """Return the newest lead of each prospect."""
    return dict(sorted(tuple(row) for row in _NEWEST.read(session, ids)))


def members_among(session: Session, ids: Collection[int], campaign_id: int | None) -> set[int]:
    """Return those of these prospects who are in the campaign."""
    return _firsts(_MEMBERS.read(session, ids, {"campaign_id": campaign_id}))


def _lines_of_earlier_imports(
    session: Session, rows: Sequence[LeadRow], source: ListSource
) -> dict[int, int]:
    found = _LINES.read(session, [row.line for row in rows], source._asdict())
    in_order = sorted(found, key=lambda row: row.list_id)
    return {row.line: row.merged_into_id or row.prospect_id for row in in_order}


def _firsts(rows: Iterable[Sequence[Any]]) -> set[int]:
    return {row[0] for row in rows}


_PROSPECTS, _ACCOUNTS, _SITES = table_of(Prospect), table_of(Account), table_of(Site)
_NUMBERS, _REACHED_AT = table_of(Number), table_of(ProspectNumber)
_LEADS, _MEMBERSHIPS = table_of(Lead), table_of(CampaignMember)
_ROWS, _LISTS = table_of(ImportedRow), table_of(ImportedList)
_OF_SOURCE = select(_LISTS.c.id).where(
    _LISTS.c.file_sha256 == bindparam("file_sha256"), _LISTS.c.options == bindparam("options")
)
_LINES = Among(
    select(_ROWS.c.line, _ROWS.c.list_id, _ROWS.c.prospect_id, _PROSPECTS.c.merged_into_id)
    .join_from(_ROWS, _PROSPECTS, _PROSPECTS.c.id == _ROWS.c.prospect_id)
    .where(_ROWS.c.list_id.in_(_OF_SOURCE)),
    _ROWS.c.line,
)
_AT_ADDRESS = Among(
    select(_PROSPECTS.c.id, _PROSPECTS.c.email, _PROSPECTS.c.merged_into_id), _PROSPECTS.c.email
)
_AT_NUMBER = Among(
    select(_REACHED_AT.c.prospect_id).join_from(
        _NUMBERS, _REACHED_AT, _REACHED_AT.c.number_id == _NUMBERS.c.id
    ),
    _NUMBERS.c.e164,
)
_AT_COMPANY = Among(
    select(_PROSPECTS.c.id).join_from(
        _ACCOUNTS, _PROSPECTS, _PROSPECTS.c.account_id == _ACCOUNTS.c.id
    ),
    _ACCOUNTS.c.folded_name,
)
_AT_NAME = Among(
    select(_PROSPECTS.c.id).join_from(
        _ACCOUNTS, _PROSPECTS, _PROSPECTS.c.account_id == _ACCOUNTS.c.id
    ),
    _ACCOUNTS.c.name,
)
"""For names without a letter or digit, which fold to nothing."""

_PEOPLE = Among(
    select(
        _PROSPECTS.c.id.label("prospect_id"),
        _PROSPECTS.c.first_name,
        _PROSPECTS.c.last_name,
        _PROSPECTS.c.job_title,
        _PROSPECTS.c.email,
        _ACCOUNTS.c.id.label("account_id"),
        _ACCOUNTS.c.name,
        _ACCOUNTS.c.closed_on,
        _ACCOUNTS.c.pinned_territory_id,
        _SITES.c.id.label("site_id"),
        _SITES.c.postal_code,
        _SITES.c.street,
    )
    .join_from(_PROSPECTS, _ACCOUNTS, _ACCOUNTS.c.id == _PROSPECTS.c.account_id)
    .join(_SITES, _SITES.c.id == _PROSPECTS.c.site_id)
    .where(_PROSPECTS.c.merged_into_id.is_(None)),
    _PROSPECTS.c.id,
)
_PHONES = Among(
    select(_REACHED_AT.c.prospect_id, _NUMBERS.c.e164).join_from(
        _REACHED_AT, _NUMBERS, _NUMBERS.c.id == _REACHED_AT.c.number_id
    ),
    _REACHED_AT.c.prospect_id,
)
_PURSUITS = Among(
    select(
        _LEADS.c.prospect_id,
        _LEADS.c.state,
        func.max(_LEADS.c.id).label("lead_id"),
        func.max(_LEADS.c.resolved_at).label("resolved_at"),
    ).group_by(_LEADS.c.prospect_id, _LEADS.c.state),
    _LEADS.c.prospect_id,
)
_NEWEST = Among(select(_LEADS.c.prospect_id, _LEADS.c.id), _LEADS.c.prospect_id)
_MEMBERS = Among(
    select(_MEMBERSHIPS.c.prospect_id).where(
        _MEMBERSHIPS.c.campaign_id == bindparam("campaign_id")
    ),
    _MEMBERSHIPS.c.prospect_id,
)
