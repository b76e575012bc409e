"""Whether what a press did was taken back since: nothing of it may leave then."""

from sqlalchemy import bindparam, select

from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session
from qualdesk.store.tables import Touch

# Tables, not classes: an alias of a class has all of them mapped, in the midst of the start.
_TOUCHES = table_of(Touch)
_CORRECTIONS = _TOUCHES.alias()
_CORRECTION = Prepared(
    select(_CORRECTIONS.c.id)
    .join_from(_TOUCHES, _CORRECTIONS, _CORRECTIONS.c.takes_back_id == _TOUCHES.c.id)
    .where(_TOUCHES.c.command_id == bindparam("of_command"))
    .limit(1)
)


def is_taken_back(session: Session, of_command: str) -> bool:
    """Whether a touch that a press wrote was taken back by another."""
    return _CORRECTION.first(session, {"of_command": of_command}) is not None
