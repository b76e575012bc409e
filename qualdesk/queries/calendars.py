"""The reps' own calendars: where each is read, from when its busy times are, and what failed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qualdesk.domain.meeting_times import CalendarKind
from qualdesk.store.session import Session
from qualdesk.store.tables import Person, RepCalendar


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One person's calendar."""

    person_id: int
    name: str
    email: str
    zone: str
    kind: CalendarKind
    address: str
    user: str
    asked_at: datetime | None
    read_at: datetime | None
    problem: str


def calendars(session: Session) -> list[CalendarRow]:
    """Return the calendars of all who are still here, by name."""
    rows = session.execute(
        select(Person.name, Person.email, Person.zone, RepCalendar)
        .join(RepCalendar, RepCalendar.person_id == Person.id)
        .where(Person.is_active)
        .order_by(Person.name)
    )
    return [
        CalendarRow(
            person_id=one.person_id,
            name=name,
            email=email,
            zone=zone,
            kind=CalendarKind(one.kind),
            address=one.address,
            user=one.user,
            asked_at=one.asked_at,
            read_at=one.read_at,
            problem=one.problem,
        )
        for name, email, zone, one in rows
    ]
