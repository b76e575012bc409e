"""Who works here."""

from dataclasses import dataclass

from sqlalchemy import select

from qualdesk.domain.person import Role
from qualdesk.store.session import Session
from qualdesk.store.tables import Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person who is still here."""

    id: int
    name: str
    role: Role
    email: str
    zone: str


def people(session: Session, *, role: Role | None = None) -> list[PersonRow]:
    """Return who works here, of one role or all, by name."""
    found = select(Person.id, Person.name, Person.role, Person.email, Person.zone).where(
        Person.is_active
    )
    if role is not None:
        found = found.where(Person.role == role)
    rows = session.execute(found.order_by(Person.name))
    return [PersonRow(row.id, row.name, Role(row.role), row.email, row.zone) for row in rows]
