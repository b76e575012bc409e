"""Withdrawals: all that a list brought is taken away again, as long as nobody has worked with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select

from qualdesk.commands.lead_undo import ChangedLead
from qualdesk.commands.learning import forget_learned
from qualdesk.commands.merging import part_prospects
from qualdesk.commands.requests.duplicates import PartProspects
from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.domain.lead import LeadState
from qualdesk.errors import Conflict, InputError
from qualdesk.events.imports import WithdrewImport
from qualdesk.store.brought import Brought, must_be_untouched, take_away
from qualdesk.store.deadlines import take_back_deadlines
from qualdesk.store.import_parts import parts_done
from qualdesk.store.leads import image_before, image_of, write_image
from qualdesk.store.parts import in_parts
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import (
    Command,
    ImportedList,
    ImportedRow,
    Lead,
    LeadChange,
    Learned,
    Merge,
)

_ROWS = (
    select(func.count()).select_from(ImportedRow).where(ImportedRow.list_id == bindparam("list_id"))
)


def withdraw_import(session: Session, request: WithdrawImport, now: datetime) -> WithdrewImport:
    """Take away what a list brought, and give leads that were there before the image they had.

    Suppressions stay with numbers and addresses: who asked not to be called or mailed, asked.

    Raises:
        InputError: if there is no such list, or it was withdrawn already.
        Conflict: if somebody has worked with what it brought; nothing is changed then.
    """
    listed = session.get(ImportedList, request.list_id)
    if listed is None or listed.withdrawn_at is not None:
        raise InputError("This list is withdrawn already, so nothing of it is left.")
    brought = _brought(session, listed)
    for press in _presses_that_learned(session, brought.commands):
        forget_learned(session, press)
    merging = _part_merges(session, brought, now)
    own = brought.commands | merging | {command_id(session)}
    changed = list(_changed_before(session, own, brought.lead_ids))
    must_be_untouched(session, brought, own)
    row_count = session.scalar(_ROWS, {"list_id": listed.id}) or 0
    take_away(session, brought, own)
    for part in in_parts(own):
        take_back_deadlines(session, part)
    for one in changed:
        _restore(session, one, now)
    listed.withdrawn_at = now
    session.flush()
    return WithdrewImport(listed.id, listed.file_name, row_count, len(brought.prospect_ids))


def _brought(session: Session, listed: ImportedList) -> Brought:
    rows = session.execute(
        select(ImportedRow.prospect_id, ImportedRow.adds_prospect, ImportedRow.adds_account).where(
            ImportedRow.list_id == listed.id, ImportedRow.prospect_id.is_not(None)
        )
    ).all()
    parts = (press for press, _event in parts_done(session, UUID(listed.command_id)))
    # A list of one is opened and read in by the same press.
    commands = {listed.command_id, *parts}
    return Brought(
        list_id=listed.id,
        campaign_id=listed.campaign_id,
        commands=frozenset(commands),
        lead_ids=frozenset(_leads_opened(session, commands)),
        prospect_ids=frozenset(row.prospect_id for row in rows if row.adds_prospect),
        at_new_accounts=frozenset(row.prospect_id for row in rows if row.adds_account),
    )


def _presses_that_learned(session: Session, commands: Iterable[str]) -> list[str]:
    """Return which of these presses corrected something: only what was empty, so in any order."""
    return [
        press
        for part in in_parts(commands)
        for press in session.scalars(
            select(Learned.command_id).where(Learned.command_id.in_(part)).distinct()
        )
    ]


def _leads_opened(session: Session, commands: Iterable[str]) -> Iterator[int]:
    for part in in_parts(commands):
        first = (LeadChange.command_id.in_(part), LeadChange.version == 1)
        yield from session.scalars(select(LeadChange.lead_id).where(*first))


def _part_merges(session: Session, brought: Brought, now: datetime) -> set[str]:
    """Part whom the program itself made one because of this list; return those merges' presses."""
    merges: dict[int, Merge] = {}
    for part in in_parts(brought.prospect_ids):
        either = Merge.merged_id.in_(part) | Merge.kept_id.in_(part)
        merges |= {one.id: one for one in session.scalars(select(Merge).where(either))}
    by_nobody: set[str] = set()
    for merge_id in sorted(merges, reverse=True):
        merge = merges[merge_id]
        if session.get_one(Command, merge.command_id).person_id is not None:
            raise Conflict("Two of this list were made one by a person. Part them again first.")
        if merge.parted_at is None:
            part_prospects(session, PartProspects(merge_id), now)
        by_nobody.add(merge.command_id)
    return by_nobody


def _changed_before(
    session: Session, commands: Iterable[str], opened: Iterable[int]
) -> Iterator[ChangedLead]:
    """Yield the leads that were there before and that these presses changed."""
    versions: dict[int, list[int]] = {}
    for part in in_parts(commands):
        query = select(LeadChange.lead_id, LeadChange.version)
        for lead_id, version in session.execute(query.where(LeadChange.command_id.in_(part))):
            versions.setdefault(lead_id, []).append(version)
    for lead_id in versions.keys() - set(opened):
        yield ChangedLead(lead_id, min(versions[lead_id]), max(versions[lead_id]))


def _restore(session: Session, changed: ChangedLead, now: datetime) -> None:
    lead = session.get_one(Lead, changed.lead_id, populate_existing=True)
    if lead.version != changed.last:
        raise Conflict(
            "Somebody has worked with a lead that this list woke, so the list stays."
            " Close out what is not wanted of it."
        )
    before = image_before(session, lead.id, changed.first)
    # What the list barred stays barred, and closed.
    if before is not None and lead.state != LeadState.CLOSED and before != image_of(lead):
        write_image(session, lead.id, before, version=lead.version, now=now)
