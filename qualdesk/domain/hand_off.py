"""Hand-offs: how a lead given to a rep stands, and how the two will meet."""

from datetime import timedelta
from enum import StrEnum

MEETING_LENGTH = timedelta(minutes=30)


class HandOffState(StrEnum):
    """Where a hand-off stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"
    MET = "met"
    NO_SHOW = "no_show"
    RESCHEDULED = "rescheduled"
    WON = "won"
    LOST = "lost"

    @property
    def label(self) -> str:
        """The word on the chip."""
        return {HandOffState.NO_SHOW: "No-show", HandOffState.TAKEN_BACK: "Taken back"}.get(
            self, self.value.capitalize()
        )


WITH_REP = (HandOffState.OFFERED, HandOffState.ACCEPTED, HandOffState.RESCHEDULED)
"""It is the rep's to act."""
CAME_BACK = (HandOffState.RETURNED, HandOffState.NO_SHOW, HandOffState.TAKEN_BACK)
"""The lead is with the callers again."""
HAVE_MET = (HandOffState.MET, HandOffState.WON, HandOffState.LOST)
"""Rep and prospect have spoken, whatever came of it."""


class MeetingMedium(StrEnum):
    """How prospect and rep meet."""

    VIDEO = "video"
    PHONE = "phone"
    ON_SITE = "on_site"

    @property
    def label(self) -> str:
        """The word on the segment."""
        return self.value.replace("_", " ").capitalize()
