"""Which meetings stand in calendars on a server, and in which of their states."""

from dataclasses import dataclass

from sqlalchemy import select

from qualdesk.store.session import Session
from qualdesk.store.tables import PublishedAppointment


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a meeting was written to, and its sequence then."""

    address: str
    sequence: int


def publications(session: Session) -> dict[int, Publication]:
    """Return by appointment where it stands."""
    rows = session.execute(
        select(
            PublishedAppointment.appointment_id,
            PublishedAppointment.address,
            PublishedAppointment.sequence,
        )
    )
    return {row.appointment_id: Publication(row.address, row.sequence) for row in rows}
