"""Owners in words: the person, or the territory."""

from sqlalchemy import bindparam, select

from qualdesk.domain.lead import LeadImage
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import Person, Territory


def owner_name(session: Session, image: LeadImage) -> str:
    """Return who answers for a lead."""
    if image.owner_person_id is not None:
        name = _PERSON.value(session, {"owner_id": image.owner_person_id})
    else:
        name = _TERRITORY.value(session, {"owner_id": image.territory_id})
    return name or ""


_PERSON, _TERRITORY = (
    Prepared(select(table.c.name).where(table.c.id == bindparam("owner_id")))
    for table in (table_of(Person), table_of(Territory))
)
