"""How far a mailbox was read."""

from sqlalchemy import func, select

from qualdesk.store.session import Session
from qualdesk.store.tables import Received


def read_so_far(session: Session, *, mailbox: str) -> dict[int, int]:
    """Return by UIDVALIDITY the highest UID that was handled."""
    highest = select(Received.uid_validity, func.max(Received.uid))
    of_it = highest.where(Received.mailbox == mailbox).group_by(Received.uid_validity)
    return {validity: uid for validity, uid in session.execute(of_it)}  # noqa: C416
