"""Why a lead stands where it stands, as data, and in words: a sentence, a row's few, a rank's."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from qualdesk.domain.callback import SalesCall
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.giving_back import GivenBack
from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import (
    ago,
    clock_time,
    day_words,
    how_long,
    moment_words,
    near_day,
    weekday_words,
)
from qualdesk.domain.queue_order import Level, Place, ResponseKind, Turn


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
    turn: Turn | None = None
    promised_by: str | None = None
    """Who promised the call: None the one who reads this, "" nobody who still has to keep it."""
    start_with: str = ""
    """What a promised call is to begin with."""
    sales_call: SalesCall | None = None
    """The rep's call that a promised one confirms."""
    given_back: GivenBack | None = None
    """How it came back from sales."""
    rest: str = ""
    """Why nobody is called here now, such as "campaign paused"."""

    def short(self, now: datetime) -> str:
        """Return the words of a row: "Webinar · 1 day ago", "Retry 2 of 6", "Callback 10:30"."""
        if self.lane is Lane.PROMISED:
            return self._callback(now)
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

    def phrase(self, now: datetime) -> str:
        """Return a table's few words: "You promised 10:30", "Attended the webinar yesterday"."""
        if self.rest:
            return self.rest.capitalize()
        if self.turn is not None and self.turn is not Turn.CALLED_FIRST:
            return self._in_turn(now).rstrip(".")
        said = {
            Lane.PROMISED: self._promised_at,
            Lane.RETURNED: self._given_back,
            Lane.CHECK_IN: self._check_in_due,
        }.get(self.lane, self._response)
        return said(now)

    def rank_words(self, now: datetime) -> str:
        """Return what gives the lead its place: "the window closes Thursday"."""
        if self.turn is Turn.CALLED_FIRST:
            return "put first on this desk"
        if self.turn is not None:
            return _lower_first(self._in_turn(now).rstrip("."))
        level, window = self.place.level, self.place.window
        if level is Level.CLOSING_WINDOW and window:
            today = now.astimezone(ZoneInfo(self.zone)).date()
            return f"the window closes {weekday_words(window.closes_on, today)}"
        if level is Level.PRIORITY:
            return f"{self.campaign}, {self._recency(now)}"
        # A name keeps its capital.
        begins_with_name = self.promised_by or self.given_back
        return self.phrase(now) if begins_with_name else _lower_first(self.phrase(now))

    def late_words(self, now: datetime) -> str:
        """Return how late a promise is: "6 min late"; nothing before its time."""
        if self.due_at is None or self.due_at >= now:
            return ""
        return f"{how_long(self.due_at, now, self.zone)} late"

    def sentence(self, now: datetime) -> str:
        """Return the reason as one natural sentence or two."""
        if self.rest:
            return f"Not called now: {self.rest}."
        if self.turn is not None:
            return self._in_turn(now)
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

    def _in_turn(self, now: datetime) -> str:
        due = how_long(self.due_at, now, self.zone) if self.due_at else "now"
        if self.turn is Turn.CALLED_FIRST:
            return f"Put first on this desk. {self._interest(now)}"
        if self.turn is Turn.IN_TOUCH:
            return f"Due {due}, your turn to keep in touch."
        if self.attempts:
            return f"Due {due}, nobody has called again yet."
        if self.responded_at is None:
            return f"On the list for {due}, nobody has called yet."
        return f"Asked {how_long(self.responded_at, now, self.zone)} ago, nobody has called yet."

    def _promised_at(self, now: datetime) -> str:
        if self.sales_call is not None:
            return f"Confirm {self._for_sales} {moment_words(self.sales_call.at, now, self.zone)}"
        return f"{self._promiser} {self._due_words(now)}"

    def _given_back(self, _now: datetime) -> str:
        return self.given_back.phrase if self.given_back else "Sales gave it back"

    def _check_in_due(self, now: datetime) -> str:
        return f"Check-in due {ago(self.due_at, now, self.zone) if self.due_at else 'now'}"

    def _response(self, now: datetime) -> str:
        if self.response is None or self.responded_at is None:
            return "On the list, no response yet"
        deed = self.response.deed_in(self.kind)
        return f"{deed} {ago(self.responded_at, now, self.zone)}"

    def _promise(self, now: datetime) -> str:
        promise = f"{self._promised_to(now)}{self._beginning}"
        if self.response is None or self.responded_at is None:
            return promise
        return f"{promise} {self._interest(now)}"

    def _promised_to(self, now: datetime) -> str:
        who = self.first_name or "them"
        if self.sales_call is None:
            return f"{self._promiser} {who} a call at {self._due_words(now)} their time."
        rep, stands = self.sales_call.rep or "Sales", self._confirming
        when = moment_words(self.sales_call.at, now, self.zone)
        return f"{rep} is to call {who} on {when} their time{stands}."

    @property
    def _confirming(self) -> str:
        is_confirmed = self.sales_call is not None and self.sales_call.is_confirmed
        return ", as confirmed" if is_confirmed else ": ask whether that still suits"

    @property
    def _beginning(self) -> str:
        return f" Start with: {self.start_with.rstrip('.')}." if self.start_with else ""

    @property
    def _promiser(self) -> str:
        by = "You" if self.promised_by is None else self.promised_by
        return f"{by} promised" if by else "Promised"

    @property
    def _for_sales(self) -> str:
        rep = self.sales_call.rep.split(" ")[0] if self.sales_call else ""
        return f"{rep}’s call" if rep else "sales’ call"

    def _callback(self, now: datetime) -> str:
        if self.sales_call is not None:
            return f"Confirm {self._for_sales}"
        if not self.promised_by:
            return f"Callback {self._due_words(now)}"
        whose = f"{self.promised_by.split(' ')[0]}’s promise"
        return f"{whose}, {self.late_words(now) or self._due_words(now)}"

    def _recency(self, now: datetime) -> str:
        if self.responded_at is None:
            return "no response yet"
        return f"interest {ago(self.responded_at, now, self.zone)}"

    def _returned(self, _now: datetime) -> str:
        if self.given_back is not None:
            return self.given_back.sentence
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
        return f"{self.response.deed_in(self.kind)} {when} ({self.campaign})."

    def _due_words(self, now: datetime) -> str:
        if self.due_at is None:
            return "the agreed time"
        there = ZoneInfo(self.zone)
        day, today = self.due_at.astimezone(there).date(), now.astimezone(there).date()
        clock = clock_time(self.due_at, self.zone)
        return clock if day == today else f"{day_words(day, today)}, {clock}"


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
