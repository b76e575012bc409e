"""The order of the queue, and why a lead stands where it stands (DESIGN §4)."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from qualdesk.domain.campaign import Campaign, CampaignKind, Priority, Window
from qualdesk.domain.lead import Lane


class Level(IntEnum):
    """The five levels of the order; a smaller number is called first."""

    PROMISED = 1
    RETURNED = 2
    CLOSING_WINDOW = 3
    PRIORITY = 4
    STAYING_IN_TOUCH = 5


class Line(IntEnum):
    """The lines that leads of one bucket stand in, each in an order of its own."""

    PROMISED = 1
    RETURNED = 2
    INTEREST = 3
    IN_TOUCH = 4
    CHECK_IN = 5

    @property
    def is_by_due(self) -> bool:
        """Whether its leads stand by the time they are due, not by newest interest."""
        return self is not Line.INTEREST


def line_of(lane: Lane, kind: CampaignKind) -> Line | None:
    """Return the line in which a lead of this lane and campaign stands; None if it is not called."""
    if lane in {Lane.FRESH, Lane.RETRY}:
        return Line.IN_TOUCH if kind.keeps_in_touch else Line.INTEREST
    return _LINES.get(lane)


_LINES = {
    Lane.PROMISED: Line.PROMISED,
    Lane.RETURNED: Line.RETURNED,
    Lane.CHECK_IN: Line.CHECK_IN,
}


class Turn(StrEnum):
    """Why a lead is offered out of the usual order, so that nobody starves."""

    CALLED_FIRST = "called_first"
    OVERDUE = "overdue"
    IN_TOUCH = "in_touch"


class Warmth(IntEnum):
    """How strongly a prospect showed interest: what comes first within a window."""

    ENGAGED = 0
    LEFT_EARLY = 1
    DID_NOT_ATTEND = 2
    LISTED = 3


class ResponseKind(StrEnum):
    """A sign of interest that came in."""

    REGISTERED = "registered"
    ATTENDED = "attended"
    ASKED = "asked"
    LEFT_EARLY = "left_early"
    DID_NOT_ATTEND = "did_not_attend"
    DOWNLOADED = "downloaded"
    REPLIED = "replied"
    VISITED_STAND = "visited_stand"
    INQUIRED = "inquired"

    @property
    def label(self) -> str:
        """The kind in words, whatever it was about."""
        return _RESPONSE_LABELS[self]

    def label_in(self, kind: CampaignKind) -> str:
        """Return the kind in words, as the timeline shows it: "Attended seminar"."""
        event = _EVENTS.get(kind, "") if self is ResponseKind.ATTENDED else ""
        return f"{self.label} {event}" if event else self.label

    def deed_in(self, kind: CampaignKind) -> str:
        """Return what they did, as a sentence begins: "Attended the seminar"."""
        if self is ResponseKind.DOWNLOADED:
            return "Downloaded the white paper"
        event = _EVENTS.get(kind, "") if self is ResponseKind.ATTENDED else ""
        return f"{self.label} the {event}" if event else self.label

    @property
    def warmth(self) -> Warmth:
        """How strong a sign it is."""
        return _WARMTH.get(self, Warmth.ENGAGED)


_RESPONSE_LABELS = {
    ResponseKind.REGISTERED: "Registered",
    ResponseKind.ATTENDED: "Attended",
    ResponseKind.ASKED: "Asked a question",
    ResponseKind.LEFT_EARLY: "Left early",
    ResponseKind.DID_NOT_ATTEND: "Registered, did not attend",
    ResponseKind.DOWNLOADED: "Downloaded white paper",
    ResponseKind.REPLIED: "Replied by e-mail",
    ResponseKind.VISITED_STAND: "Visited the stand",
    ResponseKind.INQUIRED: "Inquired",
}
_EVENTS = {
    CampaignKind.WEBINAR: "webinar",
    CampaignKind.SEMINAR: "seminar",
    CampaignKind.TRADE_SHOW: "trade show",
}
_WARMTH = {
    ResponseKind.REGISTERED: Warmth.DID_NOT_ATTEND,
    ResponseKind.LEFT_EARLY: Warmth.LEFT_EARLY,
    ResponseKind.DID_NOT_ATTEND: Warmth.DID_NOT_ATTEND,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a campaign's leads stand now: the level, and the order within it."""

    level: Level
    window: Window | None = None
    priority: Priority = Priority.NORMAL

    @classmethod
    def at_rest(cls, campaign: Campaign) -> "Place":
        """Where a lead stands that nobody calls now: closed, with sales, or in a paused campaign."""
        return cls(Level.STAYING_IN_TOUCH, priority=campaign.priority)

    def order(self, warmth: Warmth) -> tuple[int, date, int]:
        """Sort heads: level, then the window that closes soonest and warmth in it, else priority."""
        if self.window:
            return (self.level, self.window.closes_on, warmth)
        has_priority = self.level in {Level.PRIORITY, Level.STAYING_IN_TOUCH}
        return (self.level, date.max, self.priority if has_priority else 0)

    @property
    def head(self) -> str:
        """The head in Up next."""
        return _HEADS.get(self.level) or self.priority.label


_HEADS = {
    Level.PROMISED: "Promised calls",
    Level.RETURNED: "Returned by sales",
    Level.CLOSING_WINDOW: "Closing windows",
    Level.STAYING_IN_TOUCH: "Staying in touch",
}


def place_of(campaign: Campaign, lane: Lane, today: date) -> Place | None:
    """Return where leads of this campaign and lane stand today; None when they are not called."""
    line = line_of(lane, campaign.kind)
    return place_in(line, campaign, today) if line else None


def place_in(line: Line, campaign: Campaign, today: date) -> Place | None:
    """Return where the leads of a campaign's line stand today; None when they are not called.

    Promised, returned and check-in calls are made however the campaign stands (DESIGN §4).
    """
    if line in _ALWAYS_CALLED:
        return Place(_ALWAYS_CALLED[line], priority=campaign.priority)
    if not campaign.is_running(today):
        return None
    if line is Line.IN_TOUCH:
        return Place(Level.STAYING_IN_TOUCH, priority=campaign.priority)
    window = campaign.open_window(today)
    level = Level.CLOSING_WINDOW if window else Level.PRIORITY
    return Place(level, window, campaign.priority)


_ALWAYS_CALLED = {
    Line.PROMISED: Level.PROMISED,
    Line.RETURNED: Level.RETURNED,
    Line.CHECK_IN: Level.STAYING_IN_TOUCH,
}
