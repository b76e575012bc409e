"""How far a mailbox was read, and how much of what came in waits for somebody."""

from sqlalchemy import and_, func, or_, select

from qualdesk.domain.received import ReceivedKind
from qualdesk.store.session import Session
from qualdesk.store.tables import Received

WAITS = and_(
    Received.settled_at.is_(None),
    or_(
        Received.kind.in_((ReceivedKind.UNRELATED, ReceivedKind.UNREADABLE)),
        Received.trouble != "",
    ),
)
"""What could not be matched, or could not bring about what it should, and nobody has settled yet."""


def read_so_far(session: Session, *, mailbox: str) -> dict[int, int]:
    """Return by UIDVALIDITY the highest UID that was handled."""
    highest = select(Received.uid_validity, func.max(Received.uid))
    of_it = highest.where(Received.mailbox == mailbox).group_by(Received.uid_validity)
    return {validity: uid for validity, uid in session.execute(of_it)}  # noqa: C416


def received_waiting(session: Session) -> int:
    """Return how many mails wait for somebody."""
    return session.scalar(select(func.count(Received.id)).where(WAITS)) or 0
