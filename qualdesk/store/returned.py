"""Leads that sales gave back: whoever knows one puts it right; others only when they cannot."""

from datetime import datetime

from sqlalchemy import text

from qualdesk.domain.seat import Seat
from qualdesk.store.prepared import Prepared
from qualdesk.store.seats import absent_of, seat_of
from qualdesk.store.session import Session, ground_of


def returned_to_others(session: Session, seat: Seat, now: datetime) -> set[int]:
    """Return the leads given back to other callers who can still call them (DESIGN §4, §8).

    One whose caller has left, is absent, or may no longer work it is anyone's of that territory.
    """
    rows = _RETURNED.rows(session, {"person_id": seat.person_id})
    if not rows:
        return set()
    owners = {row.owner_person_id for row in rows}
    there = owners - absent_of(session, owners, now)
    seats = {one: seat_of(session, one) for one in there}
    buckets = {row.bucket_id for row in rows}
    scopes = {one.id: one.scope for one in ground_of(session).buckets if one.id in buckets}
    return {
        row.lead_id
        for row in rows
        if row.owner_person_id in there and seats[row.owner_person_id].works(*scopes[row.bucket_id])
    }


# The words of the partial index, or the database does not know it again.
_RETURNED = Prepared(
    text(
        "SELECT lead_id, bucket_id, owner_person_id FROM queue_entry"
        " WHERE line = 2 AND owner_person_id IS NOT NULL AND owner_person_id <> :person_id"
    )
)
