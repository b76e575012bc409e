"""Owners in words: the person, or the territory."""

from sqlalchemy import select

from qualdesk.domain.lead import LeadImage
from qualdesk.store.session import Session
from qualdesk.store.tables import Person, Territory


def owner_name(session: Session, image: LeadImage) -> str:
    """Return who answers for a lead."""
    if image.owner_person_id is not None:
        name = session.scalar(select(Person.name).where(Person.id == image.owner_person_id))
    else:
        name = session.scalar(select(Territory.name).where(Territory.id == image.territory_id))
    return name or ""
