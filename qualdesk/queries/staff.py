"""Who works here, and who of them is away until when."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from qualdesk.domain.person import Role
from qualdesk.store.session import Session
from qualdesk.store.tables import Absence, Person


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person who is still here; `away_until` is the last day of an absence."""

    id: int
    name: str
    role: Role
    zone: str
    away_until: date | None = None
    deputy: str = ""


def staff(session: Session) -> list[StaffRow]:
    """Return who works here, by name, with the absence that stands."""
    deputy = aliased(Person)
    rows = session.execute(
        select(Person.id, Person.name, Person.role, Person.zone)
        .add_columns(Absence.until_on, deputy.name.label("deputy"))
        .outerjoin(Absence, and_(Absence.person_id == Person.id, Absence.ended_at.is_(None)))
        .outerjoin(deputy, deputy.id == Absence.deputy_id)
        .where(Person.is_active)
        .order_by(Person.name)
    )
    return [
        StaffRow(one.id, one.name, Role(one.role), one.zone, one.until_on, one.deputy or "")
        for one in rows
    ]
