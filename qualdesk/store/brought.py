"""What a list brought into the tables: who has touched it since, and taking it away again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Column, Table, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from qualdesk.errors import Conflict
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Account,
    CampaignMember,
    Command,
    Duplicate,
    ImportedRow,
    ImportProblem,
    Lead,
    LeadChange,
    Merge,
    Number,
    Prospect,
    ProspectNumber,
    QueueEntry,
    Response,
    Site,
    Suppression,
    Touch,
    TouchText,
)
from qualdesk.store.tables import Table as AnyTable

_WRITTEN: Collection[type[AnyTable]] = (
    CampaignMember,
    Duplicate,
    ImportedRow,
    Lead,
    LeadChange,
    Merge,
    Prospect,
    ProspectNumber,
    QueueEntry,
    Response,
    Site,
    Suppression,
    Touch,
)
"""Tables in which an import itself refers to what it brings; a row in any other is a touch."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the parts of a list made."""

    list_id: int
    campaign_id: int
    commands: frozenset[str]
    lead_ids: frozenset[int]
    prospect_ids: frozenset[int]
    at_new_accounts: frozenset[int]
    """Prospects at accounts that it made."""


def must_be_untouched(session: Session, brought: Brought, own: Collection[str]) -> None:
    """Make sure that nothing but the presses `own` refers to what a list brought.

    Raises:
        Conflict: if somebody has worked with it.
    """
    if any(_touches(session, brought, own)):
        raise Conflict(
            "Somebody has worked with what this list brought, so it stays."
            " Close out what is not wanted of it."
        )


def take_away(session: Session, brought: Brought, own: Collection[str]) -> None:
    """Delete all that a list brought."""
    account_ids = _accounts(session, brought)
    site_ids = _sites(session, brought)
    _take_notes(session, brought.commands)
    numbers = _take_from_known(session, brought)
    numbers |= _take_leads_and_people(session, brought, own)
    _take_accounts(session, account_ids)
    _take_further_sites(session, site_ids)
    _take_free_numbers(session, numbers)
    for table in (ImportProblem, ImportedRow):
        session.execute(delete(table).where(table.list_id == brought.list_id))
    session.expire_all()


def _touches(session: Session, brought: Brought, own: Collection[str]) -> Iterator[bool]:
    for part in in_parts(brought.prospect_ids):
        yield any(_rows_at(session, Prospect, part))
        yield _is_known_otherwise(session, brought, part)
    for part in in_parts(brought.lead_ids):
        yield any(_rows_at(session, Lead, part))
        for one in (LeadChange, Touch):
            yield _is_by_others(session, one, part, own)


def _referring(to: type[AnyTable]) -> Iterator[tuple[Table, Column[int]]]:
    """Yield each column that refers to a table, with its table."""
    for table in AnyTable.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is to.__table__ for key in column.foreign_keys):
                yield table, column


def _rows_at(session: Session, to: type[AnyTable], part: Collection[int]) -> Iterator[bool]:
    """Yield for each table that no import writes whether it refers to one of these rows."""
    written = {one.__table__ for one in _WRITTEN}
    for table, column in _referring(to):
        if table not in written:
            found = session.execute(select(column).where(column.in_(part)).limit(1))
            yield found.one_or_none() is not None


def _is_by_others(
    session: Session, table: type[LeadChange | Touch], part: Collection[int], own: Collection[str]
) -> bool:
    of_leads = select(table.command_id).where(table.lead_id.in_(part)).distinct()
    return not set(session.scalars(of_leads)) <= set(own)


def _is_known_otherwise(session: Session, brought: Brought, part: Collection[int]) -> bool:
    """Whether another list, another pursuit, a bar or a decision refers to one of them."""
    on_another = (ImportedRow.prospect_id.in_(part), ImportedRow.list_id != brought.list_id)
    decided = or_(Duplicate.one_id.in_(part), Duplicate.other_id.in_(part))
    barred = (Suppression.prospect_id.in_(part), Command.person_id.is_not(None))
    other_leads = session.scalars(select(Lead.id).where(Lead.prospect_id.in_(part)))
    queries = (
        select(ImportedRow.line).where(*on_another),
        select(Duplicate.id).where(decided, Duplicate.decided_by_id.is_not(None)),
        select(Suppression.id)
        .join(Command, Command.id == Suppression.command_id)
        .where(*barred, Suppression.list_id.is_(None)),
    )
    is_found = any(session.scalars(query.limit(1)).first() is not None for query in queries)
    return is_found or not set(other_leads) <= brought.lead_ids


def _accounts(session: Session, brought: Brought) -> set[int]:
    """Return the accounts it made that nobody else is at."""
    found: set[int] = set()
    for part in in_parts(brought.at_new_accounts):
        found |= set(session.scalars(select(Prospect.account_id).where(Prospect.id.in_(part))))
    for part in in_parts(found):
        there = select(Prospect.account_id, Prospect.id).where(Prospect.account_id.in_(part))
        found -= {
            account_id
            for account_id, prospect_id in session.execute(there)
            if prospect_id not in brought.prospect_ids
        }
    return found


def _sites(session: Session, brought: Brought) -> set[int]:
    """Return the sites of the people it made."""
    found: set[int] = set()
    for part in in_parts(brought.prospect_ids):
        found |= set(session.scalars(select(Prospect.site_id).where(Prospect.id.in_(part))))
    return found


