"""What a rep said last of a hand-off: the newest answer that was not a slip."""

from sqlalchemy import and_, select

from qualdesk.store.columns import table_of
from qualdesk.store.tables import HandOff, HandOffAnswer

# Tables, not classes: an alias of a class has all of them mapped, in the midst of the start.
_ANSWERS, _HAND_OFFS = table_of(HandOffAnswer), table_of(HandOff)
_SLIP, _NEWER, _NEWER_SLIP = (_ANSWERS.alias() for _ in range(3))
_IS_SLIP = select(_SLIP.c.id).where(_SLIP.c.takes_back_id == _ANSWERS.c.id).exists()
_IS_OLDER = (
    select(_NEWER.c.id)
    .where(
        _NEWER.c.hand_off_id == _ANSWERS.c.hand_off_id,
        _NEWER.c.id > _ANSWERS.c.id,
        _NEWER.c.takes_back_id.is_(None),
        ~select(_NEWER_SLIP.c.id).where(_NEWER_SLIP.c.takes_back_id == _NEWER.c.id).exists(),
    )
    .exists()
)

LAST_ANSWER = and_(
    _ANSWERS.c.hand_off_id == _HAND_OFFS.c.id,
    _ANSWERS.c.takes_back_id.is_(None),
    ~_IS_SLIP,
    ~_IS_OLDER,
)
"""Joins an answer to its hand-off."""
