"""Who works here, and who of them is or will be away, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import aliased

from qualdesk.domain.person import Role
from qualdesk.store.session import Session
from qualdesk.store.tables import Absence, Person


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person who is still here; `away_until` is the last day of an absence, or of the next one.

    `away_from` is the first day of one that has not begun.
    """

    id: int
    name: str
    role: Role
    zone: str
    away_until: date | None = None
    deputy: str = ""
    away_from: date | None = None


def staff(session: Session, *, now: datetime) -> list[StaffRow]:
    """Return who works here, by name, with the absence that stands or else comes next."""
    deputy = aliased(Person)
    stands = and_(
        Absence.person_id == Person.id,
        Absence.ended_at.is_(None),
        Absence.until_on >= now.date(),
    )
    rows = session.execute(
        select(Person.id, Person.name, Person.role, Person.zone)
        .add_columns(Absence.begins_at, Absence.until_on, deputy.name.label("deputy"))
        .outerjoin(Absence, stands)
        .outerjoin(deputy, deputy.id == Absence.deputy_id)
        .where(Person.is_active)
        .order_by(Person.name, Person.id, Absence.begins_at.desc())
    )
    # Of several absences the last one read, which is the earliest, stays.
    return list({one.id: _row(one, now) for one in rows}.values())


def _row(one: Row[*tuple[Any, ...]], now: datetime) -> StaffRow:
    away_from = _day_ahead(one.begins_at, one.zone, now)
    deputy, role = one.deputy or "", Role(one.role)
    return StaffRow(one.id, one.name, role, one.zone, one.until_on, deputy, away_from)


def _day_ahead(begins_at: datetime | None, zone: str, now: datetime) -> date | None:
    """Return the day on which an absence begins, there; None where it has begun, or there is none."""
    if begins_at is None or begins_at <= now:
        return None
    return begins_at.astimezone(ZoneInfo(zone)).date()
