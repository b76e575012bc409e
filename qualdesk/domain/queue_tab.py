"""The tabs of the queue: every lead stands in exactly one of them beside All."""

from enum import StrEnum

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_order import Level


class Tab(StrEnum):
    """What the queue can be narrowed to, by the reason why a lead stands there."""

    ALL = "all"
    PROMISED = "promised"
    RETURNED = "returned"
    WINDOW = "window"
    FRESH = "fresh"
    RETRIES = "retries"
    IN_TOUCH = "touch"
    OPEN_TERRITORY = "open"
    TO_FIND_OUT = "research"

    @property
    def label(self) -> str:
        """The word on the tab."""
        return _LABELS.get(self, self.value.capitalize())


_LABELS = {
    Tab.IN_TOUCH: "Staying in touch",
    Tab.OPEN_TERRITORY: "Open territory",
    Tab.TO_FIND_OUT: "To find out",
}
_LEVELS = {
    Level.PROMISED: Tab.PROMISED,
    Level.RETURNED: Tab.RETURNED,
    Level.CLOSING_WINDOW: Tab.WINDOW,
}


def tab_of(level: Level, kind: CampaignKind, lane: Lane) -> Tab:
    """Return the tab of a lead that is called at a level, in a campaign of a kind, in a lane."""
    if level in _LEVELS:
        return _LEVELS[level]
    if level is Level.STAYING_IN_TOUCH:
        is_open = kind is CampaignKind.OPEN_TERRITORY
        return Tab.OPEN_TERRITORY if is_open else Tab.IN_TOUCH
    return Tab.RETRIES if lane is Lane.RETRY else Tab.FRESH
