"""The order of the queue, and why a lead stands where it stands (DESIGN §4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from qualdesk.domain.campaign import Campaign, CampaignKind, Priority, Window
from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import ago, clock_time, day_words, near_day


class Level(IntEnum):
    """The five levels of the order; a smaller number is called first."""

    PROMISED = 1
    RETURNED = 2
    CLOSING_WINDOW = 3
    PRIORITY = 4
    STAYING_IN_TOUCH = 5


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
        """The kind in words, as the timeline shows it."""
        return _RESPONSE_LABELS[self]

    @property
    def warmth(self) -> Warmth:
        """How strong a sign it is."""
        return _WARMTH.get(self, Warmth.ENGAGED)


_RESPONSE_LABELS = {
    ResponseKind.REGISTERED: "Registered",
    ResponseKind.ATTENDED: "Attended webinar",
    ResponseKind.ASKED: "Asked a question",
    ResponseKind.LEFT_EARLY: "Left early",
    ResponseKind.DID_NOT_ATTEND: "Registered, did not attend",
    ResponseKind.DOWNLOADED: "Downloaded white paper",
    ResponseKind.REPLIED: "Replied by e-mail",
    ResponseKind.VISITED_STAND: "Visited the stand",
    ResponseKind.INQUIRED: "Inquired",
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

    @property
    def order(self) -> tuple[int, date, int]:
        """Sorts campaigns: level, the window that closes soonest, then priority."""
        closes_on = self.window.closes_on if self.window else date.max
        return (self.level, closes_on, self.priority)

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
    if lane is Lane.PROMISED:
        return Place(Level.PROMISED)
    if lane is Lane.RETURNED:
        return Place(Level.RETURNED)
    if lane is Lane.RESEARCH:
        return None
    if lane is Lane.CHECK_IN or campaign.kind.keeps_in_touch:
        is_called = lane is Lane.CHECK_IN or campaign.is_running(today)
        return Place(Level.STAYING_IN_TOUCH, priority=campaign.priority) if is_called else None
    if not campaign.is_running(today):
        return None
    window = campaign.open_window(today)
    level = Level.CLOSING_WINDOW if window else Level.PRIORITY
    return Place(level, window, campaign.priority)


@dataclass(frozen=True, slots=True)
class QueueReason:
    """Why a lead stands where it stands, as data; `sentence` and `short` put it into words."""

    place: Place
    lane: Lane
    campaign: str
    kind: CampaignKind
    first_name: str
    zone: str
    response: ResponseKind | None = None
    responded_at: datetime | None = None
    due_at: datetime | None = None
    attempts: int = 0
    attempts_cap: int = 6
    rest: str = ""
    """Why nobody is called here now, such as "campaign paused"."""

    def short(self, now: datetime) -> str:
        """Return the words of a row: "Webinar · 1 day ago", "Retry 2 of 6", "Callback 10:30"."""
        if self.lane is Lane.PROMISED:
            return f"Callback {self._due_words(now)}"
        if self.lane is Lane.RETURNED:
            return "Returned by sales"
        if self.lane is Lane.RETRY:
            is_beyond = self.attempts >= self.attempts_cap
            return (
                "One more try" if is_beyond else f"Retry {self.attempts + 1} of {self.attempts_cap}"
            )
        if self.lane is Lane.CHECK_IN:
            return "Nurture check-in"
        when = ago(self.responded_at, now, self.zone) if self.responded_at else "on the list"
        return f"{self.kind.label} · {when}"

    def sentence(self, now: datetime) -> str:
        """Return the reason as one natural sentence or two."""
        if self.rest:
            return f"Not called now: {self.rest}."
        lead_in = {
            Lane.PROMISED: self._promise,
            Lane.RETURNED: self._returned,
            Lane.CHECK_IN: self._check_in,
            Lane.RETRY: self._retry,
        }.get(self.lane, self._interest)(now)
        if self.place.level is Level.CLOSING_WINDOW and self.place.window:
            today = now.astimezone(ZoneInfo(self.zone)).date()
            return f"{lead_in} The window closes {near_day(self.place.window.closes_on, today)}."
        return lead_in

    def _promise(self, now: datetime) -> str:
        who = self.first_name or "them"
        promise = f"You promised {who} a call at {self._due_words(now)}, their time."
        if self.response is None or self.responded_at is None:
            return promise
        return f"{promise} {self._interest(now)}"

    def _returned(self, _now: datetime) -> str:
        return "Sales gave it back; put it right while it is warm."

    def _check_in(self, now: datetime) -> str:
        since = ago(self.due_at, now, self.zone) if self.due_at else "today"
        return f"Time to keep in touch; the check-in was due {since}."

    def _retry(self, now: datetime) -> str:
        is_beyond = self.attempts >= self.attempts_cap
        tries = "One more try." if is_beyond else f"Try {self.attempts + 1} of {self.attempts_cap}."
        return f"{tries} {self._interest(now)}"

    def _interest(self, now: datetime) -> str:
        if self.response is None or self.responded_at is None:
            return f"On the list of {self.campaign}; no response yet."
        when = ago(self.responded_at, now, self.zone)
        return f"{self.response.label} {when}, {self.campaign}."

    def _due_words(self, now: datetime) -> str:
        if self.due_at is None:
            return "the agreed time"
        there = ZoneInfo(self.zone)
        day, today = self.due_at.astimezone(there).date(), now.astimezone(there).date()
        clock = clock_time(self.due_at, self.zone)
        return clock if day == today else f"{day_words(day, today)}, {clock}"
