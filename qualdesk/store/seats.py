"""Seats and presence as stored: what a caller works, and which callers are not at their desks."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select

from qualdesk.domain import seat as seats
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import Absence, Person, Presence, Seat
from qualdesk.store.upsert import upserts


def seat_of(session: Session, person_id: int) -> seats.Seat:
    """Return what a person works: everything, unless a team lead has said otherwise."""
    row = _SEAT.first(session, {"person_id": person_id})
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
    _COUNT.send(session, {"person_id": person_id})


_COUNT = Prepared(
    {
        dialect: insert.values(
            person_id=bindparam("person_id"),
            campaign_ids=[],
            territory_ids=[],
            languages=[],
            in_touch_every=seats.IN_TOUCH_EVERY,
            claims=1,
        ).on_conflict_do_update(
            index_elements=["person_id"], set_={"claims": table_of(Seat).c.claims + 1}
        )
        for dialect, insert in upserts(table_of(Seat)).items()
    }
)


def absent_of(session: Session, person_ids: Collection[int], now: datetime) -> set[int | None]:
    """Return who of these is gone, absent, signed out or long away; whose desk never spoke is not."""
    away = select(Absence.person_id).where(
        Absence.ended_at.is_(None), Absence.begins_at <= now, Absence.until_on >= now.date()
    )
    rows = session.execute(
        select(Person.id, Person.is_active, Person.id.in_(away).label("is_away"))
        .add_columns(Presence.state, Presence.since, Presence.seen_at)
        .outerjoin(Presence, Presence.person_id == Person.id)
        .where(Person.id.in_(person_ids))
    )
    return {
        row.id
        for row in rows
        if not row.is_active
        or row.is_away
        or (row.state is not None and _presence(row.state, row.since, row.seen_at).is_absent(now))
    }


_PEOPLE, _SEATS = table_of(Person), table_of(Seat)
_SEAT = Prepared(
    select(
        _PEOPLE.c.zone,
        _SEATS.c.campaign_ids,
        _SEATS.c.territory_ids,
        _SEATS.c.languages,
        _SEATS.c.in_touch_every,
        _SEATS.c.claims,
    )
    .outerjoin_from(_PEOPLE, _SEATS, _SEATS.c.person_id == _PEOPLE.c.id)
    .where(_PEOPLE.c.id == bindparam("person_id"))
)


def _presence(state: str, since: datetime, seen_at: datetime) -> seats.Presence:
    return seats.Presence(seats.PresenceState(state), since, seen_at)
