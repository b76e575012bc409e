"""Seats: who works here, and which campaigns, territories and languages each of them works."""

from dataclasses import dataclass

from sqlalchemy import select

from qualdesk.domain.person import Role
from qualdesk.domain.seat import IN_TOUCH_EVERY
from qualdesk.queries.people import people
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Seat, Territory


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One person and what they work; nothing named means everything."""

    id: int
    name: str
    role: Role
    email: str
    zone: str
    campaigns: tuple[str, ...]
    territories: tuple[str, ...]
    languages: tuple[str, ...]
    in_touch_every: int


def seats(session: Session) -> list[SeatRow]:
    """Return everybody who works here, by name, with their seat."""
    campaigns = {row.id: row.name for row in session.execute(select(Campaign.id, Campaign.name))}
    grounds = {row.id: row.name for row in session.execute(select(Territory.id, Territory.name))}
    known = {one.person_id: one for one in session.scalars(select(Seat))}
    found: list[SeatRow] = []
    for person in people(session):
        seat = known.get(person.id)
        found.append(
            SeatRow(
                person.id,
                person.name,
                person.role,
                person.email,
                person.zone,
                campaigns=tuple(campaigns[one] for one in seat.campaign_ids) if seat else (),
                territories=tuple(grounds[one] for one in seat.territory_ids) if seat else (),
                languages=tuple(seat.languages) if seat else (),
                in_touch_every=seat.in_touch_every if seat else IN_TOUCH_EVERY,
            )
        )
    return found
