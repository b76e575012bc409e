"""Under which head a hand-off stands: what needs a person first, what is over last."""

from enum import StrEnum

from qualdesk.domain.hand_off import CAME_BACK, HAVE_MET
from qualdesk.queries.hand_offs.words import Seen


class HandOffGroup(StrEnum):
    """Under which head a hand-off stands; the heads stand in this order."""

    NEEDS_YOU = "Needs you"
    GIVEN_BACK = "Given back"
    COMING_UP = "Coming up"
    MET = "Met"
    SETTLED = "Put right"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done under it, so that the newest is read first."""
        return self in {HandOffGroup.MET, HandOffGroup.SETTLED}


def group_of(seen: Seen) -> HandOffGroup:
    """Return the head of a hand-off that stands like this."""
    if seen.is_alone:
        return HandOffGroup.NEEDS_YOU
    if seen.state in HAVE_MET:
        return HandOffGroup.MET
    if seen.state in CAME_BACK:
        return _of_returned(seen)
    is_open = seen.is_late or seen.is_past or not seen.is_rep_here
    needs_you = is_open or bool(seen.doubt) or seen.heard_at is not None
    return HandOffGroup.NEEDS_YOU if needs_you else HandOffGroup.COMING_UP


def _of_returned(seen: Seen) -> HandOffGroup:
    if not seen.waits:
        return HandOffGroup.SETTLED
    return HandOffGroup.GIVEN_BACK if seen.read_by_rep else HandOffGroup.NEEDS_YOU
