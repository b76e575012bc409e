"""Notes which state of a meeting stands in a calendar on a server, and where."""

from datetime import datetime

from sqlalchemy import delete

from qualdesk.commands.requests.hand_offs import NotePublished
from qualdesk.events.hand_offs import NotedPublished
from qualdesk.store.session import Session
from qualdesk.store.tables import PublishedAppointment


def note_published(session: Session, request: NotePublished, now: datetime) -> NotedPublished:
    """Note where a meeting stands now; without an address it stands nowhere."""
    if not request.address:
        session.execute(
            delete(PublishedAppointment).where(
                PublishedAppointment.appointment_id == request.appointment_id
            )
        )
        return NotedPublished(request.appointment_id)
    known = session.get(PublishedAppointment, request.appointment_id)
    if known is None:
        known = PublishedAppointment(appointment_id=request.appointment_id)
        session.add(known)
    known.address, known.sequence, known.published_at = request.address, request.sequence, now
    return NotedPublished(request.appointment_id)
