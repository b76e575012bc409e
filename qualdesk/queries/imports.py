"""Imports that were made: by which press, into which campaign, with which problems."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualdesk.exchange.lead_rows import Problem
from qualdesk.store.tables import Campaign, ImportedList, ImportProblem


def finished_import(
    session: Session, campaign_id: int, file_sha256: str, options: str
) -> datetime | None:
    """Return when the same file was last read to its end, in the same way, into this campaign."""
    return session.scalar(
        select(func.max(ImportedList.imported_at)).where(
            ImportedList.campaign_id == campaign_id,
            ImportedList.file_sha256 == file_sha256,
            ImportedList.options == options,
            ImportedList.withdrawn_at.is_(None),
            ImportedList.compared_at.is_not(None),
        )
    )


def campaign_named(session: Session, name: str) -> int | None:
    """Return the id of a campaign, or None if there is none of that name."""
    return session.scalar(select(Campaign.id).where(Campaign.name == name.strip()))


def press_of_import(session: Session, list_id: int) -> UUID:
    """Return the press by which a list was opened first."""
    return UUID(session.scalar(select(ImportedList.command_id).where(ImportedList.id == list_id)))


def problems_of_import(session: Session, list_id: int) -> list[Problem]:
    """Return all that was wrong with a list, line by line."""
    told = ImportProblem
    rows = session.execute(
        select(told.line, told.column, told.kind, told.value, told.message)
        .where(told.list_id == list_id)
        .order_by(told.line, told.id)
    )
    return [Problem(*row) for row in rows]
