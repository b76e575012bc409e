"""Campaigns: their kinds, priorities, and the window in which a follow-up is worth most."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache

from qualdesk.domain.moments import near_day
from qualdesk.domain.working_days import add_working_days


class CampaignKind(StrEnum):
    """What brought the prospects."""

    WEBINAR = "webinar"
    SEMINAR = "seminar"
    TRADE_SHOW = "trade_show"
    DIRECT_MAIL = "direct_mail"
    WHITE_PAPER = "white_paper"
    NEW_PRODUCT = "new_product"
    UPGRADE = "upgrade"
    PROMOTION = "promotion"
    INDUSTRY = "industry"
    DORMANT = "dormant"
    OPEN_TERRITORY = "open_territory"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())

    @property
    def script(self) -> str:
        """The key of the script that ships for it; for an event, of the calls after it."""
        return self.value.replace("_", "-")

    @property
    def registration_script(self) -> str:
        """The key of the script of the calls before an event, or nothing where there is none."""
        has_event = self in {CampaignKind.WEBINAR, CampaignKind.SEMINAR}
        return f"{self.script}-registration" if has_event else ""

    @property
    def keeps_in_touch(self) -> bool:
        """Whether its calls are for staying in touch (level 5), not for new interest."""
        return self in {CampaignKind.DORMANT, CampaignKind.OPEN_TERRITORY}


_LABELS = {CampaignKind.INDUSTRY: "Industry focus", CampaignKind.DORMANT: "Dormant client"}


class Priority(IntEnum):
    """How a team lead ranks a campaign outside its window."""

    FIRST = 1
    NORMAL = 2
    WHEN_FREE = 3

    @property
    def label(self) -> str:
        """The head in Up next."""
        return self.name.replace("_", " ").capitalize()


class CampaignState(StrEnum):
    """Whether a campaign is called."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class AtEnd(StrEnum):
    """What becomes of a campaign's leads that still wait for a call once its last day is over.

    One that a team lead ends by hand calls nobody any more, whatever was chosen here.
    """

    NURTURE = "nurture"
    KEEP_CALLING = "keep_calling"
    CLOSE_OUT = "close_out"
    """Turned down courteously in writing; who cannot be written to is kept in touch with."""

    @property
    def label(self) -> str:
        """The end in words, after "then"."""
        return _END_LABELS[self]


_END_LABELS = {
    AtEnd.NURTURE: "stay in touch",
    AtEnd.KEEP_CALLING: "keep calling",
    AtEnd.CLOSE_OUT: "close out courteously",
}


@dataclass(frozen=True, slots=True)
class Window:
    """The days, both included, in which a campaign's leads come before all others."""

    opens_on: date
    closes_on: date

    def is_open(self, today: date) -> bool:
        """Whether `today` lies within."""
        return self.opens_on <= today <= self.closes_on


_WORKING_DAYS_AFTER = {
    CampaignKind.WEBINAR: (0, 5),
    CampaignKind.SEMINAR: (0, 5),
    CampaignKind.TRADE_SHOW: (1, 10),
}
_REGISTRATION_DAYS = 10

FIRST_CALL_WITHIN = 5
"""Working days, where a campaign names no other number (DESIGN §4)."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the queue must know of a campaign to order its leads."""

    id: int
    name: str
    kind: CampaignKind
    priority: Priority
    state: CampaignState = CampaignState.RUNNING
    starts_on: date | None = None
    ends_on: date | None = None
    event_on: date | None = None
    first_call_within: int = FIRST_CALL_WITHIN
    """Working days after which a lead that nobody has called comes before the order."""
    at_end: AtEnd = AtEnd.NURTURE

    def is_running(self, today: date) -> bool:
        """Whether its leads are called on `today`."""
        has_started = self.starts_on is None or self.starts_on <= today
        return self.state is CampaignState.RUNNING and has_started and not self.has_ended(today)

    def has_ended(self, today: date) -> bool:
        """Whether it calls nobody any more: a team lead ended it, or its last day is over.

        Where calling goes on after the last day, only the window is over by then.
        """
        is_past = self.ends_on is not None and self.ends_on < today
        ends_by_itself = is_past and self.at_end is not AtEnd.KEEP_CALLING
        return ends_by_itself or self.state is CampaignState.ENDED

    def is_before_event(self, today: date) -> bool:
        """Whether its event is still to come: then its calls are for registering."""
        return self.event_on is not None and today < self.event_on

    def rest(self, today: date) -> str:
        """Return why its leads are not called on `today`, or nothing while they are."""
        if self.is_running(today):
            return ""
        if self.has_ended(today):
            return "campaign ended"
        if self.state is CampaignState.PAUSED:
            return "campaign paused"
        return f"campaign starts {near_day(self.starts_on, today)}" if self.starts_on else ""

    def windows(self) -> list[Window]:
        """Return its windows (DESIGN §4, 3): around an event, or until a promotion's end."""
        if self.kind is CampaignKind.PROMOTION and self.ends_on is not None:
            return [Window(self.starts_on or self.ends_on - timedelta(days=14), self.ends_on)]
        if self.event_on is None or self.kind not in _WORKING_DAYS_AFTER:
            return []
        first, last = (
            add_working_days(self.event_on, days) for days in _WORKING_DAYS_AFTER[self.kind]
        )
        opens_on = self.event_on if first == self.event_on else first
        registration = Window(
            add_working_days(self.event_on, -_REGISTRATION_DAYS),
            add_working_days(self.event_on, -1),
        )
        return [registration, Window(opens_on, last)]

    def open_window(self, today: date) -> Window | None:
        """Return the window that is open on `today`."""
        return _open_window(self, today)


@lru_cache(maxsize=1024)
def _open_window(campaign: Campaign, today: date) -> Window | None:
    """Remember a day's answer: each look at the queue asks for every campaign and lane."""
    return next((window for window in campaign.windows() if window.is_open(today)), None)
