"""Seats and presence as stored: what a caller works, and which callers are not at their desks."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select

from qualdesk.domain import seat as seats
from qualdesk.store.session import Session
from qualdesk.store.tables import Person, Presence, Seat
from qualdesk.store.upsert import upsert


def seat_of(session: Session, person_id: int) -> seats.Seat:
    """Return what a person works: everything, unless a team lead has said otherwise."""
    row = session.execute(_SEAT, {"person_id": person_id}).first()
    if row is None:
        return seats.Seat(person_id)
    if row.claims is None:
        return seats.Seat(person_id, row.zone)
    return seats.Seat(
        person_id,
        row.zone,
        campaign_ids=frozenset(row.campaign_ids),
        territory_ids=frozenset(row.territory_ids),
        languages=frozenset(row.languages),
        in_touch_every=row.in_touch_every,
        claims=row.claims,
    )


def count_turn(session: Session, person_id: int) -> None:
    """Count a claim at the levels where turns are taken."""
    insert = upsert(session, Seat).values(
        person_id=person_id,
        campaign_ids=[],
        territory_ids=[],
        languages=[],
        in_touch_every=seats.IN_TOUCH_EVERY,
        claims=1,
    )
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["person_id"], set_={"claims": Seat.claims + 1}
        )
    )


def absent_of(session: Session, person_ids: Collection[int], now: datetime) -> set[int]:
    """Return who of these is gone, signed out or long away; whose desk never spoke is not."""
    rows = session.execute(
        select(Person.id, Person.is_active, Presence.state, Presence.since, Presence.seen_at)
        .outerjoin(Presence, Presence.person_id == Person.id)
        .where(Person.id.in_(person_ids))
    )
    return {
        row.id
        for row in rows
        if not row.is_active
        or (row.state is not None and _presence(row.state, row.since, row.seen_at).is_absent(now))
    }


_SEAT = (
    select(
        Person.zone,
        Seat.campaign_ids,
        Seat.territory_ids,
        Seat.languages,
        Seat.in_touch_every,
        Seat.claims,
    )
    .outerjoin(Seat, Seat.person_id == Person.id)
    .where(Person.id == bindparam("person_id"))
)


def _presence(state: str, since: datetime, seen_at: datetime) -> seats.Presence:
    return seats.Presence(seats.PresenceState(state), since, seen_at)
