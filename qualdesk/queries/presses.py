"""Presses that were carried out: what whoever repeats one had seen."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualdesk.store.tables import Command, LeadChange, Touch


def version_seen_by(session: Session, press_id: UUID) -> int | None:
    """Return the version a lead had before a press that recorded a call; None if it is new."""
    known = session.scalar(select(Command.id).where(Command.id == str(press_id)))
    if known is None:
        return None
    made = session.scalar(select(LeadChange.version).where(LeadChange.command_id == known))
    touched = session.scalar(select(Touch.lead_version).where(Touch.command_id == known))
    return made - 1 if made else touched