def _take_further_sites(session: Session, site_ids: Collection[int]) -> None:
    """Take the sites at which nobody is left, never the first of an account."""
    others = aliased(Site)
    first = select(func.min(others.id)).where(others.account_id == Site.account_id)
    is_empty = ~select(Prospect.id).where(Prospect.site_id == Site.id).exists()
    for part in in_parts(site_ids):
        further = (Site.id.in_(part), Site.id > first.scalar_subquery(), is_empty)
        session.execute(delete(Site).where(*further))


def _take_notes(session: Session, commands: Collection[str]) -> None:
    for part in in_parts(commands):
        notes = delete(Touch).where(Touch.command_id.in_(part)).returning(Touch.text_id)
        _take_texts(session, session.scalars(notes).all())


def _take_texts(session: Session, text_ids: Collection[int | None]) -> None:
    for part in in_parts([one for one in text_ids if one is not None]):
        session.execute(delete(TouchText).where(TouchText.id.in_(part)))


def _take_from_known(session: Session, brought: Brought) -> set[int]:
    """Take what lines gave to those who were there before; return the numbers they had got."""
    query = select(ImportedRow.prospect_id, ImportedRow.adds_numbers, ImportedRow.adds_member)
    found = session.execute(
        query.where(ImportedRow.list_id == brought.list_id, ImportedRow.adds_prospect.is_(False))
    )
    new = brought.prospect_ids
    rows = [row for row in found if row.prospect_id is not None and row.prospect_id not in new]
    for part in in_parts({row.prospect_id for row in rows if row.adds_member}):
        of_campaign = CampaignMember.campaign_id == brought.campaign_id
        session.execute(
            delete(CampaignMember).where(of_campaign, CampaignMember.prospect_id.in_(part))
        )
    _take_responses(session, brought, {row.prospect_id for row in rows})
    numbers: set[int] = set()
    for row in rows:
        if row.adds_numbers:
            numbers |= _take_numbers_from(session, row.prospect_id, row.adds_numbers)
    return numbers


def _take_numbers_from(session: Session, prospect_id: int, phones: Collection[str]) -> set[int]:
    ids = select(Number.id).where(Number.e164.in_(phones))
    theirs = (ProspectNumber.prospect_id == prospect_id, _NUMBER.in_(ids))
    return set(session.scalars(delete(ProspectNumber).where(*theirs).returning(_NUMBER)))


def _take_responses(session: Session, brought: Brought, known: Collection[int]) -> None:
    moments: set[object] = set()
    for part in in_parts(brought.commands):
        moments |= set(session.scalars(select(Command.happened_at).where(Command.id.in_(part))))
    for theirs in in_parts(known):
        gone = session.scalars(
            delete(Response)
            .where(
                Response.prospect_id.in_(theirs),
                Response.campaign_id == brought.campaign_id,
                Response.recorded_at.in_(moments),
            )
            .returning(Response.text_id)
        )
        _take_texts(session, gone.all())


def _take_leads_and_people(session: Session, brought: Brought, own: Collection[str]) -> set[int]:
    """Take the leads and prospects with all that hangs on them; return the numbers they had."""
    for part in in_parts(brought.prospect_ids):
        either = or_(Merge.kept_id.in_(part), Merge.merged_id.in_(part))
        session.execute(delete(Merge).where(either, Merge.command_id.in_(own)))
        pair = or_(Duplicate.one_id.in_(part), Duplicate.other_id.in_(part))
        session.execute(delete(Duplicate).where(pair))
    for part in in_parts(brought.lead_ids):
        for table in (QueueEntry, LeadChange):
            session.execute(delete(table).where(table.lead_id.in_(part)))
        session.execute(delete(Lead).where(Lead.id.in_(part)))
    numbers: set[int] = set()
    for part in in_parts(brought.prospect_ids):
        numbers |= _take_people(session, part)
    return numbers


def _take_people(session: Session, part: Collection[int]) -> set[int]:
    theirs = ProspectNumber.prospect_id.in_(part)
    numbers = set(session.scalars(delete(ProspectNumber).where(theirs).returning(_NUMBER)))
    asked = delete(Response).where(Response.prospect_id.in_(part)).returning(Response.text_id)
    _take_texts(session, session.scalars(asked).all())
    for table in (CampaignMember, Suppression, ImportedRow):
        session.execute(delete(table).where(table.prospect_id.in_(part)))
    session.execute(
        update(Prospect).where(Prospect.merged_into_id.in_(part)).values(merged_into_id=None)
    )
    session.execute(delete(Prospect).where(Prospect.id.in_(part)))
    return numbers


def _take_accounts(session: Session, account_ids: Collection[int]) -> None:
    for part in in_parts(account_ids):
        session.execute(delete(Suppression).where(Suppression.account_id.in_(part)))
        session.execute(delete(Site).where(Site.account_id.in_(part)))
        session.execute(delete(Account).where(Account.id.in_(part)))


def _take_free_numbers(session: Session, number_ids: Collection[int]) -> None:
    """Take the numbers at which nobody is reached any more and that nobody has dialled."""
    for part in in_parts(number_ids):
        held = {
            key
            for _table, column in _referring(Number)
            for key in session.scalars(select(column).where(column.in_(part)))
        }
        free = [one for one in part if one not in held]
        unknown = (Number.id.in_(free), Number.out_of_service_at.is_(None))
        session.execute(delete(Number).where(*unknown))


_NUMBER = ProspectNumber.number_id
