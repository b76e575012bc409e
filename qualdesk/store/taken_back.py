"""Whether what a press did was taken back since: nothing of it may leave then."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qualdesk.store.tables import Touch

_Correction = aliased(Touch)


def is_taken_back(session: Session, of_command: str) -> bool:
    """Whether a touch that a press wrote was taken back by another."""
    taken = (
        select(Touch.id)
        .join(_Correction, _Correction.takes_back_id == Touch.id)
        .where(Touch.command_id == of_command)
    )
    return session.scalars(taken.limit(1)).first() is not None
