"""Presence: who is at the desk, and the signs of life that keep a claim."""

from datetime import datetime

from sqlalchemy import select, update

from qualdesk.commands.claims import LEASE, extend_claim, release_claims
from qualdesk.commands.requests.order import ReleaseClaims
from qualdesk.commands.requests.people import ShowPresence
from qualdesk.domain.seat import PresenceState
from qualdesk.events.people import ShowedPresence
from qualdesk.store.session import Session
from qualdesk.store.tables import Claim, Presence
from qualdesk.store.upsert import upsert


def show_presence(session: Session, request: ShowPresence, now: datetime) -> ShowedPresence:
    """Say that somebody is here, away or signed out; who leaves gives back what they hold."""
    values = {"state": request.state, "since": now, "seen_at": now}
    put = upsert(session, Presence).values(person_id=request.person_id, **values)
    session.execute(put.on_conflict_do_update(index_elements=["person_id"], set_=values))
    if request.state is PresenceState.HERE:
        return ShowedPresence(request.person_id)
    released = release_claims(session, ReleaseClaims(request.person_id), now)
    return ShowedPresence(request.person_id, released.lead_ids, request.state)


def keep_alive(session: Session, person_id: int, now: datetime) -> None:
    """Give a sign of life: the person is seen, and what they hold stays theirs for a lease.

    No press and no command: it changes nothing that anybody would take back or count.
    """
    session.execute(update(Presence).where(Presence.person_id == person_id).values(seen_at=now))
    held = select(Claim.lead_id).where(Claim.caller_id == person_id, Claim.until > now)
    for lead_id in session.scalars(held).all():
        extend_claim(session, lead_id, person_id, now + LEASE)
