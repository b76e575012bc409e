"""What is asked of hand-offs in many places: the meeting that stands, and which were undone."""

from sqlalchemy import and_, or_

from qualdesk.domain.hand_off import HandOffState
from qualdesk.store.columns import table_of
from qualdesk.store.tables import Appointment, HandOff

_HAND_OFFS, _MEETINGS = table_of(HandOff), table_of(Appointment)

STANDING_MEETING = and_(
    _MEETINGS.c.hand_off_id == _HAND_OFFS.c.id, _MEETINGS.c.cancelled_at.is_(None)
)
"""Joins the meeting that was agreed and not cancelled to its hand-off."""

NOT_UNDONE = or_(
    _HAND_OFFS.c.state != HandOffState.TAKEN_BACK, _HAND_OFFS.c.ran_over_at.is_not(None)
)
"""Leaves out what its caller took back as if it had never been; what ran over was real."""
