"""Merging: which of two prospects stays, and what it takes over from the other."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.lead import Lane, LeadImage, LeadState

FILLED = ("title", "first_name", "last_name", "job_title", "email", "language", "consent")
"""What is taken over where the one that stays has nothing."""

_FAR_ALONG = {LeadState.WITH_SALES: 3, LeadState.QUEUED: 1, LeadState.NURTURE: 1}
_PROMISED = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its pursuit if one is open."""

    prospect_id: int
    image: LeadImage | None = None
    has_taken_in: bool = False
    """Whether somebody else was taken into it before."""


def kept_of(one: Side, other: Side) -> tuple[Side, Side]:
    """Return who stays and who is taken in: the further pursuit stays, else the older entry.

    So no pursuit that sales, a promise or a track depends on ends by a merge.
    """
    sides = sorted((one, other), key=_rank)
    return sides[0], sides[1]


def newest_interest(one: LeadImage, other: LeadImage) -> datetime | None:
    """Return the newest sign of interest that either showed."""
    return max((at for at in (one.interest_at, other.interest_at) if at), default=None)


def _rank(side: Side) -> tuple[int, bool, int]:
    return -_progress(side.image), not side.has_taken_in, side.prospect_id


def _progress(image: LeadImage | None) -> int:
    if image is None:
        return 0
    return _PROMISED if image.lane is Lane.PROMISED else _FAR_ALONG[image.state]
