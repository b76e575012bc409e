"""How many hand-offs wait for a person: the count on the rail."""

from datetime import datetime

from qualdesk.domain.person import Role
from qualdesk.queries.hand_offs import HandOffGroup, hand_offs
from qualdesk.store.session import Session
from qualdesk.store.tables import Person


def hand_offs_waiting(session: Session, *, person_id: int, now: datetime) -> int:
    """Return how many stand under “Needs you” on the page as this person sees it."""
    person = session.get(Person, person_id)
    is_rep = person is not None and person.role == Role.SALES
    rows = hand_offs(session, now=now, rep_id=person_id if is_rep else None)
    return sum(row.group is HandOffGroup.NEEDS_YOU for row in rows)
