"""Imports that were made: whether a file was read to its end before."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualdesk.store.tables import ImportedList, ImportedRow


def finished_import(
    session: Session, campaign_id: int, file_sha256: str, options: str
) -> datetime | None:
    """Return when the same file was last read to its end, in the same way, into this campaign."""
    read = select(func.count()).where(ImportedRow.list_id == ImportedList.id).scalar_subquery()
    return session.scalar(
        select(func.max(ImportedList.imported_at)).where(
            ImportedList.campaign_id == campaign_id,
            ImportedList.file_sha256 == file_sha256,
            ImportedList.options == options,
            ImportedList.withdrawn_at.is_(None),
            read >= ImportedList.row_count,
        )
    )
