"""What a rep said last of a hand-off: the newest answer that was not a slip."""

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from qualdesk.store.tables import HandOff, HandOffAnswer

_Slip, _Newer, _NewerSlip = (aliased(HandOffAnswer) for _ in range(3))
_IS_SLIP = select(_Slip.id).where(_Slip.takes_back_id == HandOffAnswer.id).exists()
_IS_OLDER = (
    select(_Newer.id)
    .where(
        _Newer.hand_off_id == HandOffAnswer.hand_off_id,
        _Newer.id > HandOffAnswer.id,
        _Newer.takes_back_id.is_(None),
        ~select(_NewerSlip.id).where(_NewerSlip.takes_back_id == _Newer.id).exists(),
    )
    .exists()
)

LAST_ANSWER = and_(
    HandOffAnswer.hand_off_id == HandOff.id,
    HandOffAnswer.takes_back_id.is_(None),
    ~_IS_SLIP,
    ~_IS_OLDER,
)
"""Joins an answer to its hand-off."""
